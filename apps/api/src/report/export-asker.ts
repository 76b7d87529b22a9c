import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';

/** Whoever takes a file out of an agency. */
export interface ExportAsker {
  readonly agencyId: number;
  /** `null` for an operator at the command line, whom no account stands for. */
  readonly personId: string | null;
  readonly membershipId: string | null;
}

/** How an operator is named in files and in the history of exports. */
export const OPERATOR = { name: 'An operator', staffRef: 'operator' } as const;

/** A member who acts for the agency; or an operator, who works in the scope of a job. */
export function askerOf(scope: AgencyScope | JobScope): ExportAsker {
  if (scope.brand === 'AgencyScope') return scope;
  if (scope.agencyId === null) throw new RangeError('A file is taken out of one agency at a time');
  return { agencyId: scope.agencyId, personId: null, membershipId: null };
}
