import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Database } from '../platform/database/database.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { SPREAD, SPREAD_AGENCY } from './assignment-job-kinds.js';
import { RuleSpread } from './rule-spread.service.js';

/** No agency's data: only the question which agencies there are. */
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

/** Spreads the partnership's rules, an agency at a time. What a killed worker left is done by the next. */
@Injectable()
export class RuleSpreadJobs {
  constructor(
    private readonly database: Database,
    private readonly spread: RuleSpread,
    private readonly queue: JobQueue,
  ) {}

  @HandlesJob(SPREAD)
  async spreadRules(): Promise<void> {
    const agencies = await this.spread.findAgencies(EVERYWHERE);
    await this.database.write(EVERYWHERE, async (tx) => {
      for (const agencyId of agencies)
        await this.queue.send(tx, SPREAD_AGENCY, { agencyId }, { singletonKey: String(agencyId) });
    });
  }

  @HandlesJob(SPREAD_AGENCY)
  spreadToAgency({ agencyId }: { readonly agencyId: number }): Promise<void> {
    return this.spread.bring({ brand: 'JobScope', agencyId });
  }
}
