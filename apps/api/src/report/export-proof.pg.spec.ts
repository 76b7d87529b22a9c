import { createHash } from 'node:crypto';
import readXlsxFile from 'read-excel-file/node';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import type { TestClient } from '../platform/testing/test-client.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { cellKindOf, type ExportFile } from './export-columns.js';
import { EXPORT_SELECT } from './export-select.js';
import { type Asked, type Cell, expectedExport, type Line } from './testing/expected-export.js';
import { addExportHistory, POLICE, TRUST } from './testing/export-history.js';
import { readCsv } from './testing/read-csv.js';

// Every file, cell by cell, against the same facts worked out another way.

const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const FROM = addDays(TODAY, -100);
const ASKED: Asked = { agencyId: TRUST, from: FROM, to: TODAY, today: TODAY };
const FILES: readonly ExportFile[] = ['completions', 'not-completed', 'summary'];
const TEAM_A = '01936d5e-0000-7000-8000-00000000000a';
/** Columns that say when and by whom. */
const MARKS = ['exported_at', 'exported_by'];

let app: TestApp;
let lead: TestClient;
let police: TestClient;
beforeAll(async () => {
  app = await startTestApp();
  await addExportHistory(app, TODAY);
  lead = await app.signIn('lead@trust.example');
  police = await app.signIn('lead@police.example');
});
afterAll(() => app.close());

const addressOf = (file: string, { from, to, team, role, module }: Asked) =>
  `/api/agency/export/${file}?${new URLSearchParams({
    from,
    to,
    ...(team === undefined ? {} : { team }),
    ...(role === undefined ? {} : { role }),
    ...(module === undefined ? {} : { module }),
  }).toString()}`;

/** A line as a CSV file writes it: everything is text, and nothing is an empty cell. */
const asTexts = (line: Line) =>
  Object.fromEntries(Object.entries(line).map(([name, cell]) => [name, String(cell ?? '')]));
const withoutMarks = <Value>(line: Record<string, Value>) =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !MARKS.includes(name)));

/** A sheet's cell as the recount has it: days as text, and an empty text is nothing. */
function asCell(cell: unknown): Cell {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === '' ? null : (cell as Cell);
}

async function workbookOf(client: TestClient, file: ExportFile, asked: Asked) {
  const { bytes } = await client.download(addressOf(`${file}.xlsx`, asked));
  const [about, sheet] = await readXlsxFile(bytes, { trim: false });
  const [header = [], ...rows] = sheet!.data as unknown[][];
  const lines = rows.map((row) =>
    Object.fromEntries(header.map((name, index) => [String(name), row[index]])),
  );
  return { about: about!.data as string[][], header: header.map(String), lines, bytes };
}

describe.each<[string, Asked]>([
  ['for everybody', ASKED],
  ['of one team', { ...ASKED, team: TEAM_A }],
  ['of members without a team', { ...ASKED, team: 'none' }],
  ['of one job role', { ...ASKED, role: 'school-nurse' }],
  ['of one module', { ...ASKED, module: 'second-module' }],
  ['of all three', { ...ASKED, team: TEAM_A, role: 'school-nurse', module: 'first-module' }],
  ['of one day', { ...ASKED, from: addDays(TODAY, -50), to: addDays(TODAY, -50) }],
  ['of days on which nothing happened', { ...ASKED, from: '2020-01-01', to: '2020-01-31' }],
])('the files %s', (_what, asked) => {
  it.each(FILES)('%s.csv holds row for row what a recount finds', async (file) => {
    const expected = await expectedExport(app.testDatabase.superuser, file, asked);
    const { rows } = readCsv((await lead.get(addressOf(`${file}.csv`, asked))).text);
    expect(rows.map(withoutMarks)).toEqual(expected.map(asTexts));
  });

  it.each(FILES)('%s.xlsx holds the same, as numbers, days and texts', async (file) => {
    const expected = await expectedExport(app.testDatabase.superuser, file, asked);
    const { lines, header } = await workbookOf(lead, file, asked);
    const read = lines.map((line) =>
      Object.fromEntries(Object.entries(withoutMarks(line)).map(([name, cell]) => [name, asCell(cell)])),
    );
    const written = expected.map((line) =>
      Object.fromEntries(Object.entries(line).map(([name, cell]) => [name, asCell(cell)])),
    );
    expect(read).toEqual(written);
    for (const line of lines) {
      for (const name of header) {
        if (line[name] === null) continue;
        expect([name, line[name] instanceof Date]).toEqual([name, cellKindOf(name) === 'day']);
        expect([name, typeof line[name] === 'number']).toEqual([name, cellKindOf(name) === 'number']);
      }
    }
  });

  it('are as long as was offered', async () => {
    const { from, to, team = '', role = '', module = '' } = asked;
    const query = new URLSearchParams({ from, to, team, role, module }).toString();
    const { body } = await lead.get(`/api/agency/export/offer?${query}`);
    const counted: Record<string, number> = {};
    for (const file of FILES)
      counted[file] = (await expectedExport(app.testDatabase.superuser, file, asked)).length;
    expect([body['rows'], body['ignored']]).toEqual([counted, []]);
  });
});

