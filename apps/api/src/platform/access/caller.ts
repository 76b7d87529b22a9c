import { type AccessRole, type Permission, permissionsOf } from '@learning-reviews/contracts/permission';
import type { Scope } from '@learning-reviews/domain/access/scope';
import type { ActingThrough } from './signed-in-session.js';

/** A membership that is open today, with what was granted in it and is in force today. */
export interface OpenMembership {
  readonly membershipId: string;
  readonly agencyId: number;
  readonly agencyName: string;
  /** IANA name of the agency's time zone. */
  readonly timeZone: string;
  /** Label of the job role, such as `School nurse`. */
  readonly jobRole: string;
  readonly granted: readonly AccessRole[];
}

/** A person as the database knows them at this moment. */
export interface KnownPerson {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** Oldest first. */
  readonly memberships: readonly OpenMembership[];
}

/** Who asks: a person, the membership they act through now, and what that lets them do. */
export interface Caller extends KnownPerson {
  /** `null` for a person with no open membership: their own record is theirs all the same. */
  readonly acting: OpenMembership | null;
  readonly roles: readonly AccessRole[];
  readonly permissions: readonly Permission[];
}

/** The agency that stands for the partnership itself. */
const PARTNERSHIP_AGENCY = 1;

/** Roles that act for the partnership, and so count only in its own agency. */
const PARTNERSHIP_ROLES: readonly AccessRole[] = [
  'partnership-officer',
  'editor',
  'approver',
  'administrator',
];

/**
 * The caller acting through the membership their session names; through another of the same agency when that one has
 * ended, since they only changed jobs there; through their oldest open one when none was named.
 *
 * @returns `null` when the session names an agency that they work in no longer: it is over, other agencies or not.
 */
export function callerOf(person: KnownPerson, named: ActingThrough | undefined): Caller | null {
  const { memberships } = person;
  const acting =
    named === undefined
      ? (memberships[0] ?? null)
      : (memberships.find(({ membershipId }) => membershipId === named.membershipId) ??
        memberships.find(({ agencyId }) => agencyId === named.agencyId));
  if (acting === undefined) return null;
  const counts = (role: AccessRole) =>
    !PARTNERSHIP_ROLES.includes(role) || acting?.agencyId === PARTNERSHIP_AGENCY;
  const granted = (acting?.granted ?? []).filter((role) => role !== 'practitioner' && counts(role));
  const roles: AccessRole[] = ['practitioner', ...granted];
  return { ...person, acting, roles, permissions: permissionsOf(roles) };
}

type Reach = 'person' | 'agency' | 'partnership';

/** Whose data each permission reaches. */
const REACH: Readonly<Record<Permission, Reach>> = {
  'session.use': 'person',
  'account.manage-own': 'person',
  'learning.complete': 'person',
  'cpd.manage-own': 'person',
  'certificate.read-own': 'person',
  'agency.read-summary': 'agency',
  'agency.read-people': 'agency',
  'agency.read-team': 'agency',
  'agency.nudge': 'agency',
  'agency.nudge-team': 'agency',
  'agency.export': 'agency',
  'agency.manage-headcount': 'agency',
  'agency.manage-return': 'agency',
  'agency.set-target': 'agency',
  'agency.manage-people': 'agency',
  'agency.manage-teams': 'agency',
  'agency.grant-roles': 'agency',
  'agency.import': 'agency',
  'agency.correct-completion': 'agency',
  'agency.manage-assignments': 'agency',
  'agency.administer': 'agency',
  'partnership.read-board': 'partnership',
  'partnership.manage-assignments': 'agency',
  'platform.manage-settings': 'agency',
  'platform.manage-frameworks': 'agency',
  'job.read': 'person',
  'job.retry': 'person',
};

/** Permissions that end at the team whose line manager the caller is. */
const OF_TEAM: readonly Permission[] = ['agency.read-team', 'agency.nudge-team'];

/** The scope that one permission of a caller opens; `null` when they do not hold it. */
export function scopeOf(caller: Caller, permission: Permission): Scope | null {
  const { personId, acting } = caller;
  if (!caller.permissions.includes(permission)) return null;
  switch (REACH[permission]) {
    case 'person':
      return { brand: 'PersonScope', personId };
    case 'partnership':
      return { brand: 'PartnershipScope', personId };
    case 'agency':
      return (
        acting && {
          brand: 'AgencyScope',
          agencyId: acting.agencyId,
          personId,
          membershipId: acting.membershipId,
          timeZone: acting.timeZone,
          accessRoles: caller.roles,
          teamOf: OF_TEAM.includes(permission) ? acting.membershipId : null,
        }
      );
  }
}
