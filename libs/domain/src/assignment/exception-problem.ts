import { addDays, type CalendarDate } from '../calendar-date.js';
import { STANDING_STATE, type StandingFacts } from '../learning/standing.js';

/** `excused`: a module is not asked of one member on some days. `later-due`: they have until a later day. */
export type ExceptionKind = 'excused' | 'later-due';

/** How far ahead an exception may reach: three years. What is longer is another rule. */
export const EXCEPTION_DAYS = 3 * 366;

/**
 * What is wrong with an exception that begins today, as a sentence with its field; `null` when nothing is. More time is
 * for what is owed; what was done and has run out is excused, or done again.
 *
 * @param standing Where the member is with the module; `null` when it is not asked of them.
 * @param untilOn Last day, included; for more time the day by which they have to finish.
 */
export function exceptionProblem(
  kind: ExceptionKind,
  untilOn: CalendarDate | null,
  standing: Pick<StandingFacts, 'state' | 'dueOn' | 'completedOn'> | null,
  today: CalendarDate,
): { readonly field: 'module' | 'kind' | 'until'; readonly message: string } | null {
  if (standing === null) return { field: 'module', message: 'Choose a module that is required of them' };
  if (kind === 'later-due' && untilOn === null) {
    return { field: 'until', message: 'Enter the day by which they have to finish' };
  }
  if (untilOn !== null && untilOn < today) return { field: 'until', message: 'Enter today or a later day' };
  if (untilOn !== null && untilOn > addDays(today, EXCEPTION_DAYS)) {
    return { field: 'until', message: 'Enter a day within three years' };
  }
  if (kind === 'excused') return null;
  if (standing.completedOn !== null || standing.state === STANDING_STATE.done) {
    return { field: 'kind', message: 'They have done this module once, so there is no due day to move' };
  }
  if (standing.dueOn === null) {
    return { field: 'kind', message: 'This module has no due day, so they have all the time there is' };
  }
  if (untilOn !== null && standing.dueOn >= untilOn) {
    return { field: 'until', message: 'They have as long as that already. Enter a later day' };
  }
  return null;
}
