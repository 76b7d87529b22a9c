import { WORKFORCE_GROUPS, type WorkforceGroup } from './workforce-group.js';

/** More people than any agency has: a figure above it is a slip of the keyboard. */
export const MOST_PEOPLE = 500_000;

/** A headcount as one line tells it. */
export interface PastedCount {
  /** `null` for the whole agency. */
  readonly group: WorkforceGroup | null;
  readonly people: number;
  /** Full-time equivalent, to two decimals; `null` when the line tells none. */
  readonly fte: number | null;
}

/** One line as it was pasted, and what was understood of it. */
export interface PastedLine {
  /** From 1; empty lines are counted too. */
  readonly line: number;
  /** As it was pasted, its cells parted by ` | `. */
  readonly text: string;
  /** What is in it; `null` when it is a heading or was not understood. */
  readonly count: PastedCount | null;
  /** What to do about it; empty when there is nothing to do. */
  readonly problem: string;
}

/** Which cell of a row holds what. */
interface Columns {
  readonly people: number;
  /** -1 where there is none. */
  readonly fte: number;
}

const HEADINGS = {
  people: /head|people|staff|number|persons|heads|count/i,
  fte: /f\.?t\.?e|full.?time|wte/i,
};
const WHOLE =
  /^(?:(?:grand|agency|overall)\s+)?total\b|^(?:whole agency|whole|all(?: staff| groups| people)?|sum)$/i;
