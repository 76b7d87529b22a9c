import type { CalendarDate } from '../calendar-date.js';
import { dayInWords } from './day-in-words.js';
import type { DueDays, MetRule, RulePlan } from './rule-plan.js';

/** Something to know before a rule is saved. */
export interface RuleWarning {
  readonly kind: 'nobody' | 'many' | 'overdue' | 'contradicts' | 'unpublished' | 'past-due' | 'no-longer';
  /** One or more sentences. */
  readonly message: string;
}

/** What a rule says, as far as warnings are about it. */
export interface WarnedRule {
  /** A fixed due day; `null` for none. */
  readonly dueOn: CalendarDate | null;
  readonly fromOn: CalendarDate;
  /** Whether a version of the module is there to be done. */
  readonly isPublished: boolean;
}

/** So many people are worth a second look. */
export const MANY_PEOPLE = 1_000;

/** What is worth knowing of a module and of days alone, before anybody is counted. */
export function settingWarnings({ dueOn, fromOn, isPublished }: WarnedRule): RuleWarning[] {
  const warnings: RuleWarning[] = [];
  if (!isPublished) {
    warnings.push({
      kind: 'unpublished',
      message: 'This module has no published version, so nobody can do it until it has one.',
    });
  }
  if (dueOn !== null && dueOn < fromOn) {
    warnings.push({
      kind: 'past-due',
      message: `The due day, ${dayInWords(dueOn)}, is before the rule begins. Whoever has not done the module is overdue at once.`,
    });
  }
  return warnings;
}

/**
 * What is worth knowing of a rule of one agency before it is saved, the most pressing first.
 *
 * @param nameOf What another rule is called in a sentence: `The partnership’s rule for everyone`.
 */
export function ruleWarnings(
  rule: WarnedRule,
  plan: RulePlan,
  nameOf: (ruleId: string) => string,
): RuleWarning[] {
  const { people, overdue, noLonger } = plan;
  const warnings: RuleWarning[] = [];
  if (people === 0) {
    warnings.push({
      kind: 'nobody',
      message: 'This rule reaches nobody who works here on that day. Check whom it is for.',
    });
  }
  warnings.push(...settingWarnings(rule));
  if (overdue > 0) {
    warnings.push({
      kind: 'overdue',
      message: `${counted(overdue)} would be overdue at once. A later due day gives them time.`,
    });
  }
  if (noLonger > 0) {
    warnings.push({
      kind: 'no-longer',
      message: `The module would not be asked of ${counted(noLonger)} any more. What they have done stays on record.`,
    });
  }
  if (people >= MANY_PEOPLE)
    warnings.push({
      kind: 'many',
      message: `This rule reaches ${counted(people)}. Check that it is meant to.`,
    });
  return [...warnings, ...plan.met.flatMap((met) => contradiction(met, nameOf(met.ruleId)) ?? [])];
}

/** `null` when two rules ask the same in the same way. */
function contradiction(met: MetRule, name: string): RuleWarning | null {
  const { people, plannedFirst, otherFirst, plannedDays, otherDays, renewsOtherwise } = met;
  if (plannedFirst + otherFirst === 0 && !renewsOtherwise) return null;
  const sentences = [
    `${name} asks ${people === 1 ? '1 of these people' : `${number(people)} of these people`} for this module too, ${by(otherDays)}.`,
  ];
  const mine = `This rule asks them ${by(plannedDays)}`;
  if (plannedFirst > 0 && otherFirst > 0) {
    sentences.push(
      `${mine}. The earlier day counts for each of them: this rule’s for ${number(plannedFirst)}, the other’s for ${number(otherFirst)}.`,
    );
  } else if (plannedFirst > 0) sentences.push(`${mine}, which is stricter and counts.`);
  else if (otherFirst > 0) sentences.push(`${mine}; the other day is stricter and counts.`);
  if (renewsOtherwise)
    sentences.push('The two are done again at different times: whichever comes first counts.');
  return { kind: 'contradicts', message: sentences.join(' ') };
}

function by(days: DueDays | null): string {
  if (days === null) return 'without a due day';
  if (days.from === days.to) return `by ${dayInWords(days.from)}`;
  return `by days from ${dayInWords(days.from)} to ${dayInWords(days.to)}`;
}

const number = (count: number) => count.toLocaleString('en-GB');
const counted = (count: number) => (count === 1 ? '1 person' : `${number(count)} people`);
