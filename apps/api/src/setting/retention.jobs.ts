import { Injectable } from '@nestjs/common';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { HandlesJob } from '../platform/jobs/handles-job.js';
import { jobKind } from '../platform/jobs/job-kind.js';
import { RetentionService } from './retention.service.js';

/** Announces and deletes what is past its time. At night, when few are at work. */
export const RETAIN = jobKind<object>('setting.retain', {
  policy: 'exclusive',
  expireInSeconds: 7_200,
  schedule: { cron: '40 2 * * *', timeZone: DEFAULT_TIME_ZONE },
});

/** What the clock does for retention. */
@Injectable()
export class RetentionJobs {
  constructor(private readonly retention: RetentionService) {}

  @HandlesJob(RETAIN)
  retain(_data: object, signal: AbortSignal): Promise<void> {
    return this.retention.night({ brand: 'JobScope', agencyId: null }, signal);
  }
}
