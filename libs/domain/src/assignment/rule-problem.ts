import { addDays, type CalendarDate } from '../calendar-date.js';
import { type Days, grantState } from '../membership/role-grant.js';

/** What is wrong with a rule, as a sentence with the field it belongs to. */
export interface RuleProblem {
  readonly field: 'from' | 'to' | 'lastDay';
  readonly message: string;
}

/**
 * What is wrong with the days of a rule, or `null`. A rule begins today or later, so that nobody is late by what was
 * not asked of them; once begun, its first day stays.
 *
 * @param rule   As it is to be.
 * @param before As it is; `null` for a new one.
 */
export function ruleDaysProblem(rule: Days, before: Days | null, today: CalendarDate): RuleProblem | null {
  const hasBegun = before !== null && before.fromOn <= today;
  if (hasBegun && rule.fromOn !== before.fromOn)
    return { field: 'from', message: 'The rule has begun, so its first day stays as it was' };
  if (!hasBegun && rule.fromOn < today)
    return { field: 'from', message: 'The first day must be today or later' };
  if (before !== null && rule.toOn === before.toOn) return null;
  return lastDayProblem(rule, today, 'to');
}

/**
 * What is wrong with the last day of a rule, or `null`. It may be yesterday: then nothing is asked from now on. Earlier
 * it may not be, since what was asked was asked.
 */
export function lastDayProblem(
  { fromOn, toOn }: Days,
  today: CalendarDate,
  field: 'to' | 'lastDay',
): RuleProblem | null {
  if (toOn === null) return null;
  if (toOn < fromOn) return { field, message: 'The last day must be the first day of the rule or later' };
  if (toOn < addDays(today, -1))
    return {
      field,
      message: 'Enter yesterday, today or a later day: what was asked until now stays on record',
    };
  return null;
}

/** Whether a rule stays as it is, because its last day is past. */
export function isRuleOver(rule: Days, today: CalendarDate): boolean {
  return grantState(rule, today) === 'ended';
}
