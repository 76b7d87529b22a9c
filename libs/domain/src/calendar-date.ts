/** A day on the civil calendar, written `YYYY-MM-DD`. It has no time and no time zone. */
export type CalendarDate = string & { readonly brand: 'CalendarDate' };

/** Where a day falls unless an agency says otherwise. IANA name. */
export const DEFAULT_TIME_ZONE = 'Europe/London';

const MS_PER_DAY = 86_400_000;

/**
 * Reads a `YYYY-MM-DD` string as a calendar day.
 *
 * @throws RangeError when the text is not a day that exists, such as `2026-02-30`.
 */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`Not a calendar day: "${text}"`);
  return text;
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): text is CalendarDate {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}

/** The day `days` after (or, when negative, before) `from`. */
export function addDays(from: CalendarDate, days: number): CalendarDate {
  return calendarDate(new Date(midnight(from) + days * MS_PER_DAY).toISOString().slice(0, 10));
}

/**
 * The same day of the month `months` later, or that month's last day when it is shorter.
 * `2024-02-29` plus 12 months is `2025-02-28`. Months may be negative.
 */
export function addMonths(from: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number];
  const lastDayOfTarget = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const target = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDayOfTarget)));
  return calendarDate(target.toISOString().slice(0, 10));
}

/** Whole days from one day to another: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (midnight(to) - midnight(from)) / MS_PER_DAY;
}

/** Orders days for `sort`: negative when `a` is earlier, 0 when the same. `<` and `>` work on days too. */
export function compareDays(a: CalendarDate, b: CalendarDate): number {
  // Days in ISO form sort as text, so no conversion is needed.
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The day it is in a time zone at an instant. Half past eleven at night UTC in July is already
 * tomorrow in London.
 *
 * @param instant  Milliseconds since 1970 UTC, or ISO 8601 text with its offset.
 * @param timeZone IANA name, such as `Europe/London`.
 * @throws RangeError when the instant cannot be read or the time zone is not known.
 */
export function calendarDateIn(instant: number | string, timeZone: string): CalendarDate {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  if (Number.isNaN(time)) throw new RangeError(`Not an instant: "${instant}"`);
  const parts = dayFormat(timeZone).formatToParts(time);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return calendarDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

// Making a format costs fifty times what using it does, and an export asks once a row.
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  dayFormats.set(timeZone, made);
  return made;
}

function midnight(day: CalendarDate): number {
  return Date.parse(`${day}T00:00:00Z`);
}
