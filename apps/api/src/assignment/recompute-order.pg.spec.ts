import type { JobScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { loadContent } from '../curriculum/testing/load-content.js';
import { Clock } from '../platform/clock/clock.js';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { assigning } from './testing/assigning.js';

// A rule of an agency with more members than one batch holds is worked in; killed half-way, it goes on.

const AGENCY = 7;
const MEMBERS = 1_203;
const job: JobScope = { brand: 'JobScope', agencyId: AGENCY };
let now = new Date('2026-03-01T09:00Z');
const clock = Object.assign(new Clock(), { now: () => now });
const never = new AbortController().signal;

let db: TestDatabase;
let assigned: ReturnType<typeof assigning>;
let moduleId: number;
beforeAll(async () => {
  db = await createTestDatabase();
  await loadContent(db);
  await db.superuser.query(`select pgboss.create_queue('assignment.recompute', '{"policy": "standard"}')`);
  assigned = assigning(db.database, clock);
  await db.superuser.query(
    `insert into agency (id, code, kind, name) values ($1, 'trust', 'community-trust', 'A trust')`,
    [AGENCY],
  );
  await db.superuser.query(
    `insert into person (id, email_norm, name)
       select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'p' || n || '@work.example', 'Person'
       from generate_series(1, $1) n`,
    [MEMBERS],
  );
  await db.superuser.query(
    `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         job_role, from_on)
       select $1, ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid,
         ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, n, 'Ann', 'Person', 'Ann Person', 'person ann',
         case when n % 2 = 0 then 'midwife' else 'school-nurse' end, '2020-01-01'
       from generate_series(1, $2) n`,
    [AGENCY, MEMBERS],
  );
  const { rows } = await db.superuser.query<{ id: number }>('select id from module order by id limit 1');
  moduleId = rows[0]!.id;
});
afterAll(() => db?.close());

const addRule = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const id = uuid();
  const row: Record<string, unknown> = {
    audience: '{"jobRoles":["midwife"]}',
    from_on: '2026-03-01',
    ...changes,
  };
  const columns = Object.keys(row);
  await db.superuser.query(
    `insert into assignment (agency_id, id, module_id, due_within_days, ${columns.join(', ')})
     values ($1, $2, $3, 30, ${columns.map((_, index) => `$${index + 4}`).join(', ')})`,
    [AGENCY, id, moduleId, ...Object.values(row)],
  );
  return id;
};
const order = (assignmentId: string | null = null) =>
  db.database.write(job, (tx) =>
    assigned.service.orderRecompute(job, tx, { cause: 'rule', moduleIds: [moduleId], assignmentId }),
  );
