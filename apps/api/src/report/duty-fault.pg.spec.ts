import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import type { RecordHealth } from '@learning-reviews/contracts/record-health.contract';
import { Database } from '../platform/database/database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';
import { CHECK_DUTIES } from './duty-fault.jobs.js';
import { addModule, addStanding, type StandingRow } from './testing/report-data.js';

const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };
const day = (days: number) => addDays(TODAY, days);

let app: TestApp;
let lead: TestClient;
let agency = 80;
let made = 0;

const sql = (text: string, ...values: unknown[]) => app.testDatabase.superuser.query(text, values);
const member = () =>
  app.people.addPerson(`nurse-${(made += 1)}@trust.example`, { agencyId: agency, fromOn: '2025-01-01' });
const rule = (
  more: { audience?: object; from?: string; to?: string; within?: number; dueOn?: string } = {},
) =>
  sql(
    `insert into assignment (agency_id, id, module_id, audience, from_on, to_on, due_within_days, due_on)
     values ($1, gen_random_uuid(), 1, $2, $3, $4, $5, $6)`,
    agency,
    JSON.stringify(more.audience ?? {}),
    more.from ?? '2025-01-01',
    more.to ?? null,
    more.within ?? null,
    more.dueOn ?? null,
  );
const evidence = (of: MadePerson, completedOn: string, result = 'pass') =>
  sql(
    `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version,
       completed_on, minutes, result)
     values ($1, $2, gen_random_uuid(), $3, 1, 1, $4, 30, $5)`,
    agency,
    of.membershipIds[0],
    of.personId,
    completedOn,
    result,
  );
const leave = (of: MadePerson, from: string, to: string | null) =>
  sql(
    `insert into leave_period (agency_id, id, membership_id, person_id, from_on, to_on, created_by)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, $3)`,
    agency,
    of.membershipIds[0],
    of.personId,
    from,
    to,
  );
const excuse = (of: MadePerson) =>
  sql(
    `insert into duty_exception (agency_id, id, membership_id, person_id, module_id, kind, from_on, reason, created_by)
     values ($1, gen_random_uuid(), $2, $3, 1, 'excused', $4, 'Seconded', $3)`,
    agency,
    of.membershipIds[0],
    of.personId,
    day(-3),
  );
const standing = (of: MadePerson, row: StandingRow, moduleId = 1) =>
  addStanding(app.testDatabase.superuser, agency, of, moduleId, row);
const DONE = { state: 2, completedOn: day(-30), expiresOn: day(300) };

async function work(on: string): Promise<void> {
  await sql(
    `insert into assignment_day (agency_id, day) values ($1, $2)
     on conflict (agency_id) do update set day = excluded.day`,
    agency,
    on,
  );
  const database = app.application.get(Database);
  await database.write(EVERYWHERE, (tx) => app.application.get(JobQueue).send(tx, CHECK_DUTIES, {}));
  await app.runJobs();
}
async function faults(): Promise<{ membershipId: string; fault: string }[]> {
  const { rows } = await sql(
    `select membership_id as "membershipId", fault from duty_fault where agency_id = $1 order by 2, 1`,
    agency,
  );
  return rows as { membershipId: string; fault: string }[];
}

beforeAll(async () => {
  app = await startTestApp();
  await addModule(app.testDatabase.superuser, 1, 'first-module');
  await addModule(app.testDatabase.superuser, 2, 'second-module');
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
    jobRole: 'training-officer',
  });
  lead = await app.signIn(boss.email);
});

