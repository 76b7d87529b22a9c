import { addDays, type CalendarDate } from '../calendar-date.js';

/** A rule of the partnership, as it spreads. */
export interface SpreadingRule {
  /** Kinds of agency it is for; `null` for every kind. */
  readonly agencyKinds: readonly string[] | null;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
  readonly version: number;
  /** Whether it was taken away before it began. */
  readonly isRemoved: boolean;
}

/** An agency's copy of it. */
export interface RuleCopy {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
  readonly version: number;
}

/** The agency it spreads to. */
export interface ReachedAgency {
  readonly kind: string;
  /** Last day; `null` while it is there. */
  readonly toOn: CalendarDate | null;
}

/**
 * What an agency has to do with one rule of the partnership:
 *
 * - `add`, `renew`: make the copy say what the rule says
 * - `end`: the agency is of no kind it is for any more, so the copy ends yesterday
 * - `remove`: the copy has not begun and never will
 * - `keep`: nothing
 */
export type CopyStep = 'add' | 'renew' | 'end' | 'remove' | 'keep';

/** The partnership itself. It sets rules for agencies, and is none of them. */
const PARTNERSHIP_KIND = 'partnership';

/** Whether a rule for these kinds is for an agency. */
export function isForKind(agencyKinds: readonly string[] | null, kind: string): boolean {
  return kind !== PARTNERSHIP_KIND && (agencyKinds === null || agencyKinds.includes(kind));
}

/**
 * What is left to do about one rule in one agency. Doing it twice is doing it once: afterwards the answer is `keep`.
 *
 * @param copy  `null` when the agency has none.
 * @param today Day in the agency's time zone.
 */
export function copyStep(
  rule: SpreadingRule,
  copy: RuleCopy | null,
  agency: ReachedAgency,
  today: CalendarDate,
): CopyStep {
  // What an agency asked of its people stays as it was once the agency is over.
  if (agency.toOn !== null && agency.toOn < today) return 'keep';
  const isAsked = !rule.isRemoved && isForKind(rule.agencyKinds, agency.kind);
  const isOver = rule.toOn !== null && rule.toOn < today;
  if (copy === null) return isAsked && !isOver ? 'add' : 'keep';
  const hasEnded = copy.toOn !== null && copy.toOn < today;
  if (isOver && hasEnded) return 'keep';
  if (isAsked) {
    const isSame = copy.version === rule.version && copy.fromOn === rule.fromOn && copy.toOn === rule.toOn;
    return isSame ? 'keep' : 'renew';
  }
  if (copy.fromOn >= today) return 'remove';
  return hasEnded ? 'keep' : 'end';
}

/** The last day of a copy that ends because the rule is not for the agency any more. */
export const copyEndsOn = (today: CalendarDate): CalendarDate => addDays(today, -1);

/** The numbers that bounds move by, and the least of them: nobody learns how few work in a small agency. */
const TENS = 10;

/**
 * A number of people that a rule for some agencies reaches at most. Each agency is rounded up to tens and is ten at
 * least, so that however kinds are chosen and taken away again, no figure under ten and no exact one can be worked out.
 * (docs/rules.md, "Small numbers")
 */
export function peopleUpTo(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + Math.max(TENS, Math.ceil(size / TENS) * TENS), 0);
}