const count = async (sql: string): Promise<number> =>
  Number((await db.superuser.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n);
const progress = async (id: string) =>
  (
    await db.superuser.query(
      'select state, people, people_done as done, standings_changed as changed from standing_recompute where id = $1',
      [id],
    )
  ).rows[0];

afterEach(async () => {
  for (const table of ['standing', 'assignment', 'leave_period', 'assignment_day', 'standing_recompute'])
    await db.superuser.query(`delete from ${table} where agency_id = $1`, [AGENCY]);
  now = new Date('2026-03-01T09:00Z');
});

describe('an order to work standings out anew', () => {
  it('is sent with the change, and reaches everybody a batch at a time, whoever is killed meanwhile', async () => {
    const id = await order(await addRule());
    const { rows: jobs } = await db.superuser.query(
      `select data from pgboss.job where name = 'assignment.recompute' and data ->> 'recomputeId' = $1`,
      [id],
    );
    expect(jobs).toEqual([{ data: { agencyId: AGENCY, recomputeId: id } }]);

    const killed = new AbortController();
    killed.abort(new Error('The process stops'));
    await expect(assigned.orders.work(job, id, killed.signal)).rejects.toThrow('The process stops');
    expect(await progress(id)).toEqual({ state: 'running', people: MEMBERS, done: 500, changed: 250 });
    // Two workers at once take turns, and nobody is done twice.
    await Promise.all([assigned.orders.work(job, id, never), assigned.orders.work(job, id, never)]);
    expect(await progress(id)).toEqual({ state: 'done', people: MEMBERS, done: MEMBERS, changed: 601 });
    expect(await count('standing')).toBe(601);
    await assigned.orders.work(job, id, never);
    expect(await progress(id)).toMatchObject({ changed: 601 });
  });

  it('takes away what a rule that has ended asked', async () => {
    const rule = await addRule();
    await assigned.orders.work(job, await order(rule), never);
    await db.superuser.query(`update assignment set to_on = '2026-03-01' where id = $1`, [rule]);
    now = new Date('2026-03-02T09:00Z');
    await assigned.orders.work(job, await order(rule), never);
    expect(await count('standing')).toBe(0);
  });
});

describe('a new day', () => {
  it('works in what begins and ends, once, also after nights on which nobody worked', async () => {
    await assigned.orders.beginDay(job, never);
    expect((await db.superuser.query('select day::text from assignment_day')).rows).toEqual([
      { day: '2026-03-01' },
    ]);
    await addRule({ from_on: '2026-03-03' });
    const one = (
      await db.superuser.query('select id, person_id from membership order by id offset 1 limit 1')
    ).rows[0];
    now = new Date('2026-03-04T00:30Z');
    await assigned.orders.beginDay(job, never);
    const { rows } = await db.superuser.query('select id, module_ids as modules from standing_recompute');
    expect(rows).toEqual([{ id: expect.any(String), modules: [moduleId] }]);
    await assigned.orders.work(job, rows[0].id, never);
    expect(await count('standing')).toBe(601);

    await db.superuser.query(
      `insert into leave_period (agency_id, id, membership_id, person_id, from_on, to_on, created_by)
       values ($1, $2, $3, $4, '2026-03-05', '2026-03-06', $4)`,
      [AGENCY, uuid(), one.id, one.person_id],
    );
    const state = async () =>
      (await db.superuser.query('select state from standing where membership_id = $1', [one.id])).rows[0]
        .state;
    for (const [day, expected] of [
      ['2026-03-05', 3],
      ['2026-03-06', 3],
      ['2026-03-07', 0],
    ] as const) {
      now = new Date(`${day}T00:30Z`);
      await assigned.orders.beginDay(job, never);
      expect([day, await state()]).toEqual([day, expected]);
    }
    expect(await count('standing_recompute')).toBe(1);
  });
});

describe('a day that was missed', () => {
  it('is worked in as of itself: a rule asks since the day on which it began', async () => {
    await assigned.orders.beginDay(job, never);
    await addRule({ from_on: '2026-03-03' });
    now = new Date('2026-03-08T09:00Z');
    await assigned.orders.beginDay(job, never);
    expect(await count(`standing where asked_on = '2026-03-03' and due_on = '2026-04-02'`)).toBe(601);
  });
});

describe('the first day of somebody who was entered before it', () => {
  it('recognises what they finished meanwhile', async () => {
    const [personId, membershipId, attempt] = [uuid(), uuid(), uuid()];
    await db.superuser.query(
      `insert into person (id, email_norm, name) values ($1, 'later@work.example', 'Later')`,
      [personId],
    );
    await db.superuser.query(
      `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         job_role, from_on)
       values ($1, $2, $3, 'L', 'Lo', 'Later', 'Lo Later', 'later lo', 'midwife', '2026-03-10')`,
      [AGENCY, membershipId, personId],
    );
    await addRule();
    const request = { membershipIds: [membershipId], areNewcomers: true };
    const today = calendarDate('2026-03-01');
    await db.database.write(job, (tx) => assigned.service.recompute(job, tx, AGENCY, request, today));
    const theirs = async () =>
      (
        await db.superuser.query(
          `select state, asked_on::text as asked, completed_on::text as done from standing where membership_id = $1`,
          [membershipId],
        )
      ).rows;
    expect(await theirs()).toEqual([{ state: 0, asked: '2026-03-10', done: null }]);
    await db.superuser.query(
      `insert into attempt (person_id, id, module_id, version, state, started_at, saved_at, finished_at)
       values ($1, $2, $3, 1, 'complete', '2026-03-05', '2026-03-05', '2026-03-05')`,
      [personId, attempt, moduleId],
    );
    await db.superuser.query(
      `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count, question_count, minutes)
       values ($1, $2, $3, $4, 1, '2026-03-05T10:00Z', 8, 8, 20)`,
      [personId, uuid(), attempt, moduleId],
    );
    await assigned.orders.beginDay(job, never);
    now = new Date('2026-03-10T09:00Z');
    await assigned.orders.beginDay(job, never);
    expect(await theirs()).toEqual([{ state: 2, asked: '2026-03-10', done: '2026-03-05' }]);
    const { rows } = await db.superuser.query(
      `select source, completed_on::text as day from agency_completion where membership_id = $1`,
      [membershipId],
    );
    expect(rows).toEqual([{ source: 'recognised', day: '2026-03-05' }]);
  });
});
