import { addDays, addMonths, calendarDate, type CalendarDate } from '../calendar-date.js';

/** How many months of history a trend shows, the running one included. */
export const TREND_MONTHS = 24;

/** First day of the month in which a day is. */
export function monthOf(day: CalendarDate): CalendarDate {
  return calendarDate(`${day.slice(0, 7)}-01`);
}

/** Last day of the month that begins on `month`: 29 February in a leap year. */
export function lastDayOf(month: CalendarDate): CalendarDate {
  return addDays(addMonths(month, 1), -1);
}

/**
 * The months that have ended before `today`, oldest first, as many as a trend shows: each by its first day. None
 * before the month in which `firstDay` is; none at all when there is no first day.
 */
export function endedMonths(today: CalendarDate, firstDay: CalendarDate | null): CalendarDate[] {
  if (firstDay === null) return [];
  const running = monthOf(today);
  return Array.from({ length: TREND_MONTHS }, (_, index) => addMonths(running, index - TREND_MONTHS)).filter(
    (month) => month >= monthOf(firstDay),
  );
}
