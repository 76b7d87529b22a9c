import { setTimeout as pause } from 'node:timers/promises';
import { type INestApplicationContext, Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PersonScope, Scope } from '@learning-reviews/domain/access/scope';
import { Database } from '../database/database.js';
import { createTestDatabase, type TestDatabase } from '../database/testing/test-database.js';
import { jobBoss } from './boss.js';
import { HandlesJob } from './handles-job.js';
import { JobFault } from './job-failure.js';
import { jobKind } from './job-kind.js';
import { JobQueue, type SendOptions } from './job-queue.js';
import { JobRunner } from './job-runner.js';
import { startJobProcess } from './testing/job-process.js';

interface Counted {
  readonly agencyId?: number | null;
  readonly personId?: string;
  readonly what?: unknown;
}
const COUNT = jobKind<Counted>('test.count');
const FAIL = jobKind<{ readonly how: string }>('test.fail', { retryLimit: 2, retryDelay: 60 });
const SLOW = jobKind<{ readonly ms: number }>('test.slow');
const ONE_WAITING = jobKind<Counted>('test.one-waiting', { policy: 'short' });
const HOURLY = jobKind<object>('test.hourly', {
  schedule: { cron: '7 * * * *', timeZone: 'Europe/London', atStart: true },
});

const PERSON = '01890000-0000-7000-8000-000000000001';
const OTHER_PERSON = '01890000-0000-7000-8000-000000000002';

@Injectable()
class TestJobs {
  counted: Counted[] = [];
  started = 0;
  finished = 0;
  wasAborted = false;
  hours = 0;

  @HandlesJob(COUNT)
  count(data: Counted): Promise<void> {
    this.counted.push(data);
    return Promise.resolve();
  }

  @HandlesJob(ONE_WAITING)
  countOne(data: Counted): Promise<void> {
    return this.count(data);
  }

  @HandlesJob(FAIL)
  fail({ how }: { how: string }): Promise<void> {
    this.started += 1;
    throw how === 'own'
      ? new JobFault('The list is too long')
      : new Error('Mail for sam@demo.example refused');
  }

  @HandlesJob(SLOW)
  async slow({ ms }: { ms: number }, signal: AbortSignal): Promise<void> {
    this.started += 1;
    signal.addEventListener('abort', () => (this.wasAborted = true));
    await pause(ms);
    this.finished += 1;
  }

  @HandlesJob(HOURLY)
  hourly(): Promise<void> {
    this.hours += 1;
    return Promise.resolve();
  }
}

const agency: AgencyScope = {
  brand: 'AgencyScope',
  agencyId: 7,
  personId: PERSON,
  membershipId: OTHER_PERSON,
  timeZone: 'Europe/London',
  accessRoles: ['training-lead'],
  teamOf: null,
};
const person: PersonScope = { brand: 'PersonScope', personId: PERSON };
const everywhere: JobScope = { brand: 'JobScope', agencyId: null };

let db: TestDatabase;
let context: INestApplicationContext;
const contexts: INestApplicationContext[] = [];

beforeEach(async () => {
  db = await createTestDatabase();
  context = await start(false);
});
afterEach(async () => {
  for (const one of contexts.splice(0)) await one.close();
  await db.close();
});

async function start(runJobs: boolean): Promise<INestApplicationContext> {
  const started = await startJobProcess(db, [TestJobs], { runJobs });
  contexts.push(started);
  return started;
}

const jobs = (of = context) => of.get(TestJobs);
const send = <Data extends object>(
  scope: Scope,
  kind: Parameters<JobQueue['send']>[1],
  data: Data,
  options?: SendOptions,
) => context.get(Database).write(scope, (tx) => context.get(JobQueue).send(tx, kind, data, options));
const runDue = (options?: { early?: boolean }) => context.get(JobRunner).runDue(options);
const rows = async <Row extends object>(sql: string) => (await db.superuser.query<Row>(sql)).rows;
const states = async () =>
  (await rows<{ state: string }>('select state from pgboss.job order by created_on')).map(
    ({ state }) => state,
  );

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(20);
}

