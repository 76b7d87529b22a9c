import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { Database } from '../database/database.js';
import { HandlesJob } from '../jobs/handles-job.js';
import { jobKind } from '../jobs/job-kind.js';

/** Forgets the keys, and the answers kept with them, that are older than 24 hours. At night. */
export const FORGET_OLD_KEYS = jobKind<object>('idempotency.forget', {
  policy: 'exclusive',
  schedule: { cron: '35 3 * * *', timeZone: DEFAULT_TIME_ZONE },
});

const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

/** What the clock does for idempotency. */
@Injectable()
export class IdempotencyJobs {
  constructor(private readonly database: Database) {}

  /** A person's next write forgets their own old keys; this is for those who never write again. */
  @HandlesJob(FORGET_OLD_KEYS)
  async forgetOld(): Promise<void> {
    await this.database.write(EVERYWHERE, (tx) =>
      tx.query(`delete from idempotency where created_at < now() - interval '24 hours'`),
    );
  }
}
