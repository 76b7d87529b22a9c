import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { jobKind } from '../platform/jobs/job-kind.js';

/** Looks for agencies whose successor's first day has come: shortly after midnight, and at a start. */
export const SUCCEED = jobKind<object>('agency.succeed', {
  policy: 'exclusive',
  schedule: { cron: '10 0 * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});

/** Moves the members of one agency to its successor, once that day has come. */
export const SUCCEED_AGENCY = jobKind<{ readonly agencyId: number }>('agency.succeed-agency', {
  policy: 'stately',
});
