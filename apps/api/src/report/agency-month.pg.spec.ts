import type { JobScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { SeededRandom } from '../demonstration/seeded-random.js';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { TestPeople } from '../platform/testing/test-people.js';
import { AgencyCountRepository } from './agency-count.repository.js';
import { AgencyCountService } from './agency-count.service.js';
import { AgencyMonthRepository, type EndedMonth } from './agency-month.repository.js';
import { DutyHistory } from './testing/duty-history.js';
import { type CountedDuties, inOrder, plainCount } from './testing/plain-count.js';
import { addModule } from './testing/report-data.js';
import { SetClock } from './testing/set-clock.js';

const months = new AgencyMonthRepository();
const clock = new SetClock('2026-01-01T12:00Z');

let db: TestDatabase;
let service: AgencyCountService;
let agencyId = 200;
let membershipId: string;
let personId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await addModule(db.superuser, 1, 'first-module');
  await addModule(db.superuser, 2, 'second-module');
  service = new AgencyCountService(db.database, new AgencyCountRepository(), months, clock, new JobQueue());
});
afterAll(() => db?.close());
beforeEach(async () => {
  agencyId += 1;
  clock.set('2026-01-01T12:00Z');
});

const job = (): JobScope => ({ brand: 'JobScope', agencyId });
const kept = (): Promise<EndedMonth[]> =>
  db.database.read(job(), (tx) => months.findMonths(job(), tx, calendarDate('2000-01-01')));
const lines = async () => (await kept()).map(({ month, required, done }) => `${month} ${done}/${required}`);

async function join(fromOn: string, toOn: string | null = null): Promise<void> {
  const people = new TestPeople(db.superuser);
  const made = await people.addPerson(`${uuid()}@work.example`, { agencyId, fromOn, toOn });
  personId = made.personId;
  membershipId = made.membershipIds[0] ?? '';
}

async function require(
  module: number,
  dueOn: string | null,
  completedOn: string | null,
  expiresOn: string | null,
) {
  await db.superuser.query(
    `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on)
     values ($1, $2, $3, $4, case when $6::date is null then 0 else 2 end, $5, $6, $7)`,
    [agencyId, membershipId, personId, module, dueOn, completedOn, expiresOn],
  );
}

async function finished(module: number, completedOn: string, validUntil: string | null): Promise<void> {
  await db.superuser.query(
    `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version, completed_on,
       minutes, valid_until) values ($1, $2, $3, $4, $5, 1, $6, 30, $7)`,
    [agencyId, membershipId, uuid(), personId, module, completedOn, validUntil],
  );
}

