import type { CalendarDate } from '@learning-reviews/domain/calendar-date';

/** Rows of a kind from a day on, or from the beginning, and from before another. */
export interface DayRange {
  readonly after: CalendarDate | null;
  readonly before: CalendarDate;
}
