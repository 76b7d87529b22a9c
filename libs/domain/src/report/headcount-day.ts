import { addMonths, type CalendarDate } from '../calendar-date.js';

/** How far back figures may be supplied: as far as an export reaches. */
const OLDEST_YEARS = 10;

/**
 * What is wrong with the day that headcounts are supplied for, as a sentence that says what to do; `null` when nothing
 * is. `today` is the agency's own.
 */
export function headcountDayProblem(on: CalendarDate, today: CalendarDate): string | null {
  if (on > today) return 'Enter a day that has already come: a headcount is of people counted, not expected';
  if (on < addMonths(today, -12 * OLDEST_YEARS)) return `Enter a day within the last ${OLDEST_YEARS} years`;
  return null;
}
