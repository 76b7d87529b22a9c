import type { CalendarDate } from '../calendar-date.js';
import { errorCellProblem, withoutGuard } from './error-cell.js';
import { IMPORT_COLUMNS, type ColumnMapping, type ImportColumn, type ImportKind } from './import-column.js';
import { shown } from './shown-value.js';
import { isMonthFirst, MONTH_FIRST_PROBLEM, readWrittenDay } from './written-day.js';

/** What is wrong with a row. */
export interface RowProblem {
  /** Key of the column it is about; `null` when it is about the row. */
  readonly column: string | null;
  /** One sentence that says how to mend it, naming what was found. */
  readonly message: string;
}

/** A row as it was understood, or what to mend in it. */
export interface RowReading<Row> {
  /** `null` when there are problems. */
  readonly row: Row | null;
  readonly problems: readonly RowProblem[];
}

/** The cells of one row by column key; `undefined` when the file has no such column. */
export type Cells = (columnKey: string) => string | undefined;

/** Reads the cells of a row by a mapping. A row that ends early has empty cells. */
export function cellsOf(cells: readonly string[], mapping: ColumnMapping): Cells {
  return (key) => (Object.hasOwn(mapping, key) ? (cells[mapping[key]!] ?? '') : undefined);
}

/** Columns that hold days, of every kind. */
const DAY_COLUMNS = ['startsOn', 'endsOn', 'completedOn', 'asOf'];

/**
 * Keys of the columns whose dates are written the American way in this file. The rules refuse each date of them, so it
 * is asked once for the whole file.
 */
export function monthFirstColumns(
  mapping: ColumnMapping,
  rows: readonly { readonly cells: readonly string[] }[],
): ReadonlySet<string> {
  const columns = DAY_COLUMNS.filter((key) => Object.hasOwn(mapping, key));
  return new Set(columns.filter((key) => isMonthFirst(valuesOf(rows, mapping[key]!))));
}

function* valuesOf(rows: readonly { readonly cells: readonly string[] }[], at: number): Iterable<string> {
  for (const { cells } of rows) yield cells[at] ?? '';
}

/** What the rules of every kind are told. */
export interface RowContext {
  /** Today in the agency. */
  readonly today: CalendarDate;
  /** What `monthFirstColumns` answers of the file; none when it is not told. */
  readonly monthFirst?: ReadonlySet<string>;
}

/** How people write that there is nothing. */
const NOTHING = /^(?:|-+|–|—|n\/a|nil|none|null|not applicable)$/i;
const EXPONENT = /^\d(?:[.,]\d+)?E\+\d+$/i;

/** More letters than any staff number has, and few enough for every list. */
const LONGEST_STAFF_NUMBER = 60;

const byKey = (columns: readonly ImportColumn[]) => new Map(columns.map((column) => [column.key, column]));
const COLUMNS: Readonly<Record<ImportKind, ReadonlyMap<string, ImportColumn>>> = {
  people: byKey(IMPORT_COLUMNS.people),
  completions: byKey(IMPORT_COLUMNS.completions),
  headcount: byKey(IMPORT_COLUMNS.headcount),
};

/** Control characters, what stands for a letter that was lost, and UTF-8 that some program took for something else. */
const UNREADABLE = /[\p{Cc}\p{Cs}\uFFFD]|[ÃÂ][\u0080-\u00BFŒœŠšŸŽžƒˆ˜–—‘-„†-•…‰‹›€™]|â€/u;

/** Reads the cells of one row and collects what is wrong with them. */
export class RowReader {
  readonly problems: RowProblem[] = [];
  private readonly columns: ReadonlyMap<string, ImportColumn>;

  constructor(
    kind: ImportKind,
    private readonly cells: Cells,
    private readonly context: RowContext,
  ) {
    this.columns = COLUMNS[kind];
  }

  /** Heading of a column in the template. */
  label(column: string): string {
    return this.columns.get(column)?.label ?? column;
  }

  /** Whether the file has the column. */
  has(column: string): boolean {
    return this.cells(column) !== undefined;
  }

  refuse(column: string | null, message: string): null {
    this.problems.push({ column, message });
    return null;
  }

  /** The cell without the spaces round it, and with single ones inside; `null` after a problem, empty for nothing. */
  value(column: string): string | null {
    const cell = withoutGuard((this.cells(column) ?? '').trim()).trim();
    const problem = errorCellProblem(cell);
    if (problem !== null) return this.refuse(column, problem);
    if (UNREADABLE.test(cell.replace(/[\t\r\n]/g, ' '))) {
      return this.refuse(
        column,
        `${shown(cell)} has letters that cannot be read. Type it again in ${this.label(column)}`,
      );
    }
    // Marks that show nothing and keep two texts apart that look alike; then spaces of every kind and width.
    return cell
      .normalize('NFC')
      .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  }

  /** A text of at most `most` characters; `null` when there is none, after a problem if it was required. */
  text(column: string, most: number): string | null {
    return this.unless(/^[-–—]*$/, column, most);
  }

  /** The same, where “none” and “n/a” are nothing too: in columns where those cannot be a name. */
  choice(column: string, most: number): string | null {
    return this.unless(NOTHING, column, most);
  }

  /** A staff number: text, whatever it is made of. */
  staffNumber(column: string): string | null {
    const value = this.choice(column, LONGEST_STAFF_NUMBER);
    if (value !== null && EXPONENT.test(value)) {
      return this.refuse(
        column,
        `The spreadsheet has shortened a long number to ${shown(value)}. Format the column as text, and type the number again`,
      );
    }
    return value;
  }

  /** A day, which has to be there when the column is required. */
  day(column: string): CalendarDate | null {
    const value = this.value(column);
    if (value === null) return null;
    if (NOTHING.test(value)) return this.isRequired(column) ? this.missing(column) : null;
    if (this.context.monthFirst?.has(column)) return this.refuse(column, MONTH_FIRST_PROBLEM);
    const { day, problem } = readWrittenDay(value);
    return problem === null ? day : this.refuse(column, problem);
  }

  /** Says that a required cell is empty. */
  missing(column: string): null {
    return this.refuse(column, `Fill in ${this.label(column)}: the cell is empty`);
  }

  /** The row, unless something is wrong with it. */
  reading<Row>(row: () => Row): RowReading<Row> {
    return this.problems.length > 0 ? { row: null, problems: this.problems } : { row: row(), problems: [] };
  }

  private unless(nothing: RegExp, column: string, most: number): string | null {
    const value = this.value(column);
    if (value === null) return null;
    if (nothing.test(value)) return this.isRequired(column) ? this.missing(column) : null;
    if (value.length <= most) return value;
    return this.refuse(
      column,
      `${this.label(column)} has ${value.length} characters, and ${most} is the most. Shorten ${shown(value)}`,
    );
  }

  private isRequired(column: string): boolean {
    return this.columns.get(column)?.isRequired === true;
  }
}
