import { addDays, addMonths, calendarDate, type CalendarDate } from '../calendar-date.js';

/** The day of the year on which a registration year begins. `month` 1-12, `day` 1-31. */
export interface YearStart {
  readonly month: number;
  readonly day: number;
}

/** One year of a person's CPD record, as their regulator counts it. Both days belong to it. */
export interface RegistrationYear {
  /** `2026-27`, or `2026` when the year begins on 1 January. */
  readonly label: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

/** 1 April: the year of a person who has named no regulator, and of every body but the one below. */
export const DEFAULT_YEAR_START: YearStart = { month: 4, day: 1 };

/** 1 December to 30 November: the registration year of Social Work England. */
export const SOCIAL_WORK_ENGLAND_YEAR_START: YearStart = { month: 12, day: 1 };

/** The day on which the registration year of a body begins. `body` as in a registration, such as `nmc`. */
export function yearStartOf(body: string | null): YearStart {
  return body === 'social-work-england' ? SOCIAL_WORK_ENGLAND_YEAR_START : DEFAULT_YEAR_START;
}

/**
 * Reads `MM-DD`, the form in which the start of a year is stored.
 *
 * @throws RangeError when it is no day of every year; so 29 February is refused.
 */
export function yearStartFromText(text: string): YearStart {
  // 2025 is no leap year, so a day that exists in it exists in every year.
  const day = calendarDate(`2025-${text}`);
  return { month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** Writes the start of a year as it is stored, `MM-DD`. */
export function yearStartText(start: YearStart): string {
  return `${String(start.month).padStart(2, '0')}-${String(start.day).padStart(2, '0')}`;
}

/** The registration year in which a day falls. */
export function registrationYear(day: CalendarDate, start: YearStart = DEFAULT_YEAR_START): RegistrationYear {
  const year = Number(day.slice(0, 4));
  const thisYear = firstDay(year, start);
  const startsOn = day >= thisYear ? thisYear : firstDay(year - 1, start);
  const endsOn = addDays(addMonths(startsOn, 12), -1);
  return { label: label(startsOn, endsOn), startsOn, endsOn };
}

function firstDay(year: number, start: YearStart): CalendarDate {
  return calendarDate(`${String(year).padStart(4, '0')}-${yearStartText(start)}`);
}

function label(startsOn: CalendarDate, endsOn: CalendarDate): string {
  const [from, to] = [startsOn.slice(0, 4), endsOn.slice(0, 4)];
  return from === to ? from : `${from}-${to.slice(2)}`;
}
