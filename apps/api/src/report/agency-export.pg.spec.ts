import { createHash } from 'node:crypto';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { withoutFormula } from '@learning-reviews/domain/export/csv-cell';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { addModule } from './testing/report-data.js';
import { readCsv } from './testing/read-csv.js';

const TRUST = 2;
const POLICE = 3;
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const day = (days: number) => addDays(TODAY, days);
const RANGE = `from=${day(-100)}&to=${TODAY}`;
/** What must not run in a spreadsheet, however it begins. */
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\tcmd', '\rcmd'];

let app: TestApp;
let lead: TestClient;
let police: TestClient;
const members: MadePerson[] = [];

beforeAll(async () => {
  app = await startTestApp();
  const { superuser } = app.testDatabase;
  await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  await app.people.addPerson('lead@police.example', { agencyId: POLICE, grants: ['training-lead'] });
  await addModule(superuser, 1, 'first-module');
  for (const [index, formula] of FORMULAS.entries()) {
    const made = await app.people.addPerson(`person-${index}@trust.example`, { agencyId: TRUST });
    members.push(made);
    await superuser.query('update membership set family_name = $1, given_name = $2 where id = $3', [
      `${formula} "quoted", with\na line`,
      formula,
      made.membershipIds[0],
    ]);
  }
  const complete = (member: MadePerson, agencyId: number, on: string) =>
    superuser.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on, minutes)
       values ($1, $2, gen_random_uuid(), $3, 1, 1, $4, 30)`,
      [agencyId, member.membershipIds[0], member.personId, on],
    );
  for (const member of members) await complete(member, TRUST, day(-50));
  await complete(members[0]!, TRUST, day(-100)); // the first day of the range counts
  await complete(members[0]!, TRUST, TODAY); // and the last
  await complete(members[0]!, TRUST, day(-101));
  const officer = await app.people.addPerson('officer@police.example', { agencyId: POLICE });
  await complete(officer, POLICE, day(-50));
  for (const [index, member] of members.entries()) {
    await superuser.query(
      `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on)
       values ($1, $2, $3, 1, $4, $5, $6, $7)`,
      index === 0
        ? [TRUST, member.membershipIds[0], member.personId, 2, null, TODAY, day(700)]
        : [TRUST, member.membershipIds[0], member.personId, 0, day(-3), null, null],
    );
  }
  lead = await app.signIn('lead@trust.example');
  police = await app.signIn('lead@police.example');
});
afterAll(() => app.close());

describe('GET /api/agency/export/completions.csv', () => {
  it('has every completion of the range, both days included, and no other agency’s', async () => {
    const answer = await lead.get(`/api/agency/export/completions.csv?${RANGE}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="agency-2-completions-${day(-100)}-to-${TODAY}.csv"`,
    );
    const { header, rows } = readCsv(answer.text);
    expect(header.join()).toBe(
      'schema,exported_at,exported_by,agency_code,staff_ref,surname,forename,work_email,role_title,workforce_group,' +
        'level_framework,level,line_manager_ref,module_id,module_version,module_title,learning_type,completed_on,' +
        'minutes,participatory_minutes,result,valid_until,certificate_no,source,notes',
    );
    expect(rows).toHaveLength(FORMULAS.length + 2);
    expect(new Set(rows.map((row) => row['schema']))).toEqual(new Set(['cpd-1']));
    expect(new Set(rows.map((row) => row['agency_code']))).toEqual(new Set(['agency-2']));
  });

  it('lets no cell begin like a formula', async () => {
    const { rows } = readCsv((await lead.get(`/api/agency/export/completions.csv?${RANGE}`)).text);
    expect([...new Set(rows.map((row) => row['forename']))].sort()).toEqual(
      FORMULAS.map((text) => `'${text}`).sort(),
    );
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('is an empty file with its header for an agency with nothing in the range', async () => {
    const { text } = await lead.get(`/api/agency/export/completions.csv?from=2020-01-01&to=2020-01-31`);
    expect(readCsv(text).rows).toEqual([]);
  });

  it.each([
    ['from=2026-02-01&to=2026-01-31', 'to', 'The last day must be the same as or after the first day'],
    ['from=1826-01-01&to=2026-01-31', 'from', 'Choose ten years or less'],
    ['to=2026-01-31', 'from', 'Enter the first day'],
    ['from=2026-02-31&to=2026-03-31', 'from', 'Enter the first day'],
  ])('refuses %s', async (query, field, message) => {
    const answer = await lead.get(`/api/agency/export/completions.csv?${query}`);
    expect([answer.status, answer.body['errors']]).toEqual([422, [{ field, message }]]);
  });
});

