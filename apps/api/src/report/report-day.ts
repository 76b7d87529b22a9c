import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { type WarningDays, warningHorizon } from '@learning-reviews/domain/learning/standing';

/** The day a report is about, and how far its warnings reach. All in the agency's time zone, all days included. */
export interface ReportDay {
  readonly today: CalendarDate;
  /** Last due day that is "due soon". */
  readonly dueSoonTo: CalendarDate;
  /** Last valid day that is "expiring". */
  readonly expiringTo: CalendarDate;
}

/** The report day that `today` is, with warnings as the partnership has set them. */
export function reportDay(today: CalendarDate, warning: WarningDays): ReportDay {
  return { today, ...warningHorizon(today, warning) };
}