describe('the recount itself', () => {
  it('meets every kind of row, so that it proves something', async () => {
    const { superuser } = app.testDatabase;
    const completions = await expectedExport(superuser, 'completions', ASKED);
    const owed = await expectedExport(superuser, 'not-completed', ASKED);
    expect(completions.length).toBeGreaterThan(15);
    expect(new Set(completions.map((line) => line['result']))).toEqual(new Set(['pass', 'withdrawn']));
    expect(completions.some((line) => /^Left on .*; '?/.test(String(line['notes'])))).toBe(true);
    expect(completions.some((line) => /^Corrected: =Typed/.test(String(line['notes'])))).toBe(true);
    expect(new Set(owed.map((line) => line['state']))).toEqual(
      new Set(['overdue', 'in-progress', 'not-started', 'expired', 'paused']),
    );
    for (const name of ['surname', 'forename', 'work_email', 'staff_ref'])
      expect(completions.some((line) => /^'[=+\-@\t\r]/.test(String(line[name])))).toBe(true);
  });

  it('finds the rows of the agency that asks, and nobody else’s', async () => {
    const asked = { ...ASKED, agencyId: POLICE };
    const expected = await expectedExport(app.testDatabase.superuser, 'completions', asked);
    const { rows } = readCsv((await police.get(addressOf('completions.csv', asked))).text);
    expect(rows.map(withoutMarks)).toEqual(expected.map(asTexts));
    expect(new Set(rows.map((row) => row['agency_code']))).toEqual(new Set(['agency-3']));
  });
});

describe('a workbook', () => {
  it('says first what it is, and is hashed as it was sent', async () => {
    const { about, bytes } = await workbookOf(lead, 'completions', ASKED);
    const expected = await expectedExport(app.testDatabase.superuser, 'completions', ASKED);
    expect(Object.fromEntries(about)).toMatchObject({
      File: 'Completions',
      Agency: 'Agency 2',
      'First day': FROM,
      'Last day': TODAY,
      Team: 'All',
      Rows: String(expected.length),
      Columns: 'cpd-1',
    });
    const { body } = await lead.get(addressOf('manifest', ASKED));
    const proof = (body['files'] as { kind: string; format: string; sha256: string; file: string }[]).find(
      ({ kind, format }) => kind === 'completions' && format === 'xlsx',
    );
    expect(proof?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(proof?.file).toBe(`agency-2-completions-${FROM}-to-${TODAY}.xlsx`);
  });

  it('is sent as what it is', async () => {
    const { headers } = await lead.download(addressOf('summary.xlsx', { ...ASKED, role: 'school-nurse' }));
    expect(headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(headers.get('content-disposition')).toContain(`summary-${FROM}-to-${TODAY}-part.xlsx`);
  });

  it.each(FILES)('%s has the kinds of cells that PostgreSQL has', async (file) => {
    const { superuser } = app.testDatabase;
    const settings = ['from_on', 'to_on', 'today', 'expiring_to'].map((name) => [`export.${name}`, TODAY]);
    const texts = ['exported_at', 'exported_by', 'team', 'job_role', 'module_id'].map((name) => [
      `export.${name}`,
      '',
    ]);
    for (const [name, value] of [...settings, ...texts, ['app.agency_id', '2']])
      await superuser.query('select set_config($1, $2, false)', [name, value]);
    const { fields } = await superuser.query(EXPORT_SELECT[file]);
    const KIND: Readonly<Record<number, string>> = {
      20: 'number',
      21: 'number',
      23: 'number',
      25: 'text',
      1082: 'day',
    };
    expect(fields.map(({ name, dataTypeID }) => [name, KIND[dataTypeID]])).toEqual(
      fields.map(({ name }) => [name, cellKindOf(name)]),
    );
  });
});

describe('a filter that does not exist', () => {
  it.each([
    ['team', '01936d5e-0000-7000-8000-0000000000ff'],
    ['role', 'astronaut'],
    ['module', 'no-such-module'],
  ])('%s: refuses the file, since a file cannot say what was left out', async (filter, value) => {
    const query = `from=${FROM}&to=${TODAY}&${filter}=${value}`;
    for (const file of ['completions.csv', 'completions.xlsx', 'manifest']) {
      const answer = await lead.get(`/api/agency/export/${file}?${query}`);
      expect([answer.status, answer.body['errors']]).toEqual([
        422,
        [{ field: filter, message: expect.stringContaining('Choose one from the list') }],
      ]);
    }
    const { body } = await lead.get(`/api/agency/export/offer?${query}`);
    expect(body['ignored']).toEqual([filter]);
  });

  it('is one of another agency as well', async () => {
    const { body } = await police.get(`/api/agency/export/offer?from=${FROM}&to=${TODAY}&team=${TEAM_A}`);
    expect([body['ignored'], body['teams']]).toEqual([['team'], []]);
  });
});
