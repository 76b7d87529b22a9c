import {
  headerKey,
  IMPORT_COLUMNS,
  MEND_HEADING,
  proposeMapping,
  type ImportKind,
} from '@learning-reviews/domain/import/import-column';
import { LIMITS, UnreadableFile } from './unreadable-file.js';

/** One row of a file. */
export interface ImportRow {
  /** As a spreadsheet numbers it, from 1; empty rows are counted. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file as it was read: what stands in its header, and below it. */
export interface ImportTable {
  readonly format: 'csv' | 'xlsx';
  /** How a text was written, as `TextDecoder` names it; `null` for a workbook. */
  readonly encoding: string | null;
  readonly headers: readonly string[];
  /** Without empty ones, and without the example of the template. */
  readonly rows: readonly ImportRow[];
}

/** How a cell begins whose row is the template's example. It stands where nobody can leave it and have a row of use. */
export const EXAMPLE_MARK = 'Example row:';

/** Rows above the header that are looked through: a title, a date, an empty row. */
const ROWS_ABOVE = 15;

/** Collects the rows of a table as they are read, within the limits. */
export class TableRows {
  readonly rows: ImportRow[] = [];

  /** @throws UnreadableFile when the table is longer, wider or wordier than is accepted. */
  add(line: number, cells: readonly string[]): void {
    let end = cells.length;
    while (end > 0 && (cells[end - 1] ?? '').trim() === '') end -= 1;
    if (end === 0) return;
    if (end > LIMITS.columns) {
      throw new UnreadableFile(
        'too-many-columns',
        `Row ${line} has more than ${LIMITS.columns} columns. Delete the columns that the import does not need`,
      );
    }
    const kept = Array.from({ length: end }, (_, at) => cells[at] ?? '');
    const long = kept.findIndex((cell) => cell.length > LIMITS.characters);
    if (long >= 0) {
      throw new UnreadableFile(
        'cell-too-long',
        `Row ${line} has more than ${LIMITS.characters.toLocaleString('en-GB')} characters in column ${long + 1}. Shorten it; in a CSV file, look for a quotation mark that is not closed`,
      );
    }
    if (this.rows.length >= LIMITS.rows + ROWS_ABOVE) throw tooManyRows();
    this.rows.push({ line, cells: kept });
  }
}

/**
 * Parts the header from the rows. The header is the first row of more than one cell, unless one near the top has more
 * headings which some import knows.
 *
 * @throws UnreadableFile when nothing can be read from the rows.
 */
export function tableOf(
  format: ImportTable['format'],
  encoding: string | null,
  all: readonly ImportRow[],
): ImportTable {
  if (all.length === 0)
    throw new UnreadableFile('empty', 'The file is empty. Choose one with headings and rows');
  const at = headerPosition(all);
  const header = all[at]!;
  refuseWithoutHeader(header, at);
  const headers = header.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const rows = all.slice(at + 1).filter(({ cells }) => !isExample(cells));
  if (rows.length === 0) {
    throw new UnreadableFile(
      'no-rows',
      'The file has headings and no rows below them. Fill it in, and choose it again',
    );
  }
  if (rows.length > LIMITS.rows) throw tooManyRows();
  return { format, encoding, headers, rows };
}

/** Whether a header names every column that some kind of import cannot do without. */
export function isWholeHeader(headers: readonly string[]): boolean {
  return KINDS.some((kind) => {
    const mapping = proposeMapping(kind, headers, {});
    return IMPORT_COLUMNS[kind].every(({ key, isRequired }) => !isRequired || Object.hasOwn(mapping, key));
  });
}

/** Position of the header among the rows. */
export function headerPosition(rows: readonly ImportRow[]): number {
  const top = rows.slice(0, ROWS_ABOVE);
  // A title stands in one cell.
  let best = Math.max(
    0,
    top.findIndex(({ cells }) => filledCells(cells) > 1),
  );
  let most = Math.max(FEWEST_KNOWN - 1, knownHeadings(rows[best]!.cells));
  top.forEach(({ cells }, at) => {
    const known = knownHeadings(cells);
    // Of a person, a cell or two may be called like a column: “Manager”, “Service”.
    if (known > most && known * 2 >= filledCells(cells) && !looksLikeData(cells)) [best, most] = [at, known];
  });
  return best;
}

/** Known headings that make a row the header wherever it stands. */
const FEWEST_KNOWN = 3;

function knownHeadings(cells: readonly string[]): number {
  return new Set(cells.map(headerKey).filter((key) => KNOWN_HEADINGS.has(key))).size;
}

const KINDS = Object.keys(IMPORT_COLUMNS) as ImportKind[];
const KNOWN_HEADINGS: ReadonlySet<string> = new Set([
  headerKey(MEND_HEADING),
  ...KINDS.flatMap((kind) =>
    IMPORT_COLUMNS[kind].flatMap(({ label, synonyms }) => [headerKey(label), ...synonyms]),
  ),
]);

function refuseWithoutHeader({ line, cells }: ImportRow, at: number): void {
  if (filledCells(cells) < 2) {
    throw new UnreadableFile(
      'one-column',
      'Only one column was found. Save the file as “CSV UTF-8 (comma delimited)” or as an Excel workbook (.xlsx), and choose it again',
    );
  }
  const isNamed = cells.some((cell) => KNOWN_HEADINGS.has(headerKey(cell)));
  if (at === 0 && !isNamed && looksLikeData(cells)) {
    throw new UnreadableFile(
      'no-header',
      `Row ${line} looks like a row of the table, not like headings. Put a row of headings above it, such as Staff number, Given name, Family name`,
    );
  }
}

function filledCells(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Whether some cell is what no heading is: an address, a number, a day. */
function looksLikeData(cells: readonly string[]): boolean {
  return cells.some((cell) => /@|^\s*[\d/.-]+\s*$/.test(cell));
}

function isExample(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trimStart().startsWith(EXAMPLE_MARK));
}

function tooManyRows(): UnreadableFile {
  return new UnreadableFile(
    'too-many-rows',
    `The file has more than ${LIMITS.rows.toLocaleString('en-GB')} rows. Divide it into several, and bring them in one after the other`,
  );
}
