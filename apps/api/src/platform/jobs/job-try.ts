import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Job, PgBoss } from 'pg-boss';
import { isDatabaseAway } from '../http/database-fault.js';
import { errorWithoutValues } from '../logging/error-without-values.js';
import { type JobFailure, jobFailure, STOPPED, TOOK_TOO_LONG } from './job-failure.js';
import type { HandledKind } from './job-handlers.js';
import { HEARTBEAT_SECONDS } from './job-register.js';

/** How often a result is told to a database that is away, a second apart, before it is left to a retry. */
const TELLINGS = 10;

/** One try of one job, from the moment it was taken until the database knows how it went. */
export class JobTry {
  private readonly logger = new Logger('Job');
  private readonly stopping = new AbortController();

  constructor(
    private readonly boss: PgBoss,
    private readonly handled: HandledKind,
    private readonly job: Job<object>,
  ) {}

  /** Asks the handler to give up; the job is then tried again. */
  stop(): void {
    this.stopping.abort(new Error('The process is stopping'));
  }

  /** Says that the job was not done, without waiting for the handler any longer. */
  abandon(): Promise<void> {
    return this.settle(STOPPED);
  }

  /**
   * Runs the handler and tells the database how it went.
   *
   * @returns What the handler threw; `undefined` when it is done.
   */
  async run(): Promise<unknown> {
    const lost = new AbortController();
    const beat = setInterval(() => void this.beat(lost), (HEARTBEAT_SECONDS / 2) * 1000);
    const timeLimit = AbortSignal.timeout(this.job.expireInSeconds * 1000);
    try {
      const signal = AbortSignal.any([this.stopping.signal, lost.signal, timeLimit]);
      await this.handled.handle(this.job.data, signal);
      await this.settle(null);
      return undefined;
    } catch (thrown) {
      const { name } = this.handled.kind;
      if (this.stopping.signal.aborted) {
        this.logger.log({ job: name, id: this.job.id }, 'Job broken off; it is tried again');
        await this.settle(STOPPED);
      } else {
        this.logger.warn(
          { job: name, id: this.job.id, try: this.job.retryCount + 1, err: errorWithoutValues(thrown) },
          'Job failed',
        );
        await this.settle(timeLimit.aborted ? TOOK_TOO_LONG : jobFailure(thrown));
      }
      return thrown;
    } finally {
      clearInterval(beat);
    }
  }

  /** Says that somebody is at it. When the database gave the job to another meanwhile, this try is over. */
  private async beat(lost: AbortController): Promise<void> {
    try {
      const { affected } = (await this.boss.touch(this.job.name, this.attempt)) as { affected: number };
      if (affected === 0) lost.abort(new Error('The job is somebody else’s by now'));
    } catch {
      // A database that is away has given the job to nobody.
    }
  }

  /** Only this try is settled: a result that comes too late changes nothing of a later one. */
  private async settle(failure: JobFailure | null): Promise<void> {
    for (let telling = 1; ; telling += 1) {
      try {
        if (failure === null) await this.boss.complete(this.job.name, this.attempt);
        else await this.boss.fail(this.job.name, this.attempt, failure);
        return;
      } catch (error) {
        if (telling === TELLINGS || !isDatabaseAway(error)) {
          // Its heartbeat ends now, so it is tried again; handlers are idempotent for this reason.
          this.logger.warn(
            { job: this.job.name, err: errorWithoutValues(error) },
            'Result of a job not written',
          );
          return;
        }
        await pause(1_000);
      }
    }
  }

  private get attempt() {
    return { id: this.job.id, retryCount: this.job.retryCount };
  }
}
