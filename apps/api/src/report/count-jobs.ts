import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { jobKind } from '../platform/jobs/job-kind.js';

/** Folds deltas of all agencies into their counts, each minute. */
export const FOLD = jobKind<object>('report.fold', {
  policy: 'stately',
  schedule: { cron: '* * * * *', timeZone: DEFAULT_TIME_ZONE },
});

/** Folds those of one agency, when a reader found many. */
export const FOLD_AGENCY = jobKind<{ readonly agencyId: number }>('report.fold-agency', { policy: 'short' });

/** Has every agency counted for the new day; also at a start, in case the night was missed. */
export const SNAPSHOT = jobKind<object>('report.snapshot', {
  policy: 'stately',
  schedule: { cron: '5 0 * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});

/** Counts one agency for its new day, and writes how its months ended. */
export const SNAPSHOT_AGENCY = jobKind<{ readonly agencyId: number }>('report.snapshot-agency', {
  policy: 'short',
});

/** Compares the counts of all agencies with their standings, and counts them anew. */
export const REBUILD = jobKind<object>('report.rebuild', { policy: 'stately', expireInSeconds: 7_200 });
