import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { jobKind } from '../platform/jobs/job-kind.js';

/** Has every agency look whether it is time for the day's notices. Each hour, since their mornings differ. */
export const NOTICES = jobKind<object>('notice.look', {
  policy: 'stately',
  schedule: { cron: '20 * * * *', timeZone: DEFAULT_TIME_ZONE, atStart: true },
});

/** Writes the day's notices of one agency, and on Mondays the digest for its leads. */
export const AGENCY_NOTICES = jobKind<{ readonly agencyId: number }>('notice.send', {
  policy: 'short',
  expireInSeconds: 3_600,
});

/** Tells a person that their certificate is there. Sent with the completion. */
export const CERTIFICATE_NOTICE = jobKind<{ readonly personId: string; readonly completionId: string }>(
  'notice.certificate',
);
