import type { ErrorCode } from '@learning-reviews/contracts/error.contract';

/**
 * What a person is told when the database refuses a row, by the name of the constraint. A race that a
 * service's own check cannot see ends here. A constraint that is not named is a fault of ours: 500.
 */
export const CONSTRAINT_CODE: Readonly<Record<string, readonly [code: ErrorCode, message: string]>> = {
  uq_completion_attempt: [
    'learning.already-complete',
    'You have already finished this. It is on your record',
  ],
  fk_agency_export_membership: [
    'membership.has-evidence',
    'Exports were made in this job, so it cannot be removed. Enter the last day instead',
  ],
  uq_team_name: ['team.name-taken', 'There is a team of this name already. Choose another name'],
  ex_membership_period: [
    'membership.overlaps',
    'This person already works here on some of these days. Look for them in the list of people',
  ],
  uq_yearly_return_attestation_number: [
    'stale.version',
    'A colleague has signed this return at the same moment. Load the page again to see it',
  ],
};
