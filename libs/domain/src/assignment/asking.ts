import type { CalendarDate } from '../calendar-date.js';
import { type AssignmentRule, dutyOf, type Member } from './assignment.js';

/** One rule that asks a module of a member. */
export interface RuleAsking {
  readonly setBy: 'agency' | 'partnership';
  /** Last day on which finishing is in time by this rule; `null` when it has no such day. */
  readonly dueOn: CalendarDate | null;
}

/** A rule with who set it. */
export interface OwnedRule extends AssignmentRule {
  /** The partnership's rule it is a copy of; `null` for the agency's own. */
  readonly partnershipId: string | null;
  /** Day on which the module's first version was published; `null` while it has none. */
  readonly publishedOn: CalendarDate | null;
}

/**
 * Who asks a module of a member on a day, and by which day each, so that a page can name them all where they contradict:
 * the earliest first, and each that says the same once.
 *
 * @param rules   Of the member's agency for that module.
 * @param askedOn As in `dutyOf`.
 */
export function ruleAskings(
  rules: readonly OwnedRule[],
  member: Member,
  day: CalendarDate,
  askedOn: CalendarDate | null,
): RuleAsking[] {
  const duty = dutyOf(rules, member, day, askedOn, rules[0]?.publishedOn ?? null);
  const partnerships = new Set(
    rules.flatMap(({ id, partnershipId }) => (partnershipId === null ? [] : [id])),
  );
  const askings = (duty?.because ?? []).map(({ rule, dueOn }): RuleAsking => {
    return { setBy: partnerships.has(rule.id) ? 'partnership' : 'agency', dueOn };
  });
  return [...new Map(askings.map((asking) => [`${asking.setBy} ${asking.dueOn}`, asking])).values()];
}
