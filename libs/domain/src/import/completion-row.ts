import { addMonths, type CalendarDate } from '../calendar-date.js';
import { RowReader, type Cells, type RowContext, type RowProblem, type RowReading } from './import-row.js';
import { KnownNames, madeOnce } from './known-names.js';
import { LineProblems, type NumberedRow } from './line-problems.js';
import { shown } from './shown-value.js';

/** How far back learning may be brought in: as far as an export reaches. */
const OLDEST_YEARS = 10;
/** A day of learning has no more. (migration 1795305605000) */
const MOST_MINUTES = 1440;
const LONGEST_EVIDENCE = 500;
const LONGEST_ATTESTER = 200;
const LONGEST_MODULE = 300;

/** A module that learning can be brought in for. */
export interface KnownModule {
  readonly slug: string;
  readonly title: string;
  readonly latestVersion: number;
}

/** What the rules about completions are told. Give the same list for each row of a file: it is looked up by identity. */
export interface CompletionContext extends RowContext {
  readonly modules: readonly KnownModule[];
}

/** A completion done elsewhere, as one row tells. */
export interface CompletionRow {
  readonly staffRef: string;
  /** Slug. */
  readonly module: string;
  /** The module's latest version: nothing says which one was done elsewhere. */
  readonly version: number;
  readonly completedOn: CalendarDate;
  /** 1 to 1440. */
  readonly minutes: number;
  /** 0 to `minutes`; above 0 only with evidence. */
  readonly participatoryMinutes: number;
  /** Empty for none. */
  readonly evidence: string;
  readonly attestedBy: string;
}

const modulesIn = madeOnce(
  (modules: readonly KnownModule[]) => new KnownNames(modules, ({ slug, title }) => [title, slug]),
);

/** Reads a row about a completion done elsewhere. */
export function readCompletionRow(cells: Cells, context: CompletionContext): RowReading<CompletionRow> {
  const reader = new RowReader('completions', cells, context);
  const staffRef = reader.staffNumber('staffRef');
  const module = readModule(reader, context);
  const completedOn = readCompletedOn(reader, context);
  const minutes = readMinutes(reader, 'minutes');
  const participatory = readMinutes(reader, 'participatoryMinutes') ?? 0;
  const evidence = reader.text('evidence', LONGEST_EVIDENCE) ?? '';
  const attestedBy = reader.choice('attestedBy', LONGEST_ATTESTER);
  if (minutes !== null && participatory > minutes) {
    reader.refuse(
      'participatoryMinutes',
      `Participatory minutes (${participatory}) are a part of the minutes (${minutes}) and cannot be more. Change one of the two`,
    );
  }
  if (participatory > 0 && evidence === '' && !reader.problems.some(({ column }) => column === 'evidence')) {
    reader.refuse('evidence', 'Participatory minutes need evidence. Say who led them and how many took part');
  }
  return reader.reading(() => ({
    staffRef: staffRef!,
    module: module!.slug,
    version: module!.latestVersion,
    completedOn: completedOn!,
    minutes: minutes!,
    participatoryMinutes: participatory,
    evidence,
    attestedBy: attestedBy!,
  }));
}

function readModule(reader: RowReader, { modules }: CompletionContext): KnownModule | null {
  const written = reader.choice('module', LONGEST_MODULE);
  if (written === null) return null;
  const known = modulesIn(modules);
  const module = known.find(written);
  if (module !== undefined) return module;
  const nearest = known.nearest(written);
  return reader.refuse(
    'module',
    nearest === null
      ? `${shown(written)} is no module here. Use a title from the list in the template`
      : `${shown(written)} is no module here. Did you mean ${shown(nearest)}?`,
  );
}

function readCompletedOn(reader: RowReader, { today }: CompletionContext): CalendarDate | null {
  const day = reader.day('completedOn');
  if (day === null) return null;
  if (day > today)
    return reader.refuse('completedOn', 'The day of completion has not come yet. Check the date');
  if (day < addMonths(today, -12 * OLDEST_YEARS)) {
    return reader.refuse(
      'completedOn',
      `The day of completion is more than ${OLDEST_YEARS} years ago. Leave the row out`,
    );
  }
  return day;
}

function readMinutes(reader: RowReader, column: string): number | null {
  const written = reader.choice(column, LONGEST_ATTESTER);
  if (written === null) return null;
  const label = reader.label(column);
  if (!/^\d{1,6}(?:\.0+)?$/.test(written)) {
    return reader.refuse(
      column,
      `${shown(written)} is no whole number of minutes. Enter ${label.toLowerCase()} such as 90`,
    );
  }
  const minutes = Number(written);
  if (minutes > MOST_MINUTES) {
    return reader.refuse(
      column,
      `${label} can be ${MOST_MINUTES} at most, a whole day. Check ${shown(written)}`,
    );
  }
  if (column === 'minutes' && minutes === 0)
    return reader.refuse(column, 'Minutes are 0. Enter how long it took');
  return minutes;
}

/** The same completion on two lines of one file, by line: the later one is told. */
export function problemsAmongCompletions(
  rows: readonly NumberedRow<CompletionRow>[],
): ReadonlyMap<number, readonly RowProblem[]> {
  const problems = new LineProblems();
  const lineOf = new Map<string, number>();
  for (const { line, row } of rows) {
    const key = JSON.stringify([row.staffRef, row.module, row.completedOn]);
    const earlier = lineOf.get(key);
    if (earlier === undefined) lineOf.set(key, line);
    else {
      problems.add(
        line,
        null,
        `Line ${earlier} says the same person finished the same module that day. Keep one of the two`,
      );
    }
  }
  return problems.byLine;
}
