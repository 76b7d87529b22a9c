import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { problemsAmongCompletions, readCompletionRow } from '@learning-reviews/domain/import/completion-row';
import { problemsAmongHeadcounts, readHeadcountRow } from '@learning-reviews/domain/import/headcount-row';
import {
  mappingProblems,
  proposeMapping,
  type ImportKind,
} from '@learning-reviews/domain/import/import-column';
import {
  cellsOf,
  monthFirstColumns,
  type Cells,
  type RowProblem,
  type RowReading,
} from '@learning-reviews/domain/import/import-row';
import { problemsAmongPeople, readPeopleRow } from '@learning-reviews/domain/import/people-row';
import { readImportFile } from './import-file.js';
import { CORPUS_TEXTS } from './testing/corpus-texts.js';
import { corpusWorkbooks } from './testing/corpus-workbooks.js';
import { UnreadableFile } from './unreadable-file.js';

const FOLDER = path.join(__dirname, 'corpus');
const EXPECTED = path.join(FOLDER, 'corpus.json');
const lists = {
  today: calendarDate('2026-11-30'),
  jobRoles: [
    { code: 'school-nurse', label: 'School nurse', workforceGroups: [3] },
    { code: 'team-manager', label: 'Team manager', workforceGroups: [6] },
    { code: 'driver', label: 'Driver', workforceGroups: [1] },
  ],
  teams: ['Duty', 'North East'],
  mayAddTeams: false,
  modules: [{ slug: 'making-it-stick', title: 'Making it stick', latestVersion: 2 }],
};

interface Expectation {
  readonly kind: ImportKind;
  readonly remembered?: Readonly<Record<string, string>>;
  readonly answer: unknown;
}
type Numbered<Row> = { readonly line: number; readonly row: Row };

/** Reads the rows by the rules of one kind; what was understood of the first row is a part of the answer. */
function judge<Row>(
  rows: readonly { readonly line: number; readonly cells: Cells }[],
  read: (cells: Cells) => RowReading<Row>,
  among: (rows: readonly Numbered<Row>[]) => ReadonlyMap<number, readonly RowProblem[]>,
) {
  const good: Numbered<Row>[] = [];
  const problems: string[] = [];
  const note = (line: number, found: readonly RowProblem[]) =>
    problems.push(...found.map(({ column, message }) => `${line} ${column ?? 'row'}: ${message}`));
  for (const { line, cells } of rows) {
    const reading = read(cells);
    if (reading.row !== null) good.push({ line, row: reading.row });
    note(line, reading.problems);
  }
  for (const [line, found] of among(good)) note(line, found);
  return { problems, rows: good.map(({ line, row }) => `${line}: ${JSON.stringify(row)}`) };
}

async function answerOf(name: string, { kind, remembered = {} }: Expectation) {
  try {
    const table = await readImportFile(path.join(FOLDER, name), name, new AbortController().signal);
    const mapping = proposeMapping(kind, table.headers, remembered);
    const read = { format: table.format, encoding: table.encoding, count: table.rows.length };
    const columns = mappingProblems(kind, table.headers, mapping);
    if (columns.length > 0) return { ...read, columns };
    const rows = table.rows.map(({ line, cells }) => ({ line, cells: cellsOf(cells, mapping) }));
    const told = { ...lists, monthFirst: monthFirstColumns(mapping, table.rows) };
    if (kind === 'people')
      return { ...read, ...judge(rows, (cells) => readPeopleRow(cells, told), problemsAmongPeople) };
    if (kind === 'completions') {
      return { ...read, ...judge(rows, (cells) => readCompletionRow(cells, told), problemsAmongCompletions) };
    }
    return { ...read, ...judge(rows, (cells) => readHeadcountRow(cells, told), problemsAmongHeadcounts) };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { code: error.code, message: error.message };
  }
}

const corpus = () => JSON.parse(readFileSync(EXPECTED, 'utf8')) as Record<string, Expectation>;
const filesThere = () => readdirSync(FOLDER).filter((name) => name !== 'corpus.json');

// RENEW=yes makes the files and their answers anew; read the difference before it is committed.
if (process.env['RENEW'] === 'yes') {
  it('is made anew', async () => {
    const before = corpus();
    for (const name of filesThere()) rmSync(path.join(FOLDER, name));
    const files = { ...CORPUS_TEXTS, ...(await corpusWorkbooks()) };
    const after: Record<string, Expectation> = {};
    for (const [name, bytes] of Object.entries(files)) {
      writeFileSync(path.join(FOLDER, name), bytes);
      const known = before[name] ?? { kind: kindOf(name), answer: null };
      after[name] = { ...known, answer: await answerOf(name, known) };
    }
    writeFileSync(EXPECTED, `${JSON.stringify(after, null, 2)}\n`);
    expect(Object.keys(after).length).toBeGreaterThanOrEqual(60);
  });
}

const kindOf = (name: string): ImportKind =>
  /^headcount|^numbers/.test(name)
    ? 'headcount'
    : /^completions|^truths/.test(name)
      ? 'completions'
      : 'people';

describe('the corpus of files that people may bring', () => {
  it('holds at least sixty, each with an answer, and no answer without a file', () => {
    expect(filesThere().sort()).toEqual(Object.keys(corpus()).sort());
    expect(filesThere().length).toBeGreaterThanOrEqual(60);
  });

  it.each(Object.entries(corpus()))('%s', async (name, expectation) => {
    expect(await answerOf(name, expectation)).toEqual(expectation.answer);
  });
});
