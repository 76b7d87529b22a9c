import { setTimeout as pause } from 'node:timers/promises';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Client } from 'pg';
import { SeededRandom } from '../demonstration/seeded-random.js';
import { createTestDatabase, type TestDatabase } from '../platform/database/testing/test-database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { TestClock } from '../platform/testing/test-clock.js';
import { AgencyCountRepository } from './agency-count.repository.js';
import { AgencyCountService } from './agency-count.service.js';
import { AgencyMonthRepository } from './agency-month.repository.js';
import { DutyHistory } from './testing/duty-history.js';
import { counted, inOrder, plainCount } from './testing/plain-count.js';
import { addModule } from './testing/report-data.js';

const MODULES = [1, 2, 3, 4];
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const counts = new AgencyCountRepository();

let db: TestDatabase;
let clock: TestClock;
let service: AgencyCountService;
let nextAgency = 50;
let clients: Client[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  for (const module of MODULES) await addModule(db.superuser, module, `module-${module}`);
});
afterAll(() => db?.close());
beforeEach(() => {
  clock = new TestClock();
  service = new AgencyCountService(db.database, counts, new AgencyMonthRepository(), clock, new JobQueue());
});
afterEach(async () => {
  for (const client of clients) await client.end();
  clients = [];
});

const job = (agencyId: number): JobScope => ({ brand: 'JobScope', agencyId });
const live = (agencyId: number) =>
  db.database.read(job(agencyId), (tx) => counts.findLive(job(agencyId), tx));
const deltas = async (agencyId: number) =>
  (await db.superuser.query('select from standing_delta where agency_id = $1', [agencyId])).rowCount;

/** A connection of its own, for a transaction that stays open while others work. */
async function connect(): Promise<Client> {
  const client = new Client({ connectionString: db.superuserUrl });
  await client.connect();
  await client.query(`set deadlock_timeout = '20ms'`);
  clients.push(client);
  return client;
}

async function begin(members: number, seed = 1): Promise<DutyHistory> {
  nextAgency += 1;
  const history = new DutyHistory(nextAgency, MODULES, TODAY, new SeededRandom(seed));
  await history.begin(db.superuser, members);
  return history;
}

/** Counts with deltas equal a plain count, and so do the counts alone when everything is folded. */
async function expectExact(agencyId: number, day = TODAY): Promise<void> {
  const found = await live(agencyId);
  expect(found?.day).toBe(day);
  expect({ people: found?.people, counts: inOrder((found?.lines ?? []).map(counted)) }).toEqual(
    await plainCount(db.superuser, agencyId, day),
  );
}

describe('counts', () => {
  it('are made for the first reader, once for a hundred of them', async () => {
    const { agencyId } = await begin(5);
    expect(await live(agencyId)).toBeNull();
    const others = new AgencyCountService(
      db.database,
      counts,
      new AgencyMonthRepository(),
      clock,
      new JobQueue(),
    );
    const before = await madeAt(agencyId);
    // Five of the hundred are readers of another process.
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => (index < 5 ? others : service).bringTo(job(agencyId), TODAY)),
    );
    expect(before).toBeUndefined();
    const made = await madeAt(agencyId);
    await service.bringTo(job(agencyId), TODAY);
    expect(await madeAt(agencyId)).toEqual(made); // the day is right: nothing is counted again
    await expectExact(agencyId);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'stay exact through a random history, folded or not (seed %i)',
    async (seed) => {
      const history = await begin(12, seed);
      await service.bringTo(job(history.agencyId), TODAY);
      for (let round = 1; round <= 60; round += 1) {
        await history.change(db.superuser);
        if (round % 7 === 0) await service.fold(job(history.agencyId));
        if (round % 23 === 0) await service.rebuild(job(history.agencyId));
        if (round % 3 === 0) await expectExact(history.agencyId);
      }
      await service.fold(job(history.agencyId));
      expect(await deltas(history.agencyId)).toBe(0);
      await expectExact(history.agencyId);
      expect(await service.rebuild(job(history.agencyId))).toMatchObject({ differences: 0 });
    },
  );

  it('follow members who come, leave and come back, with the duties they have', async () => {
    const { agencyId, memberIds } = await begin(4);
    await service.bringTo(job(agencyId), TODAY);
    const employ = (fromOn: string, toOn: string | null) =>
      db.superuser.query('update membership set from_on = $3, to_on = $4 where agency_id = $1 and id = $2', [
        agencyId,
        memberIds[0],
        fromOn,
        toOn,
      ]);
    await employ(addDays(TODAY, -9), null);
    const { people = 0 } = (await live(agencyId)) ?? {};
    for (const [fromOn, toOn, expected] of [
      [addDays(TODAY, -9), TODAY, people], // the last day is included
      [addDays(TODAY, -9), addDays(TODAY, -1), people - 1],
      [TODAY, null, people], // and so is the first
      [addDays(TODAY, 1), null, people - 1],
    ] as const) {
      await employ(fromOn, toOn);
      expect((await live(agencyId))?.people).toBe(expected);
      await expectExact(agencyId);
    }
  });

  it('are judged anew on each new day', async () => {
    const history = await begin(15);
    const { agencyId } = history;
    await service.bringTo(job(agencyId), TODAY);
    for (let days = 1; days <= 3; days += 1) {
      const day = addDays(TODAY, days);
      await history.change(db.superuser);
      await service.bringTo(job(agencyId), day);
      await expectExact(agencyId, day);
      await history.change(db.superuser);
      await expectExact(agencyId, day); // deltas are judged on the head's day
    }
  });

  it('are seen by the modules they are of', async () => {
    const { agencyId } = await begin(9);
    const expected = await plainCount(db.superuser, agencyId, TODAY);
    const { members, modules } = await service.countModules(job(agencyId));
    expect(members).toBe(expected.people);
    expect(new Map(modules.map(({ moduleId, n, d }) => [String(moduleId), [n, d]]))).toEqual(
      new Map(
        expected.counts
          .filter(({ dimension }) => dimension === 'module')
          .map(({ key, done, required }) => [key, [done, required]]),
      ),
    );
  });

  it('show a rebuild what somebody did behind the triggers', async () => {
    const { agencyId } = await begin(6);
    await service.bringTo(job(agencyId), TODAY);
    expect(await service.rebuild(job(agencyId))).toMatchObject({ differences: 0 });
    await db.superuser.query('update agency_count set done = done + 1 where agency_id = $1', [agencyId]);
    await db.superuser.query('update agency_count_head set people = people - 1 where agency_id = $1', [
      agencyId,
    ]);
    const places = await db.superuser.query('select from agency_count where agency_id = $1', [agencyId]);
    // Each place is wrong, and is not what the other form says; and so is the number of members.
    expect(await service.rebuild(job(agencyId))).toMatchObject({
      differences: 3 * (places.rowCount ?? 0) + 1,
    });
    await expectExact(agencyId);
    await db.superuser.query(`update agency_count_head set counts = '[]' where agency_id = $1`, [agencyId]);
    expect(await service.rebuild(job(agencyId))).toMatchObject({ differences: places.rowCount });
    await expectExact(agencyId);
  });
});

