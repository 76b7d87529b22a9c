import { Injectable, Logger } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { jobKind } from '../platform/jobs/job-kind.js';
import { DutyFaultService } from './duty-fault.service.js';

/** Looks at agencies whose day was worked in since they were last looked at: so once a day each, whatever their zone. */
export const CHECK_DUTIES = jobKind<object>('report.check-duties', {
  policy: 'stately',
  schedule: { cron: '40 * * * *', timeZone: DEFAULT_TIME_ZONE },
  expireInSeconds: 3_600,
});

const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

/** Finds duties that are not what the rules say, before somebody asks why. */
@Injectable()
export class DutyFaultJobs {
  private readonly logger = new Logger(DutyFaultJobs.name);

  constructor(private readonly dutyFaults: DutyFaultService) {}

  @HandlesJob(CHECK_DUTIES)
  async check(_data: object, signal: AbortSignal): Promise<void> {
    for (const agencyId of await this.dutyFaults.findAgencies(EVERYWHERE)) {
      signal.throwIfAborted();
      const faults = await this.dutyFaults.check({ brand: 'JobScope', agencyId });
      if (faults !== null && faults > 0) this.logger.warn(`Agency ${agencyId}: ${faults} faults in duties`);
    }
  }
}