describe('a month that has ended', () => {
  it.each([
    ['2026-03-31T22:59:59Z', '2026-03-01', []], // still 31 March in London
    ['2026-03-31T23:05:00Z', '2026-03-01', ['2026-03-01 1/1']], // five past midnight on 1 April, in summer time
    ['2026-10-31T23:59:59Z', '2026-10-01', []], // winter time again: still October
    ['2026-11-01T00:05:00Z', '2026-10-01', ['2026-10-01 1/1']],
    ['2026-03-29T01:30:00Z', '2026-02-28', ['2026-02-01 1/1']], // the night clocks go forward
    ['2028-02-29T23:59:00Z', '2028-02-01', []], // leap day: February goes on
    ['2028-03-01T00:05:00Z', '2028-02-29', ['2028-02-01 1/1']],
  ])('is written at %s of what began on %s: %j', async (instant, day, expected) => {
    await join(day);
    await require(1, null, day, null);
    clock.set(instant);
    await service.snapshot(job());
    expect(await lines()).toEqual(expected);
  });

  it.each([
    ['2028-02-28', '2028-02-29', 'overdue'], // the day after it was due is the leap day
    ['2028-02-29', '2028-02-29', 'not_started'], // due on the leap day itself
    ['2026-03-28', '2026-03-28', 'not_started'],
    ['2026-03-28', '2026-03-29', 'overdue'], // a day of 23 hours
    ['2026-10-24', '2026-10-25', 'overdue'], // a day of 25 hours
  ])('leaves what was due on %s, seen on %s, %s', async (dueOn, today, state) => {
    await join(today);
    await require(1, dueOn, null, null);
    // Just after midnight and just before it: London is up to an hour ahead of UTC.
    for (const instant of [`${today}T00:30:00Z`, `${today}T22:30:00Z`]) {
      clock.set(instant);
      await db.superuser.query('delete from agency_count_head where agency_id = $1', [agencyId]);
      await service.snapshot(job());
      const { rows } = await db.superuser.query<Record<string, number>>(
        `select * from agency_count where agency_id = $1 and dimension = 'all'`,
        [agencyId],
      );
      expect([instant, rows[0]?.[state]]).toEqual([instant, 1]);
    }
  });

  it('is judged on its last day, in each dimension as the day itself would have been', async () => {
    const lastDay = calendarDate('2028-02-29');
    const history = new DutyHistory(agencyId, [1, 2], lastDay, new SeededRandom(9));
    await history.begin(db.superuser, 25);
    clock.set('2028-03-01T00:05:00Z');
    await service.snapshot(job());
    const { rows } = await db.superuser.query<CountedDuties>(
      `select dimension, key, required, done, in_progress as "inProgress", not_started as "notStarted", overdue,
         due_soon as "dueSoon", expiring, expired, paused from agency_month where agency_id = $1 and month = '2028-02-01'`,
      [agencyId],
    );
    expect(inOrder(rows)).toEqual((await plainCount(db.superuser, agencyId, lastDay)).counts);
  });

  it('stays as it was written, however often it is written and whatever happens later', async () => {
    await join('2026-02-10');
    await require(1, '2026-12-31', null, null);
    clock.set('2026-03-01T00:05:00Z');
    await Promise.all([service.snapshot(job()), service.snapshot(job())]); // two workers
    await db.superuser.query(
      `update standing set state = 2, completed_on = '2026-02-27' where agency_id = $1`,
      [agencyId],
    );
    await service.snapshot(job());
    await service.rebuild(job());
    expect(await lines()).toEqual(['2026-02-01 0/1']);
  });

  it('is followed by all that ended while no worker ran, with required and done as they were', async () => {
    await join('2025-11-20');
    await require(1, '2026-02-15', '2026-04-10', '2028-04-09'); // finished in November for three months, again in April
    await finished(1, '2025-11-25', '2026-02-24');
    await finished(1, '2026-04-10', '2028-04-09');
    await require(2, '2026-03-31', '2026-05-04', '2028-05-03'); // finished once, in May
    await finished(2, '2026-05-04', '2028-05-03');
    clock.set('2026-06-01T08:00:00Z');
    await service.snapshot(job());
    expect(await lines()).toEqual([
      '2025-11-01 1/2',
      '2025-12-01 1/2',
      '2026-01-01 1/2',
      '2026-02-01 0/2', // the first completion ended on the 24th
      '2026-03-01 0/2',
      '2026-04-01 1/2',
      '2026-05-01 2/2',
    ]);
    const { rows } = await db.superuser.query(
      `select month, overdue, expired, counted_on as "countedOn" from agency_month
       where agency_id = $1 and dimension = 'module' and month >= '2026-02-01' and month < '2026-05-01' order by key, month`,
      [agencyId],
    );
    expect(rows.map(({ overdue, expired }) => [overdue, expired])).toEqual([
      [0, 1], // module 1
      [0, 1],
      [0, 0],
      [0, 0], // module 2: its due day is in March, the last day of it
      [0, 0],
      [1, 0],
    ]);
  });

  it('asks nothing of a member before their first day or after their last, nor before the rule began', async () => {
    await join('2026-02-10', '2026-04-15');
    await require(1, null, null, null);
    await require(2, null, null, null);
    await db.superuser.query(
      `insert into assignment (agency_id, id, module_id, from_on) values ($1, $2, 2, '2026-03-31')`,
      [agencyId, uuid()],
    );
    clock.set('2026-06-15T08:00:00Z');
    await service.snapshot(job());
    expect(await lines()).toEqual(['2026-02-01 0/1', '2026-03-01 0/2', '2026-04-01 0/0', '2026-05-01 0/0']);
  });

  it('follows the agency’s own clock', async () => {
    await join('2026-03-01');
    await db.superuser.query(`update agency set time_zone = 'Pacific/Auckland' where id = $1`, [agencyId]);
    clock.set('2026-03-31T11:30:00Z'); // half past midnight on 1 April in Auckland
    await service.snapshot(job());
    expect(await lines()).toEqual(['2026-03-01 0/0']);
    const { rows } = await db.superuser.query(
      'select day::text from agency_count_head where agency_id = $1',
      [agencyId],
    );
    expect(rows).toEqual([{ day: '2026-04-01' }]);
  });

  it('is not written for an agency in which nobody ever was', async () => {
    await new TestPeople(db.superuser).addAgency(agencyId);
    await service.snapshot(job());
    expect(await lines()).toEqual([]);
  });
});
