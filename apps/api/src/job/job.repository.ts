import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** Jobs of one kind, counted. */
export interface CountedKind {
  readonly name: string;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  readonly lastSucceededAt: Date | null;
  /** When the first that waits for its time may begin. */
  readonly nextAt: Date | null;
  /** Since when the first that waits for nothing could have begun. */
  readonly dueSince: Date | null;
}

/** A job that was given up. */
export interface StoredFailure {
  readonly id: string;
  readonly kind: string;
  readonly agencyName: string | null;
  readonly failedAt: Date;
  readonly tries: number;
  readonly output: unknown;
}

/** Looks into the job queue, which belongs to no agency. */
@Injectable()
export class JobRepository {
  /** How many jobs of each of these kinds stand where; kinds without a job are left out. */
  countByKind(_scope: JobScope, tx: Transaction, kinds: readonly string[]): Promise<CountedKind[]> {
    return tx.query(
      `select name, count(*) filter (where state < 'active') as waiting, count(*) filter (where state = 'active') as running,
         count(*) filter (where state = 'failed') as failed,
         max(completed_on) filter (where state = 'completed') as "lastSucceededAt",
         min(start_after) filter (where state < 'active' and start_after > now()) as "nextAt",
         min(start_after) filter (where state < 'active' and start_after <= now()) as "dueSince"
       from pgboss.job where name = any($1) group by name`,
      [kinds],
    );
  }

  /** What was given up, the newest first. The payload stays here: only the agency is read from it. */
  findFailed(
    _scope: JobScope,
    tx: Transaction,
    kinds: readonly string[],
    limit: number,
  ): Promise<StoredFailure[]> {
    return tx.query(
      `select job.id, job.name as kind, agency.name as "agencyName", job.completed_on as "failedAt",
         job.retry_count + 1 as tries, job.output
       from pgboss.job left join agency on agency.id::text = job.data ->> 'agencyId'
       where job.name = any($1) and job.state = 'failed'
       order by job.completed_on desc limit $2`,
      [kinds, limit],
    );
  }

  /** Gives a failed job one more try, at once. `false` when there is no such job, or it has not failed. */
  async retry(_scope: JobScope, tx: Transaction, id: string): Promise<boolean> {
    // As pg-boss's own retry() does; that one would need a connection of pg-boss in every process that answers.
    const [, changed]: [unknown, number] = await tx.query(
      `update pgboss.job set state = 'retry', retry_limit = retry_limit + 1, completed_on = null, start_after = now()
       where id = $1 and state = 'failed'`,
      [id],
    );
    return changed === 1;
  }

  /** Whether there is such a job at all. */
  async exists(_scope: JobScope, tx: Transaction, id: string): Promise<boolean> {
    const rows: object[] = await tx.query('select from pgboss.job where id = $1', [id]);
    return rows.length > 0;
  }
}
