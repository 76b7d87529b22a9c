import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';

/** Whoever has something done in an agency: a member through a page, or an operator at the command line. */
export interface Asker {
  readonly agencyId: number;
  /** `null` for an operator, whom no account stands for. */
  readonly personId: string | null;
  readonly membershipId: string | null;
}

/** How an operator is named where a member's name and staff reference stand. */
export const OPERATOR = { name: 'An operator', staffRef: 'operator' } as const;

/** What the audit log says of an operator, beside having no actor. */
export const BY_OPERATOR = { by: 'operator' } as const;

/** A member who acts for the agency; or an operator, who works in the scope of a job. */
export function askerOf(scope: AgencyScope | JobScope): Asker {
  if (scope.brand === 'AgencyScope') return scope;
  if (scope.agencyId === null) throw new RangeError('An operator works in one agency at a time');
  return { agencyId: scope.agencyId, personId: null, membershipId: null };
}
