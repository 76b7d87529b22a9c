import { type CalendarDate, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { DEFAULT_REFRESH_MONTHS, lastValidDay } from '@learning-reviews/domain/learning/standing';

/** What a certificate says of its own worth on a day. */
export interface CertificateStatus {
  readonly status: 'valid' | 'expired' | 'corrected';
  /** The last day on which the completion counts, at the partnership's own refresh of 24 months. */
  readonly validUntil: CalendarDate;
  readonly completedOn: CalendarDate;
}

/**
 * How a certificate stands on `today`. A correction is said first: whoever holds a print from before it must
 * learn that the facts on it have changed.
 *
 * @param completedAt When the person finished; the day it was in the partnership's time zone counts.
 */
export function certificateStatus(
  completedAt: Date,
  isCorrected: boolean,
  today: CalendarDate,
): CertificateStatus {
  const completedOn = calendarDateIn(completedAt.getTime(), DEFAULT_TIME_ZONE);
  const validUntil = lastValidDay(completedOn, DEFAULT_REFRESH_MONTHS) ?? completedOn;
  const status = isCorrected ? 'corrected' : today > validUntil ? 'expired' : 'valid';
  return { status, validUntil, completedOn };
}
