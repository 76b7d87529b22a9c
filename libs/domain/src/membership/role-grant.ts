import type { AccessRole } from '../access/scope.js';
import type { CalendarDate } from '../calendar-date.js';

/** First and last day, both included; `toOn` is `null` while there is no end. */
export interface Days {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** The agency that stands for the partnership itself. */
const PARTNERSHIP_AGENCY = 1;
const OF_AGENCIES = ['line-manager', 'training-lead'] as const;
const OF_PARTNERSHIP = ['partnership-officer', 'editor', 'approver', 'administrator'] as const;

/**
 * The roles that somebody with `held` may grant and end in an agency. A training lead gives what an agency has to
 * give, and never a role of the partnership, not even in the partnership's own agency; so nobody rises above their
 * bounds by their own hand.
 */
export function grantableRoles(held: readonly AccessRole[], agencyId: number): readonly AccessRole[] {
  if (held.includes('administrator')) {
    return agencyId === PARTNERSHIP_AGENCY ? [...OF_AGENCIES, ...OF_PARTNERSHIP] : OF_AGENCIES;
  }
  return held.includes('training-lead') ? OF_AGENCIES : [];
}

/**
 * What is wrong with the days of a new grant, as a sentence with the field it belongs to; `null` when nothing is. A
 * role begins today or later, so that nobody is given a right they would seem to have had, and within the job.
 */
export function grantProblem(
  grant: Days,
  job: Days,
  today: CalendarDate,
): { readonly field: 'from' | 'to'; readonly message: string } | null {
  if (grant.fromOn < today) return { field: 'from', message: 'The first day must be today or later' };
  if (grant.fromOn < job.fromOn) return { field: 'from', message: 'On that day they do not work here yet' };
  if (job.toOn !== null && grant.fromOn > job.toOn) {
    return { field: 'from', message: 'On that day they do not work here any more' };
  }
  if (grant.toOn !== null && grant.toOn < grant.fromOn) {
    return { field: 'to', message: 'The last day must be the first day or later' };
  }
  return null;
}

/** Whether two stretches of days share a day. */
export function shareADay(one: Days, other: Days): boolean {
  return (other.toOn === null || one.fromOn <= other.toOn) && (one.toOn === null || other.fromOn <= one.toOn);
}

/** Where a grant is, seen from `today`. */
export function grantState({ fromOn, toOn }: Days, today: CalendarDate): 'current' | 'coming' | 'ended' {
  if (fromOn > today) return 'coming';
  return toOn !== null && toOn < today ? 'ended' : 'current';
}
