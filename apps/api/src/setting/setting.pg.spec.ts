import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';

const [TRUST, POLICE] = [2, 3];

let app: TestApp;
let admin: TestClient;
let lead: TestClient;
let today: string;

const sql = async <Row>(text: string, values: unknown[] = []) =>
  (await app.testDatabase.superuser.query(text, values)).rows as Row[];

interface Settings {
  readonly targetPercent: number;
  readonly dueSoonDays: number;
  readonly expiringDays: number;
  readonly version: number;
  readonly changes: {
    readonly setting: string;
    readonly was: string;
    readonly becomes: string;
    readonly by: string;
  }[];
}
const read = async () => (await admin.get('/api/admin/setting')).body as unknown as Settings;
const save = async (changes: object) => {
  const { targetPercent, dueSoonDays, expiringDays, version } = await read();
  return admin.put('/api/admin/setting', { targetPercent, dueSoonDays, expiringDays, version, ...changes });
};
const total = async () =>
  (await lead.get('/api/agency')).body['total'] as { dueSoon: number; expiring: number };

beforeAll(async () => {
  app = await startTestApp();
  await app.people.addPerson('admin@partnership.example', { agencyId: 1, grants: ['administrator'] });
  const made = await app.people.addPerson('lead@trust.example', {
    agencyId: TRUST,
    grants: ['training-lead'],
  });
  await app.people.addPerson('lead@police.example', { agencyId: POLICE, grants: ['training-lead'] });
  admin = await app.signIn('admin@partnership.example');
  lead = await app.signIn('lead@trust.example');
  today = (await lead.get('/api/agency')).body['countedOn'] as string;
  await sql(
    `insert into module (id, slug) overriding system value values (1, 'a-module'), (2, 'another-module')`,
  );
  await sql(
    `insert into module_version (module_id, version, content, content_hash, change, published_at)
     select id, 1, '{"title":"A module"}', repeat('a', 64), 'first', now() from module`,
  );
  await sql(
    `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on)
     values ($1, $2, $3, 1, 0, $4, null, null), ($1, $2, $3, 2, 2, null, $5, $6)`,
    [
      TRUST,
      made.membershipIds[0],
      made.personId,
      addDays(calendarDate(today), 40),
      addDays(calendarDate(today), -10),
      addDays(calendarDate(today), 60),
    ],
  );
});
afterAll(() => app.close());
afterEach(() =>
  sql('update platform_setting set target_percent = 90, due_soon_days = 30, expiring_days = 90'),
);

describe('the settings of the platform', () => {
  it('begin as the design says', async () => {
    expect(await read()).toMatchObject({ targetPercent: 90, dueSoonDays: 30, expiringDays: 90, changes: [] });
  });

  it('are changed with who, and when, and in the audit', async () => {
    expect((await save({ targetPercent: 95, dueSoonDays: 14 })).status).toBe(204);
    const { changes, ...now } = await read();
    expect(now).toMatchObject({ targetPercent: 95, dueSoonDays: 14, expiringDays: 90 });
    expect(changes.slice(0, 2).map(({ setting, was, becomes }) => [setting, was, becomes])).toEqual(
      expect.arrayContaining([
        ['target-percent', '90', '95'],
        ['due-soon-days', '30', '14'],
      ]),
    );
    expect(changes[0]?.by).toEqual(expect.stringMatching(/\S/));
    const audited = await sql<{ object: string; detail: object }>(
      `select object, detail from audit_log where action = 'setting.changed' and agency_id = 1 order by object`,
    );
    expect(audited).toEqual([
      { object: 'setting:due-soon-days', detail: { was: 30, becomes: 14 } },
      { object: 'setting:target-percent', detail: { was: 90, becomes: 95 } },
    ]);
  });

  it('are left alone, without a line in the history, when nothing is different', async () => {
    const before = await read();
    expect((await save({})).status).toBe(204);
    expect(await read()).toEqual(before);
  });

  it('are not changed by a form that was opened before somebody else’s change', async () => {
    const { version } = await read();
    expect((await save({ dueSoonDays: 20, version: version - 1 })).body).toMatchObject({
      code: 'stale.version',
    });
    expect((await read()).dueSoonDays).toBe(30);
  });

  it.each([
    ['dueSoonDays', 0, 'Enter a number of days from 1 to 365'],
    ['expiringDays', 366, 'Enter a number of days from 1 to 365'],
    ['dueSoonDays', 1.5, 'Enter a whole number of days, such as 30'],
    ['targetPercent', 0, 'Enter a percentage from 1 to 100'],
    ['targetPercent', 101, 'Enter a percentage from 1 to 100'],
  ])('refuse %s of %d: %s', async (field, value, message) => {
    const answer = await save({ [field]: value });
    expect([answer.status, answer.body['errors']]).toEqual([422, [{ field, message }]]);
  });

  it('are no business of a training lead', async () => {
    expect((await lead.get('/api/admin/setting')).status).toBe(403);
    expect((await lead.put('/api/admin/setting', {})).status).toBe(403);
  });
});

describe('warning days', () => {
  it('decide what is due soon and expiring for the next reader of a figure, and go back again', async () => {
    expect(await total()).toMatchObject({ dueSoon: 0, expiring: 1 });
    await save({ dueSoonDays: 40, expiringDays: 59 });
    expect(await total()).toMatchObject({ dueSoon: 1, expiring: 0 });
    await save({ dueSoonDays: 39, expiringDays: 60 });
    expect(await total()).toMatchObject({ dueSoon: 0, expiring: 1 });
  });

  it('decide who is on the lists and in the files that the figures lead to', async () => {
    const listed = async (state: string) => [
      (await lead.get(`/api/agency/people?state=${state}`)).body['total'],
      (await lead.get(`/api/agency/worklist?state=${state}`)).body['total'],
    ];
    expect([await listed('due-soon'), await listed('expiring')]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    await save({ dueSoonDays: 40, expiringDays: 59 });
    expect([await listed('due-soon'), await listed('expiring')]).toEqual([
      [1, 1],
      [0, 0],
    ]);
    const { body } = await lead.get('/api/agency/module/another-module');
    expect(body['total']).toMatchObject({ done: 1, expiring: 0 });
  });

  it('have every agency counted anew by a job, read or not', async () => {
    const heads = () =>
      sql<{ agency_id: number; due_soon_days: number }>(
        'select agency_id, due_soon_days from agency_count_head where counts is not null and agency_id <> 1 order by 1',
      );
    await lead.get('/api/agency');
    await (await app.signIn('lead@police.example')).get('/api/agency');
    await save({ dueSoonDays: 10 });
    await app.runJobs();
    expect(await heads()).toEqual([
      { agency_id: TRUST, due_soon_days: 10 },
      { agency_id: POLICE, due_soon_days: 10 },
    ]);
  });

  it('are what pages are told with the session, signed in or not', async () => {
    await save({ dueSoonDays: 21 });
    const warning = { dueSoonDays: 21, expiringDays: 90 };
    expect((await lead.get('/api/session')).body['warning']).toEqual(warning);
    expect((await app.client().get('/api/session')).body['warning']).toEqual(warning);
  });
});

describe('the usual target', () => {
  it('is an agency’s until it decides for itself, and never afterwards', async () => {
    await save({ targetPercent: 80 });
    expect((await lead.get('/api/agency')).body['target']).toBe(80);
    await lead.put('/api/agency/target', { percent: 85 });
    await save({ targetPercent: 70 });
    expect((await lead.get('/api/agency')).body['target']).toBe(85);
  });
});
