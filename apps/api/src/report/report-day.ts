import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { warningHorizon } from '@learning-reviews/domain/learning/standing';

/** The day a report is about, and how far its warnings reach. All in the agency's time zone, all days included. */
export interface ReportDay {
  readonly today: CalendarDate;
  /** Last due day that is "due soon". */
  readonly dueSoonTo: CalendarDate;
  /** Last valid day that is "expiring". */
  readonly expiringTo: CalendarDate;
}

/** The report day that `today` is. */
export function reportDay(today: CalendarDate): ReportDay {
  return { today, ...warningHorizon(today) };
}
