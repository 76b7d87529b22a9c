import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { jobKind } from '../platform/jobs/job-kind.js';

/** Writes to the address of a second account; `otherPersonId` may be nobody's. `messageId` is of the email to be. */
export const SEND_MERGE_LINK = jobKind<{
  readonly personId: string;
  readonly otherPersonId: string;
  readonly messageId: string;
}>('account-merge.link');

/** Tells both addresses that their accounts were joined, or parted again. */
export const TELL_OF_MERGE = jobKind<{
  readonly personId: string;
  readonly otherPersonId: string;
  readonly what: 'joined' | 'parted';
  readonly messageId: string;
  readonly otherMessageId: string;
}>('account-merge.tell');

/** Deletes links that are over. At night. */
export const FORGET_MERGE_LINKS = jobKind<object>('account-merge.forget', {
  policy: 'exclusive',
  schedule: { cron: '45 3 * * *', timeZone: DEFAULT_TIME_ZONE },
});
