import { addDays, addMonths, calendarDate, type CalendarDate } from '../calendar-date.js';

/** A year that agencies report on, from 1 April to 31 March. Both days belong to it. */
export interface ReportingYear {
  /** Such as `2025-26`. */
  readonly label: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

const FIRST_DAY = '04-01';

/** The reporting year in which a day falls. */
export function reportingYear(day: CalendarDate): ReportingYear {
  const year = Number(day.slice(0, 4));
  return beginningIn(day.slice(5) < FIRST_DAY ? year - 1 : year);
}

/** The reporting year that is written `2025-26`; `null` for any other text, such as `2025-27`. */
export function reportingYearNamed(label: string): ReportingYear | null {
  const [, year] = /^(\d{4})-\d\d$/.exec(label) ?? [];
  if (year === undefined || Number(year) < 1) return null;
  const named = beginningIn(Number(year));
  return named.label === label ? named : null;
}

/** The last `count` reporting years seen from `today`, the running one first. */
export function reportingYearsUpTo(today: CalendarDate, count: number): ReportingYear[] {
  const running = Number(reportingYear(today).startsOn.slice(0, 4));
  return Array.from({ length: count }, (_, back) => beginningIn(running - back));
}

/** The day that the figures of a year are judged on: its last, or today while it runs. */
export function figuresDay({ endsOn }: ReportingYear, today: CalendarDate): CalendarDate {
  return endsOn < today ? endsOn : today;
}

function beginningIn(year: number): ReportingYear {
  const startsOn = calendarDate(`${String(year).padStart(4, '0')}-${FIRST_DAY}`);
  const endsOn = addDays(addMonths(startsOn, 12), -1);
  return { label: `${startsOn.slice(0, 4)}-${endsOn.slice(2, 4)}`, startsOn, endsOn };
}
