import { setImmediate as turn } from 'node:timers/promises';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import {
  type Cells,
  cellsOf,
  type RowProblem,
  type RowReading,
} from '@learning-reviews/domain/import/import-row';
import type { PlanAction, PlannedRow, ProposedLeaver } from '@learning-reviews/domain/import/people-plan';
import type { ImportRecord } from './import.repository.js';
import type { StoredRow } from './import-row.repository.js';

/** What a check is told of a file. */
export interface FileToCheck {
  readonly record: Pick<ImportRecord, 'kind' | 'mapping' | 'mayAddTeams'>;
  readonly rows: readonly StoredRow[];
  readonly today: CalendarDate;
  readonly monthFirst: ReadonlySet<string>;
  /** Told how many rows have been looked at. */
  readonly onProgress: (done: number) => void;
}

/** What a file would do. */
export interface CheckedFile {
  readonly rows: readonly PlannedRow[];
  readonly leavers: readonly ProposedLeaver[];
  readonly newTeams: readonly string[];
}

/** A row that could be read, with where it stands in its file. */
export interface ReadRow<Row> {
  readonly stored: StoredRow;
  readonly row: Row;
}

/** Rows between two looks at what else waits: others are answered meanwhile. */
const ROWS_AT_ONCE = 250;

/**
 * Reads rows by a rule, a few at a time, so that others are answered meanwhile; and takes away those that do not go
 * with the others of their file.
 *
 * @param among What is wrong with rows because of others, by line.
 */
export async function readRows<Row>(
  { rows, record, onProgress }: Pick<FileToCheck, 'rows' | 'record' | 'onProgress'>,
  read: (cells: Cells) => RowReading<Row>,
  among: (
    rows: readonly { readonly line: number; readonly row: Row }[],
  ) => ReadonlyMap<number, readonly RowProblem[]>,
): Promise<{ readonly good: ReadRow<Row>[]; readonly refused: PlannedRow[] }> {
  const good: ReadRow<Row>[] = [];
  const refused: PlannedRow[] = [];
  for (const [index, stored] of rows.entries()) {
    if (index > 0 && index % ROWS_AT_ONCE === 0) {
      onProgress(index);
      await turn();
    }
    if (stored.decision === 'leave-out') {
      refused.push(planned(stored.line, 'left-out'));
      continue;
    }
    const { row, problems } = read(cellsOf(stored.cells, record.mapping));
    if (row === null) refused.push({ ...planned(stored.line, 'problem'), problems });
    else good.push({ stored, row });
  }
  const together = among(good.map(({ stored: { line }, row }) => ({ line, row })));
  return {
    good: good.filter(({ stored: { line } }) => !together.has(line)),
    refused: [
      ...refused,
      ...[...together].map(([line, problems]) => ({ ...planned(line, 'problem'), problems })),
    ],
  };
}

/** A row about which there is nothing more to say. */
export function planned(line: number, action: PlanAction): PlannedRow {
  return { line, action, membershipId: null, changes: [], problems: [], candidates: [] };
}