describe('GET /api/agency/export/not-completed.csv', () => {
  it('has whoever still owes a module today, with the days it is over', async () => {
    const { rows } = readCsv((await lead.get(`/api/agency/export/not-completed.csv?${RANGE}`)).text);
    expect(rows.map((row) => [row['state'], row['days_overdue']])).toEqual(
      FORMULAS.slice(1).map(() => ['overdue', '3']),
    );
  });
});

describe('GET /api/agency/export/summary.csv', () => {
  it('counts duties of today and completions of the range', async () => {
    const { rows } = readCsv((await lead.get(`/api/agency/export/summary.csv?${RANGE}`)).text);
    expect(rows).toMatchObject([
      {
        module_id: 'first-module',
        required: '6',
        done: '1',
        overdue: '5',
        completions_in_range: '8',
        minutes_in_range: '240',
      },
    ]);
  });
});

describe('GET /api/agency/export/manifest', () => {
  it('tells the rows and the SHA-256 of the files as they were sent', async () => {
    const range = `from=${day(-60)}&to=${TODAY}`;
    const sent = new Map<string, string>();
    for (const kind of ['completions', 'not-completed', 'summary']) {
      const { text } = await lead.get(`/api/agency/export/${kind}.csv?${range}`);
      // fetch takes the byte order mark off the text; it is part of the file.
      sent.set(kind, createHash('sha256').update(`\uFEFF${text}`, 'utf8').digest('hex'));
    }
    const { body } = await lead.get(`/api/agency/export/manifest?${range}`);
    const files = body['files'] as { kind: string; rows: number; sha256: string }[];
    expect(files.map(({ kind, sha256 }) => [kind, sha256])).toEqual([...sent]);
    expect(files.map(({ rows }) => rows)).toEqual([7, 5, 1]);
    const csv = readCsv((await lead.get(`/api/agency/export/manifest.csv?${range}`)).text);
    expect(csv.rows.map((row) => row['sha256'])).toEqual([...sent.values()]);
  });

  it('knows nothing of another agency’s files', async () => {
    const { body } = await police.get(`/api/agency/export/manifest?${RANGE}`);
    expect(body['files']).toEqual([]);
    expect((await police.get('/api/agency/export')).body['exports']).toEqual([]);
  });
});

describe('who exported what', () => {
  it('stands in the history and in the audit log, by id', async () => {
    const { body } = await lead.get('/api/agency/export');
    const [latest] = body['exports'] as { by: string; rows: number; sha256: string }[];
    expect(latest).toMatchObject({ by: 'lead Example', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { rows } = await app.testDatabase.superuser.query(
      `select count(*)::int as n, bool_and(object like 'export:%') as ids from audit_log where agency_id = $1 and action = 'export.made'`,
      [TRUST],
    );
    expect(rows[0]).toEqual({ n: (body['exports'] as unknown[]).length, ids: true });
  });
});

describe('without_formula', () => {
  it('agrees with the rule of the domain', async () => {
    const cells = [...FORMULAS, '', 'a=1', "'=1", ' =1', '\n=1', '–1', 'name', '(=1)', '\\t', 't', 'r'];
    const { rows } = await app.testDatabase.superuser.query<{ guarded: string }>(
      `select without_formula(cell) as guarded from jsonb_array_elements_text($1) as given(cell)`,
      [JSON.stringify(cells)],
    );
    expect(rows.map(({ guarded }) => guarded)).toEqual(cells.map(withoutFormula));
  });
});
