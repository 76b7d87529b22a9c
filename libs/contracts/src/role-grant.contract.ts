import * as z from 'zod';
import { day, id } from './field.js';
import { ACCESS_ROLES } from './permission.js';

/** Roles an agency gives its own people. Those of the partnership are granted in its own agency, by an administrator. */
export const agencyRole = z.enum(['line-manager', 'training-lead'], 'Choose a role');
export type AgencyRole = z.infer<typeof agencyRole>;

/** One dated role of one member. */
export const roleGrant = z
  .strictObject({
    role: z.enum(ACCESS_ROLES),
    from: day,
    to: day.nullable().describe('Last day, included; null while it has no end'),
    /** Seen from today in the agency's time zone. */
    state: z.enum(['current', 'coming', 'ended']),
  })
  .meta({ id: 'RoleGrant' });
export type RoleGrant = z.infer<typeof roleGrant>;

/** `GET /api/agency/people/:id/role`. */
export const memberRoles = z
  .strictObject({
    membershipId: id,
    name: z.string(),
    today: day,
    /** The latest first. */
    grants: z.array(roleGrant),
    /** Whether nobody else is training lead: their role cannot end before somebody else has it. */
    isLastLead: z.boolean(),
  })
  .meta({ id: 'MemberRoles' });
export type MemberRoles = z.infer<typeof memberRoles>;

/** Body of `POST /api/agency/people/:id/role`: grant a role for days. */
export const grantRoleRequest = z
  .strictObject({
    role: agencyRole,
    from: day,
    to: day.nullable(),
  })
  .refine(({ from, to }) => to === null || to >= from, {
    path: ['to'],
    message: 'The last day must be the first day or later',
  })
  .meta({ id: 'GrantRoleRequest' });
export type GrantRoleRequest = z.infer<typeof grantRoleRequest>;

/** Body of `POST /api/agency/people/:id/role/end`. `from` names the grant; `lastDay` is `null` for straight away. */
export const endRoleRequest = z
  .strictObject({ role: agencyRole, from: day, lastDay: day.nullable() })
  .meta({ id: 'EndRoleRequest' });
export type EndRoleRequest = z.infer<typeof endRoleRequest>;
