import { addDays, type CalendarDate } from '../calendar-date.js';
import { DAYS_AHEAD } from './leaving-day.js';
import { type Days, shareADay } from './role-grant.js';

/**
 * What is wrong with the days of a leave period, as a sentence with its field; `null` when nothing is. It begins within
 * the job, and may be entered after it has begun: an agency often hears of it late. Its last day may be after the job's:
 * whoever leaves meanwhile owes nothing any more.
 *
 * @param others The member's other leave periods: no two share a day.
 */
export function leavePeriodProblem(
  leave: Days,
  job: Days,
  others: readonly Days[],
  today: CalendarDate,
): { readonly field: 'from' | 'to'; readonly message: string } | null {
  if (leave.fromOn < job.fromOn) return { field: 'from', message: 'On that day they do not work here yet' };
  if (job.toOn !== null && leave.fromOn > job.toOn) {
    return { field: 'from', message: 'On that day they do not work here any more' };
  }
  if (leave.fromOn > addDays(today, DAYS_AHEAD)) {
    return { field: 'from', message: 'The first day must be within a year from today' };
  }
  if (leave.toOn !== null && leave.toOn < leave.fromOn) {
    return { field: 'to', message: 'The last day must be the first day or later' };
  }
  if (leave.toOn !== null && leave.toOn >= '2100-01-01') {
    return { field: 'to', message: 'Enter a last day before 2100' };
  }
  const other = others.find((one) => shareADay(one, leave));
  if (other === undefined) return null;
  const field = shareADay(other, { fromOn: leave.fromOn, toOn: leave.fromOn }) ? 'from' : 'to';
  return { field, message: 'They are on leave on some of these days already. Change that leave instead' };
}