describe('a job that is sent', () => {
  it('is there when, and only when, the change it follows is', async () => {
    const queue = context.get(JobQueue);
    await context.get(Database).write(everywhere, async (tx) => {
      await queue.send(tx, COUNT, { what: 'kept' });
      expect(await states()).toEqual([]);
    });
    await expect(
      context.get(Database).write(everywhere, async (tx) => {
        await queue.send(tx, COUNT, { what: 'taken-back' });
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    await runDue();
    expect(jobs().counted).toEqual([{ what: 'kept' }]);
    expect(await states()).toEqual(['completed']);
  });

  it.each<[string, Scope, Counted]>([
    ['an agency', agency, { agencyId: 7, personId: PERSON }],
    ['a person', person, { personId: PERSON }],
    ['a partnership officer', { brand: 'PartnershipScope', personId: PERSON }, { personId: PERSON }],
    ['a job, of any agency', everywhere, { agencyId: 9 }],
  ])('may come from %s', async (_who, scope, data) => {
    await send(scope, COUNT, data);
    await runDue();
    expect(jobs().counted).toEqual([data]);
  });

  it.each<[string, Scope, Counted]>([
    ['somebody who is not signed in', { brand: 'PublicScope' }, {}],
    ['one agency for another', agency, { agencyId: 8 }],
    ['an agency for everywhere', agency, { agencyId: null }],
    ['an agency for another person', agency, { agencyId: 7, personId: OTHER_PERSON }],
    ['a person for another', person, { personId: OTHER_PERSON }],
    ['a person for an agency', person, { agencyId: 7 }],
  ])('is refused from %s', async (_who, scope, data) => {
    await expect(send(scope, COUNT, data)).rejects.toMatchObject({ driverError: { code: '42501' } });
    expect(await states()).toEqual([]);
  });

  it.each(['Sam Smith', 'sam@demo.example', 'x'.repeat(65), '', 'line\nbreak', { nested: 1 }, ['list']])(
    'is refused when it carries %j: the queue is exempt from row-level security',
    async (what) => {
      await expect(send(everywhere, COUNT, { what })).rejects.toMatchObject({
        driverError: { constraint: 'ck_job_data' },
      });
    },
  );

  it('is refused when nothing handles its kind', async () => {
    await expect(send(everywhere, jobKind('test.unknown'), {})).rejects.toMatchObject({
      driverError: { code: '42704' },
    });
  });

  it('is the row that pg-boss itself would have written', async () => {
    const boss = jobBoss(db.appUrl, false);
    await boss.start();
    await boss.send(SLOW.name, { ms: 1 }, { singletonKey: 'a' });
    await send(everywhere, SLOW, { ms: 1 }, { singletonKey: 'a' });
    await boss.stop({ graceful: false });
    const [theirs, ours] = await rows<{ row: object }>(`
      select to_jsonb(job) - '{id,created_on,start_after,keep_until}'::text[]
        || jsonb_build_object('kept', keep_until - start_after) as row from pgboss.job order by created_on`);
    expect(ours).toEqual(theirs);
  });

  it('waits for its time', async () => {
    await send(everywhere, COUNT, {}, { startAfter: new Date(Date.now() + 60_000) });
    expect(await runDue()).toMatchObject({ tried: 0 });
    expect(await runDue({ early: true })).toMatchObject({ tried: 1 });
  });

  it('is dropped where its policy has no room: one may wait for each key', async () => {
    await send(everywhere, ONE_WAITING, { what: 'first' }, { singletonKey: '7' });
    await send(everywhere, ONE_WAITING, { what: 'second' }, { singletonKey: '7' });
    await send(everywhere, ONE_WAITING, { what: 'third' }, { singletonKey: '8' });
    await runDue();
    expect(jobs().counted).toEqual([{ what: 'first' }, { what: 'third' }]);
  });
});

describe('a job whose handler fails', () => {
  it('is tried again later, and stays visible as failed when it has been tried often enough', async () => {
    await send(everywhere, FAIL, { how: 'own' });
    expect((await runDue()).thrown).toHaveLength(1);
    expect(await states()).toEqual(['retry']);
    // Not before its delay has passed: a minute, or half of it by chance.
    expect(await runDue()).toMatchObject({ tried: 0 });
    const wait = async () =>
      (
        await rows<{ s: number }>('select extract(epoch from start_after - now())::int as s from pgboss.job')
      )[0]!.s;
    expect(await wait()).toBeGreaterThan(30);
    await runDue({ early: true });
    expect(jobs().started).toBe(3);
    expect(await states()).toEqual(['failed']);
    expect(await rows('select output from pgboss.job')).toEqual([
      { output: { type: 'JobFault', message: 'The list is too long' } },
    ]);
  });

  it('leaves no name and no address of anybody behind', async () => {
    await send(everywhere, FAIL, { how: 'other' });
    await runDue({ early: true });
    expect(await rows('select output from pgboss.job')).toEqual([{ output: { type: 'Error' } }]);
  });
});

describe('a process that runs jobs', () => {
  it('does what is sent, and what its schedule has at each start', async () => {
    const worker = await start(true);
    await send(everywhere, COUNT, { what: 'a' });
    await until(() => jobs(worker).counted.length === 1 && jobs(worker).hours === 1);
    expect(jobs().counted).toEqual([]);
    expect(
      await rows(`select name, cron, timezone, options ->> 'missed' as missed from pgboss.schedule`),
    ).toEqual([{ name: 'test.hourly', cron: '7 * * * *', timezone: 'Europe/London', missed: 'once' }]);
  });

  it('forgets the schedule of a kind that has none any more', async () => {
    await db.superuser.query(
      `insert into pgboss.schedule (name, cron, timezone) values ('test.count', '* * * * *', 'UTC')`,
    );
    await start(true);
    await until(
      async () =>
        (await rows<{ name: string }>('select name from pgboss.schedule'))[0]?.name === 'test.hourly',
    );
    expect(await rows('select from pgboss.schedule')).toHaveLength(1);
  });

  it('finishes what it has begun before it stops, and begins nothing more', async () => {
    const worker = await start(true);
    await send(everywhere, SLOW, { ms: 600 });
    await send(everywhere, SLOW, { ms: 600 });
    await until(() => jobs(worker).started === 1);
    await worker.get(JobRunner).stop();
    expect(jobs(worker)).toMatchObject({ started: 1, finished: 1, wasAborted: true });
    expect(await rows(`select state from pgboss.job where name = 'test.slow' order by state`)).toEqual([
      { state: 'created' },
      { state: 'completed' },
    ]);
  });

  it('gives back at once what it cannot finish in time', async () => {
    const worker = await start(true);
    await send(everywhere, SLOW, { ms: 3_000 });
    await until(() => jobs(worker).started === 1);
    await worker.get(JobRunner).stop(100);
    expect(await rows(`select state, output from pgboss.job where name = 'test.slow'`)).toEqual([
      { state: 'retry', output: { type: 'Stopped' } },
    ]);
    // The handler comes to its end later and finds that the job is no longer its own.
    await until(() => jobs(worker).finished === 1);
    expect(await rows(`select state from pgboss.job where name = 'test.slow'`)).toEqual([{ state: 'retry' }]);
  });

  it('outlives the loss of every connection, and goes on', async () => {
    const worker = await start(true);
    await send(everywhere, COUNT, { what: 'before' });
    await until(() => jobs(worker).counted.length === 1);
    for (let time = 0; time < 3; time += 1) {
      await db.superuser.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
      await pause(300);
    }
    await until(() =>
      send(everywhere, COUNT, { what: 'after' }).then(
        () => true,
        () => false,
      ),
    );
    await until(() => jobs(worker).counted.length === 2);
  });

  it('shares the work with another, each job done once', async () => {
    const workers = [await start(true), await start(true)];
    await context.get(Database).write(everywhere, async (tx) => {
      for (let n = 0; n < 200; n += 1) await context.get(JobQueue).send(tx, COUNT, { what: n });
    });
    await until(() => workers.reduce((sum, worker) => sum + jobs(worker).counted.length, 0) >= 200);
    const done = workers.flatMap((worker) => jobs(worker).counted.map(({ what }) => what));
    expect(new Set(done).size).toBe(200);
    expect(done).toHaveLength(200);
  });
});

describe('the schema of the queue', () => {
  it('is what this pg-boss expects', async () => {
    const boss = jobBoss(db.superuserUrl, false);
    await boss.start();
    const report = await boss.detectSchemaDrift();
    await boss.stop({ graceful: false });
    expect(report).toMatchObject({ ok: true });
  });

  it('lets in nobody but lr_job, and lr_definer for sending', async () => {
    expect(
      await rows(`
        select r.rolname, has_table_privilege(r.oid, 'pgboss.job', 'select') as reads from pg_roles r
        where r.rolname like 'lr\\_%' and r.rolname not like 'lr\\_test%' and has_schema_privilege(r.oid, 'pgboss', 'usage')
        order by 1`),
    ).toEqual([
      { rolname: 'lr_definer', reads: false },
      { rolname: 'lr_job', reads: true },
    ]);
  });

  it('can be altered by no role of the app', async () => {
    expect(
      await rows(`
        select c.relname, r.rolname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_roles r on r.oid = c.relowner where n.nspname = 'pgboss' and r.rolname <> 'lr_test_owner'`),
    ).toEqual([]);
  });
});
