import { addDays, addMonths, calendarDate, type CalendarDate } from '../calendar-date.js';
import { lastValidDay } from '../learning/standing.js';

/** What the next round is counted from. */
export const RENEWAL_RULES = ['completion-date', 'expiry-date', 'calendar-day'] as const;
export type RenewalRule = (typeof RENEWAL_RULES)[number];

/** How long a completion counts, and what the next round is counted from. */
export interface Renewal {
  readonly rule: RenewalRule;
  /** Months for which a completion counts; `null` for ever. A whole number of years for a calendar day. */
  readonly months: number | null;
  /** `MM-DD` on which everybody is asked again, for a calendar day only. */
  readonly day: string | null;
}

/**
 * Days before a completion ends, or before the calendar day, within which finishing again is the next round. A constant
 * of the rule, whatever the days are on which people are warned.
 */
export const RENEWAL_WINDOW_DAYS = 90;

/** Twenty-four months from the day of finishing, where no rule says otherwise. (docs/rules.md, "Rules of learning") */
export const USUAL_RENEWAL: Renewal = { rule: 'completion-date', months: 24, day: null };

/**
 * The last day on which the latest of some completions counts by one rule; `null` when it counts for ever.
 *
 * - Completion date: so many months from the latest.
 * - Expiry date: a completion in the last ninety days that the one before counts takes over where that one ends, so
 *   finishing early costs nothing. Any other is counted from its own day, and never shortens what there was.
 * - Calendar day: until the day before the next such day that is more than ninety days off, and whole years longer
 *   where the rule asks every second or third year. Everybody is asked again on one day.
 *
 * @param completedOn Days of all completions that count, at least one, in any order.
 * @throws RangeError when there is none.
 */
export function renewedUntil(renewal: Renewal, completedOn: readonly CalendarDate[]): CalendarDate | null {
  const days = [...completedOn].sort();
  const latest = days.at(-1);
  if (latest === undefined) throw new RangeError('Nothing that was never finished can be renewed');
  const { rule, months, day } = renewal;
  if (months === null) return null;
  switch (rule) {
    case 'completion-date':
      return lastValidDay(latest, months);
    case 'expiry-date':
      return days.reduce<CalendarDate | null>((until, next) => takenOver(until, next, months), null);
    case 'calendar-day':
      return addDays(nextAsking(day ?? '01-01', latest, months), -1);
  }
}

/** Where a completion takes the last valid day by the expiry rule. */
function takenOver(until: CalendarDate | null, completedOn: CalendarDate, months: number): CalendarDate {
  const own = addDays(addMonths(completedOn, months), -1);
  if (until === null) return own;
  const isInWindow = completedOn <= until && completedOn > addDays(until, -RENEWAL_WINDOW_DAYS);
  if (isInWindow) return addDays(addMonths(addDays(until, 1), months), -1);
  return own > until ? own : until;
}

/** The calendar day on which somebody who finished on `completedOn` is asked again. */
function nextAsking(monthDay: string, completedOn: CalendarDate, months: number): CalendarDate {
  const year = Number(completedOn.slice(0, 4));
  const next = [year, year + 1, year + 2]
    .map((one) => dayOfYear(one, monthDay))
    .find((day) => addDays(day, -RENEWAL_WINDOW_DAYS) > completedOn)!;
  return dayOfYear(Number(next.slice(0, 4)) + months / 12 - 1, monthDay);
}

/** 29 February is the 28th in other years. */
function dayOfYear(year: number, monthDay: string): CalendarDate {
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return calendarDate(`${year}-${monthDay === '02-29' && !isLeap ? '02-28' : monthDay}`);
}
