import { addDays, type CalendarDate } from '../calendar-date.js';
import type { Days } from './role-grant.js';

/** How far back a last day may be entered. Whoever left longer ago is corrected through an import, which leaves a trace. */
export const DAYS_BACK = 31;
/** How far ahead days of a job may be entered. */
export const DAYS_AHEAD = 366;

/** What is wrong with the last day of a job, as a sentence; `null` when nothing is. */
export function lastDayProblem(lastDay: CalendarDate, job: Days, today: CalendarDate): string | null {
  if (lastDay < job.fromOn) return 'The last day must be the first day of this job or later';
  if (lastDay < addDays(today, -DAYS_BACK)) return `The last day can be at most ${DAYS_BACK} days ago`;
  if (lastDay > addDays(today, DAYS_AHEAD)) return 'The last day must be within a year from today';
  return null;
}

/** What is wrong with the days of a job that is entered today, as a sentence with its field; `null` when nothing is. */
export function jobDaysProblem(
  { fromOn, toOn }: Days,
  today: CalendarDate,
): { readonly field: 'from' | 'to'; readonly message: string } | null {
  if (fromOn < '1950-01-01') return { field: 'from', message: 'Enter a first day after 1950' };
  if (fromOn > addDays(today, DAYS_AHEAD)) {
    return { field: 'from', message: 'The first day must be within a year from today' };
  }
  if (toOn !== null && toOn < fromOn) {
    return { field: 'to', message: 'The last day must be the first day or later' };
  }
  if (toOn !== null && toOn >= '2100-01-01') return { field: 'to', message: 'Enter a last day before 2100' };
  return null;
}
