import { searchableName } from '@learning-reviews/domain/person/searchable-name';
import type { MemberDetails, MembershipRow, NamedMembership } from './membership.repository.js';

/** A member's name as it is shown. */
export function displayName({
  givenName,
  familyName,
}: Pick<MemberDetails, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`.trim();
}

/** A membership with its names as they are shown and searched. */
export function named(row: MembershipRow): NamedMembership {
  return {
    ...row,
    displayName: displayName(row),
    searchName: searchableName(`${row.familyName} ${row.givenName}`),
  };
}
