import type { CalendarDate } from '../calendar-date.js';
import { headcountDayProblem } from '../report/headcount-day.js';
import { readHeadcountFte, readHeadcountPeople, workforceGroupNamed } from '../report/headcount-paste.js';
import type { WorkforceGroup } from '../report/workforce-group.js';
import { RowReader, type Cells, type RowContext, type RowProblem, type RowReading } from './import-row.js';
import { LineProblems, type NumberedRow } from './line-problems.js';
import { shown } from './shown-value.js';

/** As the table has it. (migration 1795305640000) */
const LONGEST_SOURCE = 200;
/** What is accepted of a cell before it is understood. */
const LONGEST_CELL = 100;

/** A headcount as one row tells. */
export interface HeadcountRow {
  readonly asOf: CalendarDate;
  /** `null` for the whole agency. */
  readonly workforceGroup: WorkforceGroup | null;
  readonly people: number;
  /** Full-time equivalent, to two decimals; `null` when the row tells none. */
  readonly fte: number | null;
  readonly source: string;
}

/** Reads a row of a headcount. */
export function readHeadcountRow(cells: Cells, context: RowContext): RowReading<HeadcountRow> {
  const reader = new RowReader('headcount', cells, context);
  const asOf = readAsOf(reader, context);
  const group = readGroup(reader);
  const people = readPeople(reader, group ?? null);
  const fte = readFte(reader, people);
  const source = reader.text('source', LONGEST_SOURCE);
  return reader.reading(() => ({
    asOf: asOf!,
    workforceGroup: group ?? null,
    people: people!,
    fte,
    source: source!,
  }));
}

function readAsOf(reader: RowReader, { today }: RowContext): CalendarDate | null {
  const day = reader.day('asOf');
  const problem = day === null ? null : headcountDayProblem(day, today);
  return problem === null ? day : reader.refuse('asOf', problem);
}

function readGroup(reader: RowReader): WorkforceGroup | null {
  const written = reader.choice('workforceGroup', LONGEST_CELL);
  if (written === null) return null;
  const group = workforceGroupNamed(written);
  if (group !== undefined) return group;
  return reader.refuse(
    'workforceGroup',
    `${shown(written)} is no workforce group. Enter its number, 1 to 8, or nothing for the whole agency`,
  );
}

function readPeople(reader: RowReader, group: WorkforceGroup | null): number | null {
  const written = reader.choice('people', LONGEST_CELL);
  if (written === null) return null;
  const people = readHeadcountPeople(group, written);
  return typeof people === 'number' ? people : reader.refuse('people', people);
}

function readFte(reader: RowReader, people: number | null): number | null {
  const written = reader.choice('fte', LONGEST_CELL);
  if (written === null) return null;
  const fte = readHeadcountFte(people ?? Infinity, written);
  return typeof fte === 'number' ? fte : reader.refuse('fte', fte);
}

/**
 * What keeps the rows of one file from being one headcount, by line: another day or source than the first row's, a group
 * that another line tells too, and groups that do not add up to the whole agency, for which a file has no place to say
 * why.
 */
export function problemsAmongHeadcounts(
  rows: readonly NumberedRow<HeadcountRow>[],
): ReadonlyMap<number, readonly RowProblem[]> {
  const problems = new LineProblems();
  const [first] = rows;
  const lineOf = new Map<WorkforceGroup | null, number>();
  for (const { line, row } of rows) {
    if (row.asOf !== first!.row.asOf) {
      problems.add(line, 'asOf', `Line ${first!.line} is of another day. Bring in one day at a time`);
    }
    if (row.source !== first!.row.source) {
      problems.add(line, 'source', `Line ${first!.line} names another source. Enter the same in each row`);
    }
    const earlier = lineOf.get(row.workforceGroup);
    if (earlier === undefined) lineOf.set(row.workforceGroup, line);
    else {
      const what = row.workforceGroup === null ? 'The whole agency' : `Group ${row.workforceGroup}`;
      problems.add(line, 'workforceGroup', `${what} is on line ${earlier} already. Keep one of the two`);
    }
  }
  const whole = rows.find(({ row }) => row.workforceGroup === null);
  const groups = rows.filter(({ row }) => row.workforceGroup !== null);
  const sum = groups.reduce((total, { row }) => total + row.people, 0);
  if (problems.byLine.size === 0 && whole !== undefined && groups.length > 0 && whole.row.people !== sum) {
    problems.add(
      whole.line,
      'people',
      `The groups add up to ${sum.toLocaleString('en-GB')}, and the whole agency is ${whole.row.people.toLocaleString('en-GB')}. Change a figure, or leave this row out and the sum is taken`,
    );
  }
  return problems.byLine;
}
