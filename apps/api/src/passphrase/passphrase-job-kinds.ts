import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { jobKind } from '../platform/jobs/job-kind.js';

/** Writes to one member who was invited. `messageId` is of the email to be, so that two tries make one. */
export const INVITE_MEMBER = jobKind<{
  readonly agencyId: number;
  readonly membershipId: string;
  readonly messageId: string;
}>('passphrase.invite', { atOnce: 2 });

/** Writes to somebody who has forgotten their passphrase; `personId` may be nobody's. */
export const SEND_RESET = jobKind<{ readonly personId: string; readonly messageId: string }>(
  'passphrase.reset',
);

/** Deletes links that are over. At night. */
export const FORGET_LINKS = jobKind<object>('passphrase.forget', {
  policy: 'exclusive',
  schedule: { cron: '40 3 * * *', timeZone: DEFAULT_TIME_ZONE },
});
