import type { CalendarDate } from '../calendar-date.js';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A day as sentences have it: 30 September 2026. */
export function dayInWords(day: CalendarDate): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}
