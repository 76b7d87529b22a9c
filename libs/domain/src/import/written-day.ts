import { isCalendarDate, type CalendarDate } from '../calendar-date.js';
import { shown } from './shown-value.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Year first, as computers write it; a time of day that says nothing may follow. */
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?(?:Z)?)?$/;
const THREE_NUMBERS = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?: 0{1,2}:00(?::00)?)?$/;
const DAY_THEN_NAME =
  /^(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[\s\-/.]*([a-z]{3,9})\.?,?[\s\-/.]*(\d{4}|\d{2})$/i;
const NAME_THEN_DAY = /^(?:[a-z]+,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i;
/** Days since 1900 as a spreadsheet counts them, of the years 1954 to 2064: a date that lost its format. */
const SERIAL = /^[2-5]\d{4}(?:\.\d+)?$/;
/** Two figures below it are of this century. (POSIX) */
const CENTURY_TURNS_AT = 70;

/** A day as it was read, or what to do about what was written. */
export type DayReading =
  { readonly day: CalendarDate; readonly problem: null } | { readonly day: null; readonly problem: string };

const refused = (problem: string): DayReading => ({ day: null, problem });

/** What to do about a column written the American way; each of its dates gets it. */
export const MONTH_FIRST_PROBLEM =
  'The dates of this column seem to have the month first, so none of them can be told for certain. Write the day first (28/02/2026) or the year first (2026-02-28)';

/**
 * Reads a day as people write it, in British order: `2026-02-03`, `03/02/2026`, `3.2.26`, `3 Feb 2026`, `03-Feb-2026`,
 * `Feb 3, 2026`. Of two figures for a year, 00 to 69 are of this century. Nothing is guessed beyond that.
 */
export function readWrittenDay(written: string): DayReading {
  const text = written.replace(/\s+/g, ' ').trim();
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return dayOf(Number(year), Number(month), Number(day), written);

  const [, first, second, numberedYear] = THREE_NUMBERS.exec(text) ?? [];
  if (first !== undefined) {
    if (Number(second) > 12 && Number(first) <= 12) {
      return refused(
        `In ${shown(written)} the month seems to stand first. Write the day first, such as 28/02/2026`,
      );
    }
    return dayOf(wholeYear(numberedYear!), Number(second), Number(first), written);
  }

  const [, numberedDay, name, namedYear] = DAY_THEN_NAME.exec(text) ?? [];
  if (name !== undefined) return dayOf(wholeYear(namedYear!), monthNamed(name), Number(numberedDay), written);
  const [, leading, itsDay, itsYear] = NAME_THEN_DAY.exec(text) ?? [];
  if (leading !== undefined) return dayOf(Number(itsYear), monthNamed(leading), Number(itsDay), written);

  if (SERIAL.test(text)) {
    return refused(
      `${shown(written)} is how a spreadsheet counts days inside. Format the column as a date, and save the file again`,
    );
  }
  return refused(`${shown(written)} is no date. Write it as 28/02/2026 or 2026-02-28`);
}

/**
 * Whether a whole column is written the American way: at least as many dates have a second number above 12 as a first.
 * Then no date of the column can be trusted, since 03/04/2026 may be of March or of April; and a spreadsheet that took
 * such a column for British has already turned some of them round.
 */
export function isMonthFirst(values: Iterable<string>): boolean {
  let american = 0;
  let british = 0;
  for (const value of values) {
    const [, first, second] = THREE_NUMBERS.exec(value.trim()) ?? [];
    if (Number(first) > 12) british += 1;
    else if (Number(second) > 12) american += 1;
  }
  return american > 0 && american >= british;
}

function dayOf(year: number, month: number, day: number, written: string): DayReading {
  const name = MONTHS[month - 1];
  if (name === undefined)
    return refused(`${shown(written)} names no month. Write it as 28/02/2026 or 2026-02-28`);
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (isCalendarDate(text)) return { day: text, problem: null };
  return refused(`There is no ${day} ${name} ${year}. Check the day`);
}

function wholeYear(figures: string): number {
  const year = Number(figures);
  if (figures.length > 2) return year;
  return year + (year < CENTURY_TURNS_AT ? 2000 : 1900);
}

/** Number of a month by its English name, or at least three letters of it; 0 for any other word. */
function monthNamed(name: string): number {
  const start = name.toLowerCase();
  if (start === 'sept') return 9;
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(start)) + 1;
}
