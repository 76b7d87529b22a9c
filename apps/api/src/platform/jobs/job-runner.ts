import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { Configuration } from '../config/configuration.js';
import { errorWithoutValues } from '../logging/error-without-values.js';
import { jobBoss } from './boss.js';
import { type HandledKind, JobHandlers } from './job-handlers.js';
import { JobRegister } from './job-register.js';
import { JobTry } from './job-try.js';

/** One statement looks for work of every kind, so an idle process asks the database once a second and no more. */
const LOOK_EVERY_MS = 1_000;
/** How long a stop waits for running jobs; the same as for requests. */
const STOP_LIMIT_MS = 10_000;

/**
 * Runs the jobs of every kind, in the processes that are configured to. Jobs of one process and of several are taken
 * by `for update skip locked`, so each is one worker's at a time.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Jobs');
  private readonly ending = new AbortController();
  private readonly tries = new Set<JobTry>();
  private readonly takers = new Map<string, Set<Promise<void>>>();
  private boss: PgBoss | undefined;
  private looking: Promise<void> = Promise.resolve();
  private stopped: Promise<void> | undefined;
  private isAway = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly handlers: JobHandlers,
    private readonly register: JobRegister,
  ) {}

  /** Does not keep the start waiting: requests are answered before the first job is looked for. */
  onApplicationBootstrap(): void {
    if (this.configuration.runJobs) this.looking = this.look();
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }

  /**
   * Takes no more jobs, asks those that run to give up, and waits for them. What is not done by then goes back to
   * the queue. Once, however often it is asked.
   */
  stop(limitMs = STOP_LIMIT_MS): Promise<void> {
    return (this.stopped ??= this.end(limitMs));
  }

  /**
   * For tests: does the jobs that are due, one after the other, until none is.
   *
   * @param options.early Also those that wait for their time, such as one to be tried again.
   * @returns How many were tried, and what the handlers threw.
   */
  async runDue({ early = false } = {}): Promise<{ tried: number; thrown: unknown[] }> {
    await this.register.ensure();
    const boss = await this.open(false);
    const thrown: unknown[] = [];
    for (let tried = 0; ;) {
      const before = tried;
      for (const handled of this.handlers.all()) {
        for (;;) {
          const [job] = await boss.fetch<object>(handled.kind.name, { ignoreStartAfter: early });
          if (job === undefined) break;
          tried += 1;
          const error = await new JobTry(boss, handled, job).run();
          if (error !== undefined) thrown.push(error);
        }
      }
      if (tried === before) return { tried, thrown };
    }
  }

  /** Looks for work until the end. A database that is away is waited for. */
  private async look(): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        const boss = await this.open(true);
        const due = await this.findDue(boss);
        if (this.isAway) this.logger.log('The job queue is back');
        this.isAway = false;
        for (const handled of this.handlers.all()) if (due.has(handled.kind.name)) this.take(boss, handled);
      } catch (error) {
        this.noteAway(error);
      }
      await pause(LOOK_EVERY_MS, undefined, { signal: this.ending.signal }).catch(() => undefined);
    }
  }

  /** Names of the kinds that have a job which may begin now. */
  private async findDue(boss: PgBoss): Promise<Set<string>> {
    const { rows } = (await boss.getDb().executeSql(
      `select kind.name from unnest($1::text[]) as kind(name)
       where exists (select from pgboss.job where job.name = kind.name and job.state < 'active'
         and not job.blocked and job.start_after <= pgboss.job_now())`,
      [this.handlers.all().map(({ kind }) => kind.name)],
    )) as { rows: { name: string }[] };
    return new Set(rows.map(({ name }) => name));
  }

  /** Sets as many on a kind as it allows; each takes one job after the other until none is left. */
  private take(boss: PgBoss, handled: HandledKind): void {
    const { name, atOnce } = handled.kind;
    const takers = this.takers.get(name) ?? new Set();
    this.takers.set(name, takers);
    while (takers.size < atOnce) {
      const taker: Promise<void> = this.takeAll(boss, handled)
        .catch((error: unknown) => this.noteAway(error))
        .finally(() => takers.delete(taker));
      takers.add(taker);
    }
  }

  private async takeAll(boss: PgBoss, handled: HandledKind): Promise<void> {
    while (!this.ending.signal.aborted) {
      const [job] = await boss.fetch<object>(handled.kind.name);
      if (job === undefined) return;
      const one = new JobTry(boss, handled, job);
      this.tries.add(one);
      // Taken while the end began: it is not begun any more.
      if (this.ending.signal.aborted) await one.abandon();
      else await one.run();
      this.tries.delete(one);
    }
  }

  private async open(isKeeper: boolean): Promise<PgBoss> {
    if (this.boss !== undefined) return this.boss;
    const boss = jobBoss(this.configuration.databaseUrl, isKeeper);
    // Without a listener an error of its own pool or timers would end the process.
    boss.on('error', (error) => this.noteAway(error));
    try {
      await boss.start();
      if (isKeeper) await this.setSchedules(boss);
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      throw error;
    }
    return (this.boss = boss);
  }

  /** Puts the schedules in place, takes away those of kinds that have none any more, and sends what runs at each start. */
  private async setSchedules(boss: PgBoss): Promise<void> {
    await this.register.ensure();
    const scheduled = new Set<string>();
    for (const { kind } of this.handlers.all()) {
      if (kind.schedule === undefined) continue;
      scheduled.add(kind.name);
      // `once`: what came due while nothing ran is made up for, one time.
      await boss.schedule(kind.name, kind.schedule.cron, {}, { tz: kind.schedule.timeZone, missed: 'once' });
      if (kind.schedule.atStart)
        await boss.send(kind.name, {}, { singletonKey: 'start', singletonSeconds: 5 });
    }
    for (const { name } of await boss.getSchedules()) if (!scheduled.has(name)) await boss.unschedule(name);
  }

  private async end(limitMs: number): Promise<void> {
    this.ending.abort();
    for (const one of this.tries) one.stop();
    const running = Promise.all([
      this.looking,
      ...[...this.takers.values()].flatMap((takers) => [...takers]),
    ]);
    const limit = new AbortController();
    await Promise.race([running, pause(limitMs, undefined, { signal: limit.signal }).catch(() => undefined)]);
    limit.abort();
    await Promise.all([...this.tries].map((one) => one.abandon()));
    await this.boss?.stop({ graceful: false });
  }

  /** Once for each time it goes away: every look and every timer of the queue would say the same again. */
  private noteAway(error: unknown): void {
    if (this.isAway || this.ending.signal.aborted) return;
    this.isAway = true;
    this.logger.warn(
      { err: errorWithoutValues(error) },
      'The job queue cannot be reached; it is tried again',
    );
  }
}
