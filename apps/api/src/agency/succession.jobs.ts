import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Database } from '../platform/database/database.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { SUCCEED, SUCCEED_AGENCY } from './succession-job-kinds.js';
import { SuccessionMove } from './succession-move.service.js';

/** No agency's data: only the question which agencies are succeeded. */
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

/** Moves people once an agency's last day is over, an agency at a time. What a killed worker left is done by the next. */
@Injectable()
export class SuccessionJobs {
  constructor(
    private readonly database: Database,
    private readonly successions: SuccessionMove,
    private readonly queue: JobQueue,
  ) {}

  @HandlesJob(SUCCEED)
  async succeed(): Promise<void> {
    const agencies = await this.successions.findEnding(EVERYWHERE);
    await this.database.write(EVERYWHERE, async (tx) => {
      for (const agencyId of agencies)
        await this.queue.send(tx, SUCCEED_AGENCY, { agencyId }, { singletonKey: String(agencyId) });
    });
  }

  @HandlesJob(SUCCEED_AGENCY)
  succeedAgency({ agencyId }: { readonly agencyId: number }, signal: AbortSignal): Promise<void> {
    return this.successions.move({ brand: 'JobScope', agencyId }, signal);
  }
}
