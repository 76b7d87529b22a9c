import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { jobKind } from '../platform/jobs/job-kind.js';

/** Which file is to be written. */
export interface WriteExport {
  readonly agencyId: number;
  readonly exportId: string;
}

/** Writes one file. Half an hour is more than ten million rows take. */
export const WRITE_EXPORT = jobKind<WriteExport>('export.write', { expireInSeconds: 1_800, retryLimit: 5 });

/** Takes away files whose days are over, each hour, so that "seven days" is not eight. */
export const TIDY_EXPORTS = jobKind<object>('export.tidy', {
  policy: 'exclusive',
  schedule: { cron: '20 * * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});
