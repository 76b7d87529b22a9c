import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { jobKind } from '../platform/jobs/job-kind.js';

/** Which import is to be worked on. */
export interface ImportWork {
  readonly agencyId: number;
  readonly importId: string;
}

/** Reads the file of an import into rows. */
export const READ_IMPORT = jobKind<ImportWork>('import.read', { expireInSeconds: 300, retryLimit: 5 });

/** Finds out what applying an import would do. */
export const CHECK_IMPORT = jobKind<ImportWork>('import.check', { expireInSeconds: 300, retryLimit: 5 });

/** Applies an import, after those of the same agency that are being applied. */
export const APPLY_IMPORT = jobKind<ImportWork>('import.apply', {
  expireInSeconds: 900,
  retryLimit: 20,
  retryDelay: 2,
  retryDelayMax: 30,
  atOnce: 4,
});

/** Takes back what an import did. */
export const UNDO_IMPORT = jobKind<ImportWork>('import.undo', { expireInSeconds: 900, retryLimit: 5 });

/** Deletes the rows of imports that ended a week ago, and files that nobody is at any more. */
export const TIDY_IMPORTS = jobKind<object>('import.tidy', {
  policy: 'exclusive',
  schedule: { cron: '40 * * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});
