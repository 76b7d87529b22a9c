import { Injectable } from '@nestjs/common';
import type { FailedJob, JobStatus } from '@learning-reviews/contracts/job.contract';
import type { JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { JobPlan } from '../platform/jobs/job-plan.js';
import { JobRepository, type StoredFailure } from './job.repository.js';

/** The agency whose administrators these are: the partnership itself. */
const PARTNERSHIP = 1;
/** The queue is of no agency; what an administrator does with it is noted in the partnership's audit log. */
const QUEUE: JobScope = { brand: 'JobScope', agencyId: PARTNERSHIP };
const MOST_FAILED = 100;
/** A worker looks each second; one that is restarted is back well before this. */
const LATE_AFTER_MS = 5 * 60_000;

/** What an administrator sees of the background jobs, and may do with those that failed. */
@Injectable()
export class JobService {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobRepository,
    private readonly plan: JobPlan,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Each kind of job, and what was given up. */
  async read(_scope: PersonScope): Promise<JobStatus> {
    const now = this.clock.now();
    const plan = this.plan.next(now);
    const names = plan.map(({ name }) => name);
    const [counted, failed] = await this.database.read(QUEUE, async (tx) => [
      new Map((await this.jobs.countByKind(QUEUE, tx, names)).map((kind) => [kind.name, kind])),
      await this.jobs.findFailed(QUEUE, tx, names, MOST_FAILED),
    ]);
    const dueSince = earliest([...counted.values()].map((kind) => kind.dueSince));
    const isLate = dueSince !== null && now.getTime() - dueSince.getTime() > LATE_AFTER_MS;
    return {
      asAt: now.toISOString(),
      lateSince: isLate ? dueSince.toISOString() : null,
      kinds: plan.map(({ name, nextAt }) => {
        const kind = counted.get(name);
        return {
          name,
          waiting: kind?.waiting ?? 0,
          running: kind?.running ?? 0,
          failed: kind?.failed ?? 0,
          lastSucceededAt: kind?.lastSucceededAt?.toISOString() ?? null,
          nextAt: earliest([nextAt, kind?.nextAt ?? null])?.toISOString() ?? null,
        };
      }),
      failed: failed.map(shown),
    };
  }

  /**
   * Has a failed job tried once more; one that is no longer failed is left as it is.
   *
   * @throws DomainError `request.not-found` when there is no such job.
   */
  retry(scope: PersonScope, id: string): Promise<void> {
    return this.database.write(QUEUE, async (tx) => {
      if (await this.jobs.retry(QUEUE, tx, id)) {
        const who = { agencyId: PARTNERSHIP, personId: scope.personId };
        await this.audit.record(who, tx, 'job.retried', `job:${id}`);
      } else if (!(await this.jobs.exists(QUEUE, tx, id))) {
        throw notFound();
      }
    });
  }
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : new Date(Math.min(...known.map((instant) => instant.getTime())));
}

/** Only what `jobFailure` wrote is passed on; a worker that died left pg-boss's own note. */
function shown({ id, kind, agencyName, failedAt, tries, output }: StoredFailure): FailedJob {
  const { type, code, message } = (output ?? {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    id,
    kind,
    agencyName,
    failedAt: failedAt.toISOString(),
    tries,
    reason: {
      type: text(type) ?? 'WorkerDied',
      code: text(code),
      message: type === 'JobFault' ? text(message) : null,
    },
  };
}