describe('the look at every duty', () => {
  it('finds nothing where standings are what rules and evidence say', async () => {
    await rule({ audience: { jobRoles: ['school-nurse'] } });
    const people: MadePerson[] = [];
    while (people.length < 6) people.push(await member());
    const [owed, done, began, away, back, over] = people;
    await standing(owed!, { state: 0, dueOn: '2025-01-01' }); // due on the first day itself
    await standing(done!, DONE);
    await evidence(done!, DONE.completedOn);
    await standing(began!, { state: 1, dueOn: day(-1) });
    await evidence(began!, day(-10), 'withdrawn');
    await standing(away!, { state: 3, pausedUntil: day(20) });
    await leave(away!, day(-5), day(20));
    await standing(back!, { state: 3, completedOn: day(-700), expiresOn: day(-20), pausedUntil: day(20) });
    await leave(back!, day(-60), day(-10));
    await evidence(back!, day(-700));
    await standing(over!, { state: 3, pausedUntil: day(-40) });
    const excused = await member();
    await excuse(excused);
    await work(TODAY);
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['no-evidence', 'duty-broken', async (of: MadePerson) => standing(of, DONE)],
    [
      'no-evidence',
      'duty-broken',
      async (of: MadePerson) => {
        await standing(of, DONE);
        await evidence(of, DONE.completedOn, 'withdrawn');
      },
    ],
    [
      'not-counted',
      'duty-broken',
      async (of: MadePerson) => {
        await standing(of, { state: 1 });
        await evidence(of, day(-2));
      },
    ],
    ['wrong-pause', 'duty-broken', async (of: MadePerson) => standing(of, { state: 3 })],
    [
      'wrong-pause',
      'duty-broken',
      async (of: MadePerson) => {
        await standing(of, { state: 0, dueOn: day(-1) });
        await leave(of, day(-5), null);
      },
    ],
    ['missing', 'duty-broken', async () => undefined],
    ['due-early', 'duty-early', async (of: MadePerson) => standing(of, { state: 0, dueOn: '2024-12-31' })],
    [
      'not-asked',
      'duty-orphaned',
      async (of: MadePerson) => {
        await standing(of, { state: 0 });
        await excuse(of);
      },
    ],
  ] as const)('finds %s, and record health leads to whom it is', async (fault, check, spoil) => {
    await rule({ audience: { jobRoles: ['school-nurse'] } });
    const person = await member();
    await spoil(person);
    await work(TODAY);
    expect(await faults()).toEqual([{ membershipId: person.membershipIds[0], fault }]);
    const { body } = await lead.get('/api/agency/record-health');
    expect((body as unknown as RecordHealth).checks).toContainEqual({ check, people: 1 });
    const list = await lead.get(`/api/agency/people?check=${check}`);
    expect(list.body['people']).toMatchObject([{ membershipId: person.membershipIds[0] }]);
  });

  it('finds a standing whose rule has ended, is for others, or is for a group nobody has', async () => {
    const person = await member();
    await rule({ to: day(-1) });
    await rule({ audience: { jobRoles: ['driver'] } });
    await rule({ audience: { groups: [3] } });
    await standing(person, { state: 0 });
    await work(TODAY);
    expect(await faults()).toEqual([{ membershipId: person.membershipIds[0], fault: 'not-asked' }]);
  });

  describe('at dates', () => {
    const set = (person: MadePerson, columns: string) =>
      sql(
        `update standing set ${columns} where agency_id = $1 and membership_id = $2`,
        agency,
        person.membershipIds[0],
      );
    const NURSES = { jobRoles: ['school-nurse'] };
    const wrong = async () => (await faults()).map(({ fault }) => fault);

    it('that are what the stricter of two rules says finds nothing', async () => {
      await rule({ audience: NURSES, within: 400 });
      await rule({ audience: NURSES, within: 30, from: '2025-06-01' });
      const person = await member();
      await standing(person, {
        state: 2,
        dueOn: '2025-07-01',
        completedOn: '2025-05-31',
        expiresOn: '2027-05-30',
      });
      await evidence(person, '2025-05-31');
      await set(person, `asked_on = '2025-01-01'`);
      await work(TODAY);
      expect(await wrong()).toEqual([]);
    });

    it('that a publication gives are those of the publication', async () => {
      await rule({ audience: NURSES });
      await sql('update assignment set due_after_publication_days = 10 where agency_id = $1', agency);
      const person = await member();
      await standing(person, { state: 0, dueOn: '2026-01-11' }); // published on 1 January 2026
      await set(person, `asked_on = '2025-01-01'`);
      await work(TODAY);
      expect(await wrong()).toEqual([]);
    });

    it.each([
      ['later than the rules', { state: 0, dueOn: '2025-02-01' }],
      ['none where there is one', { state: 0 }],
      ['earlier than the rules', { state: 0, dueOn: '2025-01-30' }],
    ])('of which the due day is %s finds it', async (_case, row) => {
      await rule({ audience: NURSES, within: 30 });
      const person = await member();
      await standing(person, row);
      await set(person, `asked_on = '2025-01-01'`);
      await work(TODAY);
      expect(await wrong()).toEqual(['wrong-dates']);
    });

    it('that leave and more time have moved on finds nothing, and those that they cannot have', async () => {
      await rule({ audience: NURSES, within: 30 });
      const [moved, early] = [await member(), await member()];
      await standing(moved, { state: 0, dueOn: '2025-04-01' });
      await standing(early, { state: 0, dueOn: '2025-01-30' });
      for (const person of [moved, early]) {
        await leave(person, '2025-01-20', '2025-03-02');
        await set(person, `asked_on = '2025-01-01'`);
      }
      await work(TODAY);
      expect(await faults()).toEqual([{ membershipId: early.membershipIds[0], fault: 'wrong-dates' }]);
    });

    it('on which a completion counts longer than by the rule finds it', async () => {
      await rule({ audience: NURSES });
      const person = await member();
      await standing(person, { state: 2, completedOn: '2025-02-28', expiresOn: '2027-02-28' });
      await evidence(person, '2025-02-28');
      await set(person, `asked_on = '2025-01-01'`);
      await work(TODAY);
      expect(await wrong()).toEqual(['wrong-dates']);
      await set(person, `expires_on = '2027-02-27'`);
      await sql('delete from duty_check where agency_id = $1', agency);
      await work(TODAY);
      expect(await wrong()).toEqual([]);
    });
  });

  it('judges on the day that was worked in, and leaves alone who has left by then', async () => {
    const gone = await member();
    await sql('update membership set to_on = $2 where id = $1', gone.membershipIds[0], day(-3));
    await standing(gone, { state: 0 });
    const starter = await member();
    await rule({ audience: { jobRoles: ['school-nurse'] }, from: TODAY });
    await work(day(-1));
    expect(await faults()).toEqual([]);
    await work(TODAY);
    expect(await faults()).toEqual([{ membershipId: starter.membershipIds[0], fault: 'missing' }]);
  });

  it('takes back what was mended, and keeps since when the rest is so', async () => {
    await rule({ audience: { jobRoles: ['school-nurse'] } });
    const [one, other] = [await member(), await member()];
    await work(day(-1));
    expect(await faults()).toHaveLength(2);
    await standing(one, { state: 0 });
    await work(TODAY);
    const { rows } = await sql(
      'select membership_id as "membershipId", since::text from duty_fault where agency_id = $1',
      agency,
    );
    expect(rows).toEqual([{ membershipId: other.membershipIds[0], since: day(-1) }]);
  });

  it('looks once for each day, not before a day was worked in, and not while a change is being worked in', async () => {
    await member();
    await rule({ audience: { jobRoles: ['school-nurse'] } });
    await sql(
      `insert into standing_recompute (agency_id, id, cause) values ($1, gen_random_uuid(), 'rule')`,
      agency,
    );
    await work(TODAY);
    expect(await faults()).toEqual([]);
    await sql(
      `update standing_recompute set state = 'done', finished_at = now() where agency_id = $1`,
      agency,
    );
    await work(TODAY);
    expect(await faults()).toHaveLength(1);
    const checkedAt = async () =>
      (await sql('select noted_at from duty_check where agency_id = $1', agency)).rows;
    const first = await checkedAt();
    app.clock.advance({ seconds: 60 });
    await work(TODAY);
    expect(await checkedAt()).toEqual(first);
  });

  it('goes with a membership that was added by mistake', async () => {
    await rule({ audience: { jobRoles: ['school-nurse'] } });
    const person = await member();
    await work(TODAY);
    expect((await lead.delete(`/api/agency/people/${person.membershipIds[0]}`)).status).toBe(204);
    expect(await faults()).toEqual([]);
  });
});
