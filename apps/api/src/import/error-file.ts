import { headerKey, MEND_HEADING } from '@learning-reviews/domain/import/import-column';
import type { RowProblem } from '@learning-reviews/domain/import/import-row';
import { csvFile } from '@learning-reviews/domain/export/csv-cell';

/** A row that is to be mended, as it stood in the file. */
export interface RowToMend {
  readonly cells: readonly string[];
  readonly problems: readonly RowProblem[];
}

/**
 * The rows to mend as a CSV file: the person's own columns as they were, and a last one that says what to do. Brought
 * in again, its columns mean the same and the last is left out; where the rows come from such a file, its sentences are
 * replaced. Cells that a spreadsheet would reckon get an apostrophe, which the rules take away again.
 */
export function errorCsv(headers: readonly string[], rows: readonly RowToMend[]): string {
  const own = headers.flatMap((header, at) => (headerKey(header) === headerKey(MEND_HEADING) ? [] : [at]));
  return csvFile(
    [...own.map((at) => headers[at]!), MEND_HEADING],
    rows.map(({ cells, problems }) => [
      ...own.map((at) => cells[at] ?? ''),
      problems.map(({ message }) => (/[.?!]$/.test(message) ? message : `${message}.`)).join(' '),
    ]),
  );
}
