import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '@learning-reviews/content/canonical-json';
import type {
  AttestedReturn,
  ReturnAttestation,
  YearlyReturn,
  YearlyReturnWords,
} from '@learning-reviews/contracts/yearly-return.contract';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { type ReportingYear, reportingYearsUpTo } from '@learning-reviews/domain/report/reporting-year';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { addModule } from './testing/report-data.js';
import { readCsv } from './testing/read-csv.js';

const TRUST = 2;
const POLICE = 3;
const PATH = '/api/agency/yearly-return';
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const [RUNNING, LAST, BEFORE] = reportingYearsUpTo(TODAY, 3) as [ReportingYear, ReportingYear, ReportingYear];

let app: TestApp;
let lead: TestClient;
let second: TestClient;
let police: TestClient;
let nurse: MadePerson;

beforeAll(async () => {
  app = await startTestApp();
  await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  await app.people.addPerson('second@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  await app.people.addPerson('manager@trust.example', { agencyId: TRUST, grants: ['line-manager'] });
  await app.people.addPerson('lead@police.example', { agencyId: POLICE, grants: ['training-lead'] });
  nurse = await app.people.addPerson('nurse@trust.example', { agencyId: TRUST });
  const { superuser } = app.testDatabase;
  await addModule(superuser, 1, 'first-module');
  await superuser.query(
    `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on) values ($1, $2, $3, 1, 0, $4)`,
    [TRUST, nurse.membershipIds[0], nurse.personId, addDays(TODAY, -1)],
  );
  lead = await app.signIn('lead@trust.example');
  second = await app.signIn('second@trust.example');
  police = await app.signIn('lead@police.example');
});
afterAll(() => app.close());

const read = async (year: string = RUNNING.label, browser = lead) => {
  const answer = await browser.get(`${PATH}?year=${encodeURIComponent(year)}`);
  expect(answer.status).toBe(200);
  return answer.body as unknown as YearlyReturn;
};
const words = (change: Partial<YearlyReturnWords> = {}): YearlyReturnWords => ({
  qualityAssurance: 'The partnership’s learning group, in May',
  sharedLearning: '=HYPERLINK("http://x")',
  changedPractice: '',
  supervision: 'Each six weeks\r\nfor everybody in group 3',
  gapsAndPlan: '',
  evidenceLinks: 'https://trust.example/audit.pdf\n',
  scores: { training: 2, induction: 3, sharedLearning: null, changedPractice: 0, supervision: 1 },
  ...change,
});
const save = (
  revision: number,
  change: Partial<YearlyReturnWords> = {},
  year = RUNNING.label,
  browser = lead,
) => browser.put(PATH, { year, revision, words: words(change) });
/** Attests a year as it stands, unless told otherwise. */
const attest = async (change: object = {}, browser = lead, year = RUNNING.label) => {
  const { draft, figuresSha256 } = await read(year, browser);
  const request = {
    year,
    revision: draft.revision,
    figuresSha256,
    role: 'Named nurse',
    confirmed: true,
    ...change,
  };
  return browser.post(`${PATH}/attestation`, request);
};
const finish = (on: string) =>
  app.testDatabase.superuser.query(
    'update standing set state = 2, completed_on = $2, expires_on = null where membership_id = $1',
    [nurse.membershipIds[0], on],
  );

describe('a year', () => {
  it('begins empty, in the running year', async () => {
    const { year, years, draft, attestations, agency } = await read();
    expect(year).toEqual(RUNNING);
    expect([years[0], years.length]).toEqual([RUNNING.label, 6]);
    expect([draft.revision, draft.savedAt, attestations, agency]).toEqual([0, null, [], 'Agency 2']);
  });

  it.each(['', '2025-27', 'last', '1826-27', '2226-27', "' or 1=1", 'x'.repeat(30)])(
    'is the running one where the address names none of those offered: %j',
    async (asked) => {
      expect((await read(asked)).year.label).toBe(RUNNING.label);
    },
  );

  it('is a former one where the address names it', async () => {
    expect((await read(LAST.label)).year).toEqual(LAST);
  });
});

describe('what is written', () => {
  it('is kept as it was written, for every lead of the agency and nobody else', async () => {
    const answer = await save(0);
    expect([answer.status, answer.body['revision']]).toEqual([200, 1]);
    const kept = await read(RUNNING.label, second);
    expect(kept.draft).toMatchObject({ words: words(), revision: 1, savedBy: 'lead Example' });
    expect((await read(LAST.label)).draft.revision).toBe(0);
    expect((await read(RUNNING.label, police)).draft).toMatchObject({ revision: 0, savedBy: null });
  });

  it('is not lost when somebody saved since (R7)', async () => {
    expect((await save(1, { gapsAndPlan: 'Mine' })).body['revision']).toBe(2);
    const stale = await save(1, { gapsAndPlan: 'A colleague’s' }, RUNNING.label, second);
    expect(stale.body).toMatchObject({ status: 409, code: 'stale.version' });
    expect((await save(0, {}, RUNNING.label, second)).body).toMatchObject({ status: 409 });
    expect((await save(7)).body).toMatchObject({ status: 409 });
    expect((await read()).draft).toMatchObject({ revision: 2, words: { gapsAndPlan: 'Mine' } });
  });

  it('is one save when the answer was lost and the browser sent it again', async () => {
    const again = await save(1, { gapsAndPlan: 'Mine' });
    expect([again.status, again.body['revision']]).toEqual([200, 2]);
  });

  it('has one winner when many save at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        save(2, { gapsAndPlan: `Writer ${index}` }, RUNNING.label, index % 2 ? lead : second),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    expect((await read()).draft.revision).toBe(3);
  });

  it.each([
    ['a text that is too long', { gapsAndPlan: 'x'.repeat(4001) }, 'words.gapsAndPlan'],
    ['a score that is none', { scores: { ...words().scores, training: 4 } }, 'words.scores.training'],
  ])('is refused: %s', async (_what, change, field) => {
    const answer = await save(3, change as Partial<YearlyReturnWords>);
    expect([
      answer.status,
      (answer.body['errors'] as { field: string }[]).map((error) => error.field),
    ]).toEqual([422, [field]]);
    expect((await read()).draft.revision).toBe(3);
  });

  it.each(['2226-27', '1826-27', '2025-27'])(
    'has no place in a year that is not offered: %s',
    async (year) => {
      expect((await save(0, {}, year)).status).toBe(404);
    },
  );
});