describe('deltas', () => {
  it.each([
    ['a standing to what it is', 'update standing set state = state where agency_id = $1'],
    ['a standing’s person alone', 'update standing set person_id = person_id where agency_id = $1'],
    ['a name', `update membership set display_name = 'C D', search_name = 'd c' where agency_id = $1`],
    ['a team to what it is', 'update membership set team_id = team_id where agency_id = $1'],
    ['nothing', 'update standing set state = 1 where agency_id = $1 and false'],
  ])('are not written for a change of %s', async (_what, sql) => {
    const { agencyId } = await begin(5);
    await service.bringTo(job(agencyId), TODAY);
    await db.superuser.query(sql, [agencyId]);
    expect(await deltas(agencyId)).toBe(0);
  });

  it('are two for a completion', async () => {
    const { agencyId, memberIds } = await begin(3);
    await db.superuser.query(
      `update standing set state = 0, completed_on = null, expires_on = null where agency_id = $1`,
      [agencyId],
    );
    await service.bringTo(job(agencyId), TODAY);
    const finished = await db.superuser.query(
      `update standing set state = 2, completed_on = $3 where agency_id = $1 and membership_id = $2`,
      [agencyId, memberIds[0], TODAY],
    );
    expect(await deltas(agencyId)).toBe(2 * (finished.rowCount ?? 0));
    await expectExact(agencyId);
  });

  it('go with the transaction that is rolled back', async () => {
    const { agencyId } = await begin(3);
    await service.bringTo(job(agencyId), TODAY);
    const client = await connect();
    await client.query('begin');
    await client.query('delete from standing where agency_id = $1', [agencyId]);
    await client.query('rollback');
    expect(await deltas(agencyId)).toBe(0);
    await expectExact(agencyId);
  });

  it('are written into the table itself, whatever a temporary one of the same name would catch', async () => {
    const { agencyId } = await begin(3);
    await service.bringTo(job(agencyId), TODAY);
    const client = await connect();
    await client.query('create temporary table standing_delta (like public.standing_delta)');
    await client.query('set search_path = pg_temp, public');
    await client.query('delete from standing where agency_id = $1', [agencyId]);
    await expectExact(agencyId);
  });

  it('of another agency cannot be written, nor a standing moved to it', async () => {
    const { agencyId } = await begin(2);
    const other = await begin(2);
    const write = db.database.write(job(agencyId), (tx) =>
      tx.query(
        `insert into standing_delta (agency_id, sign, job_role, from_on) values ($1, 1, 'midwife', '2026-01-01')`,
        [other.agencyId],
      ),
    );
    await expect(write).rejects.toThrow('row-level security');
  });
});

