import type { AgencyRole, RoleGrant } from '@learning-reviews/contracts/role-grant.contract';
import type { Option } from '@learning-reviews/ui/option';

/** Roles an agency gives, as a question offers them. */
export const ROLE_OPTIONS: readonly Option<AgencyRole>[] = [
  {
    value: 'line-manager',
    label: 'Line manager',
    hint: 'Sees where their own team stands, and reminds them. Nobody else in the agency',
  },
  {
    value: 'training-lead',
    label: 'Training lead',
    hint: 'Sees and changes all people of your agency, as you do, exports and returns',
  },
];

/** What a role is called. One of the partnership is called by what it is. */
export function roleName(role: string): string {
  return ROLE_OPTIONS.find(({ value }) => value === role)?.label ?? role.replaceAll('-', ' ');
}

/** Where a grant is today. */
export const STATES: Readonly<Record<RoleGrant['state'], string>> = {
  current: 'In force',
  coming: 'Not yet begun',
  ended: 'Ended',
};