/** A group by its number, and what is said after it: `3`, `Group 3`, `3. Regular contact`. A second figure is refused. */
const NUMBERED = /^(?:(?:workforce\s+)?(?:group|level)s?\s*)?([1-8])(?:\s*[.:)–—-]?\s+|$)(\D*)$/i;
/** Spaces of every width and apostrophes, which some spreadsheets put between thousands. */
const THOUSANDS = /(?<=\d)[\s\u00a0\u2009\u202f'’](?=\d{3}(?!\d))/g;
const LOOKS_NUMERIC = /^[-+−(]?[£]?\s*\d[\d\s\u00a0\u2009\u202f.,'’]*\)?%?$/;
const NOTHING = /^(?:|-|–|—|n\/a|nil|none)$/i;

/**
 * Reads what somebody copied from a spreadsheet, or wrote: one workforce group a line, by number or name, then its
 * people, then its FTE where there is one. Cells are parted by tabs, semicolons or commas; headings, empty lines and
 * either kind of line end are passed over. Nothing is guessed: a line that could mean two things says so.
 */
export function readPastedHeadcount(text: string): PastedLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const separator = separatorOf(lines);
  let columns: Columns | null = null;
  let isFirst = true;
  const firstLineOf = new Map<WorkforceGroup | null, number>();

  return lines.flatMap((raw, index): PastedLine[] => {
    const cells = cellsOf(raw, separator);
    if (cells.every((cell) => cell === '')) return [];
    const line = index + 1;
    const shown = { line, text: cells.join(' | ') };
    if (isFirst) {
      isFirst = false;
      columns = headingColumns(cells);
      if (columns !== null) return [{ ...shown, count: null, problem: '' }];
    }
    const read = readCells(cells, columns, separator);
    if (typeof read === 'string') return [{ ...shown, count: null, problem: read }];
    const earlier = firstLineOf.get(read.group);
    if (earlier !== undefined) {
      const what = read.group === null ? 'The whole agency' : `Group ${read.group}`;
      return [
        { ...shown, count: null, problem: `${what} is on line ${earlier} already. Keep one of the two` },
      ];
    }
    firstLineOf.set(read.group, line);
    return [{ ...shown, count: read, problem: '' }];
  });
}

/** What a spreadsheet copies is parted by tabs; then semicolons, since a comma may stand inside a number. */
function separatorOf(lines: readonly string[]): string {
  return ['\t', ';'].find((candidate) => lines.some((line) => line.includes(candidate))) ?? ',';
}

/** The cells of a line, without the quotes and the spaces round them. */
function cellsOf(line: string, separator: string): string[] {
  const cell = new RegExp(` *(?:"((?:[^"]|"")*)" *|([^${separator}]*))(${separator}|$)`, 'y');
  const cells: string[] = [];
  const rest = separator === '\t' ? line : line.trim();
  while (cell.lastIndex <= rest.length) {
    const match = cell.exec(rest);
    // A quote that is never closed is a letter like any other.
    if (match === null) return rest.split(separator).map((part) => part.trim());
    const [, quoted, plain = '', end] = match;
    cells.push((quoted?.replaceAll('""', '"') ?? plain).replaceAll('\u00a0', ' ').trim());
    if (end === '') break;
  }
  return cells;
}

/** Where the headings say that people and FTE are; `null` when the cells are no headings. */
function headingColumns(cells: readonly string[]): Columns | null {
  if (cells.some((cell) => LOOKS_NUMERIC.test(cell)) || workforceGroupNamed(cells[0] ?? '') !== undefined)
    return null;
  const fte = cells.findIndex((cell) => HEADINGS.fte.test(cell));
  const people = cells.findIndex(
    (cell, index) => index > 0 && index !== fte && HEADINGS.people.test(cell) && !HEADINGS.fte.test(cell),
  );
  if (people < 0 && fte < 0)
    return /group|level|workforce/i.test(cells[0] ?? '') ? { people: -1, fte: -1 } : null;
  return { people, fte };
}

/** What a row says, or what to do about it. */
function readCells(
  cells: readonly string[],
  columns: Columns | null,
  separator: string,
): PastedCount | string {
  if (cells.length === 1) return 'Part the group from its number with a tab, a comma or a semicolon';
  const isByHeading = columns !== null && columns.people > 0;
  const nameCells = nameEnd(
    cells,
    isByHeading ? Math.min(...[columns.people, columns.fte].filter((at) => at > 0)) : null,
  );
  const name = cells.slice(0, nameCells);
  const group = groupOf(name, separator);
  if (typeof group === 'string') return group;
  const numbers = trimEnd(cells.slice(nameCells));
  if (isByHeading) {
    return count(group, cells[columns.people] ?? '', columns.fte > 0 ? (cells[columns.fte] ?? '') : '');
  }
  const [people = '', fte = '', ...more] = numbers;
  if (more.length > 0) return 'There are more columns than group, people and FTE. Copy those columns only';
  if (separator === ',' && /^\d{1,3}$/.test(people) && /^\d{3}$/.test(fte)) {
    return `This can be ${people}${fte} people, or ${people} people and ${fte} FTE. Write thousands without a comma`;
  }
  return count(group, people, fte);
}

/** How many cells at the beginning name the group: the first, and words after it up to the first figure. */
function nameEnd(cells: readonly string[], figuresAt: number | null): number {
  if (figuresAt !== null) return figuresAt;
  let end = 1;
  while (end < cells.length && !LOOKS_NUMERIC.test(cells[end] ?? '') && !NOTHING.test(cells[end] ?? ''))
    end += 1;
  // Where no figure follows, the last word stands where the figure should.
  const isWithoutFigure =
    end === cells.length && end > 1 && workforceGroupNamed(cells[end - 1] ?? '') === undefined;
  return isWithoutFigure ? end - 1 : end;
}

/** The group that the first cells of a row name, or what to do about them. */
function groupOf(name: readonly string[], separator: string): WorkforceGroup | null | string {
  const joined = name.join(', ');
  // A name with a comma in it falls into several cells where commas part them.
  const candidates =
    separator === ',' && name.length > 1 ? [...name, joined, name.slice(1).join(', ')] : name;
  const found = new Set(candidates.map(workforceGroupNamed).filter((group) => group !== undefined));
  const [group] = found;
  if (found.size > 1) return `“${joined}” names two groups. Keep the number or the name that is right`;
  if (group !== undefined) return group;
  return joined === ''
    ? 'Begin the line with the number of the group, 1 to 8, or with its name'
    : `“${joined}” is no workforce group. Begin the line with its number, 1 to 8, or with its name as it stands on this page`;
}

/** The group that a cell names, by number or name; `null` for the whole agency, `undefined` for none or for two. */
export function workforceGroupNamed(cell: string): WorkforceGroup | null | undefined {
  if (WHOLE.test(cell)) return null;
  const byName = groupWithName(cell);
  const [, digit, rest = ''] = NUMBERED.exec(cell) ?? [];
  if (digit === undefined) return byName;
  const named = groupWithName(rest);
  const group = Number(digit) as WorkforceGroup;
  return named === undefined || named === group ? group : undefined;
}

function groupWithName(name: string): WorkforceGroup | undefined {
  return WORKFORCE_GROUPS.find(({ label }) => plain(label) === plain(name))?.group;
}

function count(group: WorkforceGroup | null, peopleCell: string, fteCell: string): PastedCount | string {
  const people = readHeadcountPeople(group, peopleCell);
  if (typeof people === 'string') return people;
  if (NOTHING.test(fteCell)) return { group, people, fte: null };
  const fte = readHeadcountFte(people, fteCell);
  return typeof fte === 'string' ? fte : { group, people, fte };
}

/** The people that a cell tells of a group (`null`: of the whole agency), or what to do about it. */
export function readHeadcountPeople(group: WorkforceGroup | null, cell: string): number | string {
  const of = group === null ? 'the whole agency' : `group ${group}`;
  if (NOTHING.test(cell)) return `Enter the number of people of ${of}; 0 when there are none`;
  const figure = withoutThousands(cell);
  if (/^[-−(]/.test(figure)) return 'A headcount cannot be below 0. Enter 0 or more';
  if (/^\d+[.,]\d+$/.test(figure) && !/^\d+\.0+$/.test(figure)) {
    return `People are counted whole: “${cell}” looks like FTE. Put whole people first and FTE after them`;
  }
  if (!/^\d+(?:\.0+)?$/.test(figure))
    return `“${cell}” is not a whole number. Enter digits only, such as 1204`;
  const people = Number(figure);
  return people > MOST_PEOPLE ? `${cell} is more people than any agency has. Check the figure` : people;
}

/** The full-time equivalent of so many people that a cell tells, to two decimals, or what to do about it. */
export function readHeadcountFte(people: number, cell: string): number | string {
  const figure = withoutThousands(cell);
  if (!/^\d+(?:\.\d+)?$/.test(figure)) return `“${cell}” is no FTE. Enter a figure such as 104.5, or nothing`;
  const fte = Math.round(Number(figure) * 100) / 100;
  return fte > people
    ? `FTE (${cell}) cannot be more than the people (${people}). Are the columns the other way round?`
    : fte;
}

/** The number that somebody typed, with or without its thousands parted: `1,204`. `NaN` when it is none. */
export function figureOf(typed: string): number {
  const figure = withoutThousands(typed.trim());
  return /^[-−]?\d+(?:\.\d+)?$/.test(figure) ? Number(figure.replace('−', '-')) : NaN;
}

/** A figure without what parts its thousands: `1,204`, `1 204`. A comma elsewhere stays, and is refused. */
function withoutThousands(cell: string): string {
  const figure = cell.replace(THOUSANDS, '');
  return /^[-−(]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(figure) ? figure.replaceAll(',', '') : figure;
}

function trimEnd(cells: readonly string[]): string[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === '') end -= 1;
  return cells.slice(0, end);
}

/** A name as two people might write it: case, accents of punctuation and spaces do not count. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
