import type { JobScope } from '@learning-reviews/domain/access/scope';

// Whoever can run the command line has the settings of the site, its database's login among them: the operating system
// has checked their right to act. It works as jobs do, in the scope of one agency at a time.

/** The scope of an operator's work that touches no agency's data. */
export const NO_AGENCY: JobScope = { brand: 'JobScope', agencyId: null };

/** Agency 1: the partnership itself, in which the roles for the whole site are granted. */
export const PARTNERSHIP = 1;

/** The scope of an operator's work in one agency. */
export function inAgency(agencyId: number): JobScope {
  return { brand: 'JobScope', agencyId };
}
