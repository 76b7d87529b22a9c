import { type CalendarDate, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { DEFAULT_REFRESH_MONTHS, lastValidDay } from '@learning-reviews/domain/learning/standing';

/** What a certificate says of its own worth on a day. */
export interface CertificateStatus {
  readonly status: 'valid' | 'expired' | 'corrected' | 'withdrawn';
  /** The last day on which the completion counts, at the partnership's own refresh of 24 months. */
  readonly validUntil: CalendarDate;
  readonly completedOn: CalendarDate;
}

/**
 * How a certificate stands on `today`. That it does not count any more is said first, then that a fact was corrected:
 * whoever holds a print from before it must learn that.
 *
 * @param completedAt When the person finished; the day it was in the partnership's time zone counts.
 */
export function certificateStatus(
  completedAt: Date,
  { isCorrected, isWithdrawn }: { readonly isCorrected: boolean; readonly isWithdrawn: boolean },
  today: CalendarDate,
): CertificateStatus {
  const completedOn = calendarDateIn(completedAt.getTime(), DEFAULT_TIME_ZONE);
  const validUntil = lastValidDay(completedOn, DEFAULT_REFRESH_MONTHS) ?? completedOn;
  const age = today > validUntil ? 'expired' : 'valid';
  return { status: isWithdrawn ? 'withdrawn' : isCorrected ? 'corrected' : age, validUntil, completedOn };
}
