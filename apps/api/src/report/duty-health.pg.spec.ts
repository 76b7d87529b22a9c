import type { RecordHealth } from '@learning-reviews/contracts/record-health.contract';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import { addModule } from './testing/report-data.js';

const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const day = (days: number) => addDays(TODAY, days);

let app: TestApp;
let lead: TestClient;
let agency = 180;

const sql = (text: string, ...values: unknown[]) => app.testDatabase.superuser.query(text, values);
const rule = (audience: object, to: string | null = null) =>
  sql(
    `insert into assignment (agency_id, id, module_id, audience, from_on, to_on)
     values ($1, gen_random_uuid(), 1, $2, '2025-01-01', $3)`,
    agency,
    JSON.stringify(audience),
    to,
  );
/** Says that a day was worked into the duties, and that they were looked at for it. */
const work = async (on: string) => {
  await sql('insert into assignment_day (agency_id, day) values ($1, $2)', agency, on);
  await sql('insert into duty_check (agency_id, day, noted_at) values ($1, $2, now())', agency, on);
};

beforeAll(async () => {
  app = await startTestApp();
  await addModule(app.testDatabase.superuser, 1, 'first-module');
  await sql(
    `insert into job_role (code, label, workforce_groups, position) values ('school-nurse', 'School nurse', '{3}', 1)`,
  );
});
afterAll(() => app.close());
beforeEach(async () => {
  agency += 1;
  const boss = await app.people.addPerson(`lead-${agency}@trust.example`, {
    agencyId: agency,
    grants: ['training-lead'],
  });
  lead = await app.signIn(boss.email);
});

describe('duties on record health', () => {
  const read = async () => (await lead.get('/api/agency/record-health')).body as unknown as RecordHealth;

  it('says when nothing was worked in or looked at yet, and when that is behind', async () => {
    expect(await read()).toMatchObject({
      dutiesOn: null,
      areDutiesBehind: false,
      dutiesCheckedAt: null,
      goneAudiences: [],
      unfinishedChanges: [],
    });
    await work(day(-1));
    expect(await read()).toMatchObject({ dutiesOn: day(-1), areDutiesBehind: false });
    expect((await read()).dutiesCheckedAt).not.toBeNull();
    await sql('update assignment_day set day = $2 where agency_id = $1', agency, day(-2));
    expect(await read()).toMatchObject({ dutiesOn: day(-2), areDutiesBehind: true });
  });

  it('names changes that have not got on for more than an hour', async () => {
    const change = (minutes: number, more: object) =>
      sql(
        `insert into standing_recompute (agency_id, id, cause, state, people, people_done, at, finished_at)
         select $1, gen_random_uuid(), 'rule', state, people, done, $3::timestamptz - make_interval(mins => $4), ended
         from jsonb_to_record($2) as row(state text, people int, done int, ended timestamptz)`,
        agency,
        JSON.stringify({ done: 0, ...more }),
        app.clock.now().toISOString(),
        minutes,
      );
    await change(59, { state: 'running', people: 10, done: 1 });
    await change(500, { state: 'done', people: 10, done: 10, ended: '2026-01-01T00:00:00Z' });
    expect((await read()).unfinishedChanges).toEqual([]);
    await change(61, { state: 'running', people: 10, done: 4 });
    await change(90, { state: 'waiting' });
    expect((await read()).unfinishedChanges).toMatchObject([
      { cause: 'rule', people: null, peopleDone: 0 },
      { cause: 'rule', people: 10, peopleDone: 4 },
    ]);
  });

  it('names rules that name a team or a job role which is gone', async () => {
    const [here, closed, nowhere] = [1, 2, 3].map((last) => `01890000-0000-7000-8000-00000000000${last}`);
    await sql(
      `insert into team (agency_id, id, name, closed_on) values ($1, $2, 'South', null), ($1, $3, 'North', $4)`,
      agency,
      here,
      closed,
      day(-1),
    );
    await rule({ teams: [here], jobRoles: ['school-nurse'] });
    await rule({ teams: [closed] }, day(-1));
    expect((await read()).goneAudiences).toEqual([]);
    await rule({ teams: [here, closed, nowhere], jobRoles: ['wizard'] });
    expect((await read()).goneAudiences).toEqual([
      {
        id: expect.any(String),
        module: 'first-module',
        title: 'Title of first-module',
        from: '2025-01-01',
        isOfPartnership: false,
        gone: ['the job role wizard', 'the team North', 'the team that was taken away'],
      },
    ]);
  });

  it('shows nothing of another agency', async () => {
    await rule({ jobRoles: ['wizard'] });
    await work(TODAY);
    await sql(
      `insert into duty_fault (agency_id, membership_id, module_id, fault, since)
       select agency_id, id, 1, 'missing', $2 from membership where agency_id = $1`,
      agency,
      TODAY,
    );
    expect((await read()).checks).toContainEqual({ check: 'duty-broken', people: 1 });
    const stranger = await app.people.addPerson(`stranger-${agency}@police.example`, {
      agencyId: 179,
      grants: ['training-lead'],
    });
    const theirs = (await (await app.signIn(stranger.email)).get('/api/agency/record-health')).body;
    expect(theirs).toMatchObject({ goneAudiences: [], unfinishedChanges: [], dutiesOn: null });
    expect(theirs['checks']).toContainEqual({ check: 'duty-broken', people: 0 });
  });
});
