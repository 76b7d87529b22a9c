import { Injectable, Logger } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Database } from '../platform/database/database.js';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { WARNING_CHANGED } from '../platform/setting/setting-job-kinds.js';
import { AgencyCountService } from './agency-count.service.js';
import { FOLD, FOLD_AGENCY, REBUILD, SNAPSHOT, SNAPSHOT_AGENCY } from './count-jobs.js';

/** No agency's data: only the question which agencies there are. */
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

/** Keeps counts true without a reader. Each agency is done by itself; what a killed worker left is done by the next. */
@Injectable()
export class AgencyCountJobs {
  private readonly logger = new Logger(AgencyCountJobs.name);

  constructor(
    private readonly database: Database,
    private readonly counting: AgencyCountService,
    private readonly queue: JobQueue,
  ) {}

  @HandlesJob(FOLD)
  async fold(_data: object, signal: AbortSignal): Promise<void> {
    for (const agencyId of await this.counting.findAgenciesToFold(EVERYWHERE)) {
      if (signal.aborted) return;
      await this.foldAgency({ agencyId });
    }
  }

  @HandlesJob(FOLD_AGENCY)
  async foldAgency({ agencyId }: { readonly agencyId: number }): Promise<void> {
    await this.counting.fold({ brand: 'JobScope', agencyId });
  }

  @HandlesJob(SNAPSHOT)
  async snapshot(): Promise<void> {
    const agencies = await this.counting.findAgencies(EVERYWHERE);
    await this.database.write(EVERYWHERE, async (tx) => {
      for (const agencyId of agencies)
        await this.queue.send(tx, SNAPSHOT_AGENCY, { agencyId }, { singletonKey: String(agencyId) });
    });
  }

  /** With other warnings the counts of every agency are others. A reader who comes first has its own made anew. */
  @HandlesJob(WARNING_CHANGED)
  recount(): Promise<void> {
    return this.snapshot();
  }

  @HandlesJob(SNAPSHOT_AGENCY)
  snapshotAgency({ agencyId }: { readonly agencyId: number }): Promise<void> {
    return this.counting.snapshot({ brand: 'JobScope', agencyId });
  }

  @HandlesJob(REBUILD)
  async rebuild(_data: object, signal: AbortSignal): Promise<void> {
    for (const agencyId of await this.counting.findAgencies(EVERYWHERE)) {
      signal.throwIfAborted();
      const { differences } = await this.counting.rebuild({ brand: 'JobScope', agencyId });
      if (differences > 0)
        this.logger.error(`Agency ${agencyId}: ${differences} counts differed and were made anew`);
    }
  }
}
