import type { AssignmentRule } from './assignment.js';
import { dayInWords } from './day-in-words.js';
import { type RuleWarning, settingWarnings, type WarnedRule } from './rule-warning.js';

/** A rule of the partnership, as far as others may contradict it. */
export interface PartnershipTerms extends AssignmentRule {
  /** Kinds of agency it is for; `null` for every kind. */
  readonly agencyKinds: readonly string[] | null;
}

/**
 * What is worth knowing of a rule of the partnership before it is saved. Whom it makes late, and what agencies ask by
 * rules of their own, is not known here: that would be their people.
 *
 * @param agencies How many it reaches.
 * @param others   Other rules of the partnership for the module that are not over.
 * @param nameOf   What another rule is called in a sentence: `The partnership’s rule for everyone`.
 */
export function partnershipWarnings(
  rule: PartnershipTerms & WarnedRule,
  agencies: number,
  others: readonly PartnershipTerms[],
  nameOf: (other: PartnershipTerms) => string,
): RuleWarning[] {
  const warnings = settingWarnings(rule);
  if (agencies === 0) {
    warnings.unshift({
      kind: 'nobody',
      message: 'There is no agency of these kinds today. Check which kinds it is for.',
    });
  }
  for (const other of others) {
    if (!mayMeet(rule, other) || asksAlike(rule, other)) continue;
    warnings.push({
      kind: 'contradicts',
      message: `${nameOf(other)} asks for this module too, ${dueInWords(other)}; this rule asks for it ${dueInWords(rule)}. ${verdict(rule, other)}`,
    });
  }
  return warnings;
}

/** Whether two rules can be for one and the same member. */
function mayMeet(one: PartnershipTerms, other: PartnershipTerms): boolean {
  return (
    shareOne(one.agencyKinds, other.agencyKinds) &&
    shareOne(one.audience.groups, other.audience.groups) &&
    shareOne(one.audience.jobRoles, other.audience.jobRoles) &&
    (one.toOn === null || other.fromOn <= one.toOn) &&
    (other.toOn === null || one.fromOn <= other.toOn)
  );
}

/** A list that is not there holds everything. */
function shareOne<Item>(
  one: readonly Item[] | null | undefined,
  other: readonly Item[] | null | undefined,
): boolean {
  return !one || !other || one.some((item) => other.includes(item));
}

function asksAlike(one: PartnershipTerms, other: PartnershipTerms): boolean {
  const { renewal: a } = one;
  const { renewal: b } = other;
  const renewsAlike = a.rule === b.rule && a.months === b.months && a.day === b.day;
  return renewsAlike && dueInWords(one) === dueInWords(other);
}

function verdict(rule: PartnershipTerms, other: PartnershipTerms): string {
  if (rule.dueOn !== null && other.dueOn !== null && rule.dueOn !== other.dueOn) {
    return rule.dueOn < other.dueOn
      ? `${dayInWords(rule.dueOn)} is stricter and counts for whoever both are for.`
      : `${dayInWords(other.dueOn)} is stricter and counts for whoever both are for.`;
  }
  return 'The stricter of the two counts for each member whom both are for.';
}

function dueInWords(rule: AssignmentRule): string {
  if (rule.dueOn !== null) return `by ${dayInWords(rule.dueOn)}`;
  if (rule.dueWithinDays !== null) return `within ${rule.dueWithinDays} days of joining`;
  if (rule.dueAfterPublicationDays !== null)
    return `within ${rule.dueAfterPublicationDays} days of its publication`;
  return 'without a due day';
}