describe('two transactions at once', () => {
  /** Runs two changes so that the second begins while the first is open, and lets both end. */
  async function overlap(first: [string, unknown[]], second: [string, unknown[]]): Promise<void> {
    const [one, two] = [await connect(), await connect()];
    await one.query('begin');
    await one.query(...first);
    await two.query('begin');
    const waiting = two.query(...second);
    await Promise.race([waiting, pause(150)]);
    await one.query('commit');
    await waiting;
    await two.query('commit');
  }

  it.each([
    ['finishes while they are moved', false],
    ['is moved while they finish', true],
  ])('count somebody once who %s', async (_what, isMoveFirst) => {
    const { agencyId, memberIds } = await begin(4);
    await service.bringTo(job(agencyId), TODAY);
    const finish: [string, unknown[]] = [
      `update standing set state = 2, completed_on = $3, expires_on = null where agency_id = $1 and membership_id = $2`,
      [agencyId, memberIds[0], TODAY],
    ];
    const move: [string, unknown[]] = [
      `update membership set job_role = 'teacher', team_id = null, workforce_group = 8 where agency_id = $1 and id = $2`,
      [agencyId, memberIds[0]],
    ];
    await (isMoveFirst ? overlap(move, finish) : overlap(finish, move));
    await expectExact(agencyId);
    await service.fold(job(agencyId));
    await expectExact(agencyId);
  });

  it.each([
    ['is given a duty while they are moved', false],
    ['is moved while they are given a duty', true],
  ])('count somebody once who %s', async (_what, isMoveFirst) => {
    const { agencyId, memberIds } = await begin(4);
    await db.superuser.query('delete from standing where agency_id = $1 and membership_id = $2', [
      agencyId,
      memberIds[0],
    ]);
    await service.bringTo(job(agencyId), TODAY);
    const give: [string, unknown[]] = [
      `insert into standing (agency_id, membership_id, person_id, module_id)
       select agency_id, id, person_id, 1 from membership where agency_id = $1 and id = $2`,
      [agencyId, memberIds[0]],
    ];
    const move: [string, unknown[]] = [
      `update membership set job_role = 'teacher', team_id = null where agency_id = $1 and id = $2`,
      [agencyId, memberIds[0]],
    ];
    await (isMoveFirst ? overlap(move, give) : overlap(give, move));
    await expectExact(agencyId);
  });

  it('let somebody finish while another of the same agency is moved, and others are given duties', async () => {
    const { agencyId, memberIds } = await begin(4);
    await service.bringTo(job(agencyId), TODAY);
    const [import_, learner] = [await connect(), await connect()];
    await import_.query('begin');
    await import_.query(`update membership set job_role = 'teacher' where agency_id = $1 and id = $2`, [
      agencyId,
      memberIds[0],
    ]);
    await import_.query('delete from standing where agency_id = $1 and membership_id = $2', [
      agencyId,
      memberIds[2],
    ]);
    await learner.query(`set lock_timeout = '500ms'`);
    await learner.query(
      `update standing set state = 2, completed_on = $3 where agency_id = $1 and membership_id = $2`,
      [agencyId, memberIds[1], TODAY],
    );
    await import_.query('commit');
    await expectExact(agencyId);
  });

  it('count nothing twice and lose nothing while eight write, and folds, recounts and kills go on', async () => {
    const agencies = [await begin(10, 11), await begin(10, 12), await begin(10, 13)];
    for (const { agencyId } of agencies) await service.bringTo(job(agencyId), TODAY);
    const writers = await Promise.all(Array.from({ length: 8 }, connect));
    let isOver = false;
    const counters = Array.from({ length: 3 }, async (_, nth) => {
      for (let round = 0; !isOver; round += 1) {
        const { agencyId } = agencies[(round + nth) % agencies.length]!;
        const work = (round + nth) % 5 === 0 ? service.rebuild(job(agencyId)) : service.fold(job(agencyId));
        // A killed one leaves everything or nothing; the next does it again.
        await work.catch(() => undefined);
      }
    });
    const killer = (async () => {
      let killed = 0;
      while (!isOver) {
        await pause(60);
        const { rows } = await db.superuser.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'learning-reviews'
             and query ~ 'standing_delta' and state = 'active' limit 1`,
        );
        killed += rows.length;
      }
      return killed;
    })();
    await Promise.all(
      writers.map(async (client, nth) => {
        const history = agencies[nth % agencies.length]!;
        for (let round = 0; round < 60; round += 1) {
          await client.query('begin');
          try {
            for (let changes = 0; changes < 3; changes += 1) await history.change(client);
            await client.query(round % 10 === 9 ? 'rollback' : 'commit');
          } catch {
            await client.query('rollback'); // a deadlock: the product asks again
          }
        }
      }),
    );
    isOver = true;
    await Promise.all(counters);
    expect(await killer).toBeGreaterThan(0);
    for (const { agencyId } of agencies) {
      await expectExact(agencyId);
      await service.fold(job(agencyId));
      await expectExact(agencyId);
      expect(await service.rebuild(job(agencyId))).toMatchObject({ differences: 0 });
    }
  }, 120_000);
});

async function madeAt(agencyId: number): Promise<Date | undefined> {
  const { rows } = await db.superuser.query<{ at: Date }>(
    'select counted_at as at from agency_count_head where agency_id = $1',
    [agencyId],
  );
  return rows[0]?.at;
}
