import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Database } from '../platform/database/database.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { NEW_DAY, NEW_DAY_AGENCY, RECOMPUTE } from './assignment-job-kinds.js';
import { RecomputeOrders } from './recompute-order.service.js';

/** No agency's data: only the question which agencies there are. */
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

/** Keeps standings at what the rules say, each agency by itself. What a killed worker left is gone on with by the next. */
@Injectable()
export class AssignmentJobs {
  constructor(
    private readonly database: Database,
    private readonly orders: RecomputeOrders,
    private readonly queue: JobQueue,
  ) {}

  @HandlesJob(RECOMPUTE)
  recompute(
    { agencyId, recomputeId }: { readonly agencyId: number; readonly recomputeId: string },
    signal: AbortSignal,
  ): Promise<void> {
    return this.orders.work({ brand: 'JobScope', agencyId }, recomputeId, signal);
  }

  @HandlesJob(NEW_DAY)
  async newDay(): Promise<void> {
    const agencies = await this.orders.findAgencies(EVERYWHERE);
    await this.database.write(EVERYWHERE, async (tx) => {
      for (const agencyId of agencies)
        await this.queue.send(tx, NEW_DAY_AGENCY, { agencyId }, { singletonKey: String(agencyId) });
    });
  }

  @HandlesJob(NEW_DAY_AGENCY)
  newDayInAgency({ agencyId }: { readonly agencyId: number }, signal: AbortSignal): Promise<void> {
    return this.orders.beginDay({ brand: 'JobScope', agencyId }, signal);
  }
}