describe('an attestation', () => {
  let first: ReturnAttestation;

  it.each([
    ['without the confirmation', { confirmed: false }, 'confirmed', 'Confirm that the figures are right'],
    ['without a role', { role: '  ' }, 'role', 'Enter your role, such as “Head of safeguarding training”'],
  ])('is refused %s', async (_what, change, field, message) => {
    const answer = await attest(change);
    expect([answer.status, answer.body['errors']]).toEqual([422, [{ field, message }]]);
  });

  it('is refused for a link that is none, which it names', async () => {
    await save(3, { evidenceLinks: 'https://trust.example/a.pdf\nsee the shared drive' });
    const answer = await attest();
    expect([answer.status, answer.body['errors']]).toMatchObject([
      422,
      [{ field: 'words.evidenceLinks', message: expect.stringMatching(/^Line 2 of the links/) as string }],
    ]);
    expect((await save(4)).body['revision']).toBe(5);
  });

  it('is refused when the words were saved anew since they were looked at', async () => {
    expect((await attest({ revision: 4 })).body).toMatchObject({ status: 409, code: 'stale.version' });
  });

  it('is refused when the figures are no longer those that were looked at', async () => {
    const { figuresSha256 } = await read();
    await finish(addDays(TODAY, -2));
    expect((await attest({ figuresSha256 })).body).toMatchObject({
      status: 409,
      code: 'return.figures-changed',
    });
    await app.testDatabase.superuser.query('update standing set state = 0, completed_on = null');
    expect((await read()).attestations).toEqual([]);
  });

  it('freezes figures and words with name, role and day', async () => {
    const answer = await attest();
    expect(answer.status).toBe(201);
    first = answer.body as unknown as ReturnAttestation;
    expect(first).toMatchObject({
      number: 1,
      by: 'lead Example',
      role: 'Named nurse',
      on: TODAY,
      isIntact: true,
    });
    const { figures, attestations } = await read(RUNNING.label, second);
    expect(attestations).toEqual([first]);
    const frozen = (await second.get(`${PATH}/attestation/${first.id}`)).body as unknown as AttestedReturn;
    expect(frozen).toEqual({
      agency: 'Agency 2',
      year: RUNNING,
      figures,
      words: words(),
      attestation: first,
      isReplaced: false,
    });
    const seal = canonicalJson({
      year: Number(RUNNING.label.slice(0, 4)),
      number: 1,
      on: TODAY,
      by: 'lead Example',
      role: 'Named nurse',
      content: { schema: 'return-1', agency: 'Agency 2', figures, words: words() },
    });
    expect(createHash('sha256').update(seal).digest('hex')).toBe(first.sha256);
  });

  it('does not change when a member finishes, a headcount comes or the words are written anew', async () => {
    const before = (await lead.get(`${PATH}/attestation/${first.id}`)).text;
    const figures = (await read()).figures;
    await finish(TODAY);
    const headcount = { on: TODAY, source: 'HR', groups: {}, whole: { people: 900, fte: null }, reason: '' };
    expect((await lead.post('/api/agency/headcount', headcount)).status).toBe(201);
    await save(5, { supervision: 'Another text' });
    await app.testDatabase.superuser.query(`update agency set name = 'Agency 2, renamed' where id = $1`, [
      TRUST,
    ]);
    const now = await read();
    expect(now.figures.total.compliant).toBe(figures.total.compliant + 1);
    expect(now.figures.agency.headcount).toBe(900);
    expect((await lead.get(`${PATH}/attestation/${first.id}`)).text).toBe(before);
  });

  it('made again stands in place of the former, which stays', async () => {
    const answer = await attest({ role: 'Head of safeguarding' }, second);
    expect(answer.body).toMatchObject({ number: 2, by: 'second Example', role: 'Head of safeguarding' });
    expect((await read()).attestations.map(({ number, isIntact }) => [number, isIntact])).toEqual([
      [2, true],
      [1, true],
    ]);
    const former = (await lead.get(`${PATH}/attestation/${first.id}`)).body;
    expect(former).toMatchObject({ isReplaced: true, figures: { agency: { headcount: null } } });
  });

  it('is made once when the button is pressed twice', async () => {
    const { draft, figuresSha256 } = await read(LAST.label);
    const request = {
      year: LAST.label,
      revision: draft.revision,
      figuresSha256,
      role: 'Lead',
      confirmed: true,
    };
    const headers = { 'idempotency-key': randomUUID() };
    const twice = await Promise.all([1, 2].map(() => lead.post(`${PATH}/attestation`, request, { headers })));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect((await read(LAST.label)).attestations).toHaveLength(1);
  });

  it('of two colleagues at the same moment is one, and the other is told', async () => {
    const { figuresSha256 } = await read(BEFORE.label);
    const request = { year: BEFORE.label, revision: 0, figuresSha256, role: 'Lead', confirmed: true };
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        (index % 2 ? lead : second).post(`${PATH}/attestation`, request),
      ),
    );
    const { attestations } = await read(BEFORE.label);
    const made = answers.filter(({ status }) => status === 201).length;
    expect(attestations.map(({ number }) => number)).toEqual(
      Array.from({ length: made }, (_, index) => made - index),
    );
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect([status, body.code]).toEqual([409, 'stale.version']);
    }
  });

  it.each([
    `update yearly_return_attestation set role = 'Another'`,
    'delete from yearly_return_attestation',
    'truncate yearly_return_attestation',
  ])('is not touched even by a superuser: %s', async (sql) => {
    await expect(app.testDatabase.superuser.query(sql)).rejects.toMatchObject({ code: '23001' });
  });

  it('shows that it was tampered with, should somebody take the trigger away', async () => {
    const { superuser } = app.testDatabase;
    await superuser.query('alter table yearly_return_attestation disable trigger all');
    await superuser.query(
      `update yearly_return_attestation set content = jsonb_set(content, '{figures,total,compliant}', '99') where id = $1`,
      [first.id],
    );
    await superuser.query('alter table yearly_return_attestation enable trigger all');
    expect((await read()).attestations.map(({ number, isIntact }) => [number, isIntact])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it('is not found by another agency, nor by an id that is none', async () => {
    expect((await police.get(`${PATH}/attestation/${first.id}`)).status).toBe(404);
    expect((await police.get(`${PATH}/return.csv?attestation=${first.id}`)).status).toBe(404);
    expect((await lead.get(`${PATH}/attestation/${randomUUID()}`)).status).toBe(404);
  });
});

describe('the file', () => {
  it('tells every figure and text of the year as it stands', async () => {
    const { figures, draft } = await read();
    const answer = await lead.get(`${PATH}/return.csv?year=${RUNNING.label}`);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="agency-2-yearly-return-${RUNNING.label}-draft.csv"`,
    );
    const { rows } = readCsv(answer.text);
    const value = (section: string, item: string, measure: string) =>
      rows.find((row) => row['section'] === section && row['item'] === item && row['measure'] === measure)?.[
        'value'
      ];
    expect(value('people', 'whole agency', 'headcount')).toBe('900');
    expect(value('people', 'whole agency', 'fte')).toBe('');
    expect(value('people', 'whole agency', 'compliant')).toBe(String(figures.agency.compliant));
    expect(value('people', 'No group recorded', 'recorded')).toBe(String(figures.agency.recorded));
    expect(value('requirements', 'Title of first-module', 'required')).toBe('1');
    expect(value('requirements', 'all modules', 'overdue_under_3_months')).toBe(
      String(figures.total.overdueUnder3),
    );
    expect(value('starters', '', 'joined')).toBe(String(figures.starters.joined));
    expect(value('words', 'Supervision arrangements', 'text')).toBe(draft.words.supervision);
    expect(value('scores', 'Supervision is in place', 'self_score')).toBe('1');
    expect(value('scores', 'Supervision is in place', 'moderated_score')).toBe('');
    expect(value('signed', '', 'signed_off_by')).toBe('');
    expect(new Set(rows.map((row) => row['status']))).toEqual(new Set(['draft']));
  });

  it('of an attested return has who signed it, and lets no cell begin like a formula', async () => {
    const { attestations } = await read();
    const latest = attestations[0]!;
    const { text, headers } = await lead.get(`${PATH}/return.csv?attestation=${latest.id}`);
    expect(headers.get('content-disposition')).toContain(`-${RUNNING.label}-attested-2.csv`);
    const { rows } = readCsv(text);
    const signed = rows.filter((row) => row['section'] === 'signed').map((row) => row['value']);
    expect(signed).toEqual(['second Example', 'Head of safeguarding', TODAY, '2', latest.sha256]);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows.find((row) => row['item'] === 'How learning from reviews was shared')?.['value']).toBe(
      `'=HYPERLINK("http://x")`,
    );
  });
});

describe('who may', () => {
  it.each(['manager@trust.example', 'nurse@trust.example'])('not %s', async (email) => {
    const browser = await app.signIn(email);
    expect((await browser.get(PATH)).status).toBe(403);
    expect((await save(0, {}, RUNNING.label, browser)).status).toBe(403);
    expect((await browser.get(`${PATH}/return.csv`)).status).toBe(403);
  });

  it('leaves a trace without a word of what was written', async () => {
    const { rows } = await app.testDatabase.superuser.query<{ action: string; detail: object }>(
      `select action, detail from audit_log where agency_id = $1 and action like 'yearly-return.%' order by at`,
      [TRUST],
    );
    const actions = new Set(rows.map(({ action }) => action));
    expect(actions).toEqual(
      new Set(['yearly-return.saved', 'yearly-return.attested', 'yearly-return.downloaded']),
    );
    expect(JSON.stringify(rows)).not.toMatch(/Mine|supervision|Named nurse|Example/);
  });
});
