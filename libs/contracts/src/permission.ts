/** What a person may be granted in an agency. `practitioner` needs no grant: everyone is one. */
export const ACCESS_ROLES = [
  'practitioner',
  'line-manager',
  'training-lead',
  'partnership-officer',
  'editor',
  'approver',
  'administrator',
] as const;
export type AccessRole = (typeof ACCESS_ROLES)[number];

/** Everything a signed-in person may do, `feature.kebab-phrase`. Each route declares exactly one. */
export const PERMISSIONS = [
  'session.use',
  'account.manage-own',
  'learning.complete',
  'cpd.manage-own',
  'certificate.read-own',
  'agency.read-summary',
  'agency.read-people',
  'agency.read-team',
  'agency.nudge',
  'agency.nudge-team',
  'agency.export',
  'agency.manage-headcount',
  'agency.manage-return',
  'agency.set-target',
  'agency.manage-people',
  'agency.manage-teams',
  'agency.grant-roles',
  'agency.import',
  'agency.correct-completion',
  'agency.manage-assignments',
  'agency.administer',
  'partnership.read-board',
  'partnership.manage-assignments',
  'platform.manage-settings',
  'platform.manage-frameworks',
  'job.read',
  'job.retry',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const OWN_RECORD = [
  'session.use',
  'account.manage-own',
  'learning.complete',
  'cpd.manage-own',
  'certificate.read-own',
] as const satisfies readonly Permission[];

/**
 * Who may do what. Roles are granted for one agency and count only while it is the acting one;
 * the last four count only in agency 1, the partnership itself.
 * Editors and approvers gain their own permissions with the features that need them.
 */
export const ROLE_PERMISSIONS: Readonly<Record<AccessRole, readonly Permission[]>> = {
  practitioner: OWN_RECORD,
  'line-manager': [...OWN_RECORD, 'agency.read-team', 'agency.nudge-team'],
  'training-lead': [
    ...OWN_RECORD,
    'agency.read-summary',
    'agency.read-people',
    'agency.nudge',
    'agency.export',
    'agency.manage-headcount',
    'agency.manage-return',
    'agency.set-target',
    'agency.manage-people',
    'agency.manage-teams',
    'agency.grant-roles',
    'agency.import',
    'agency.correct-completion',
    'agency.manage-assignments',
  ],
  'partnership-officer': [...OWN_RECORD, 'partnership.read-board', 'partnership.manage-assignments'],
  editor: OWN_RECORD,
  approver: OWN_RECORD,
  administrator: [
    ...OWN_RECORD,
    'agency.administer',
    'platform.manage-settings',
    'platform.manage-frameworks',
    'job.read',
    'job.retry',
  ],
};

/** The permissions that a set of roles gives together, without repeats, in the order of `PERMISSIONS`. */
export function permissionsOf(roles: readonly AccessRole[]): Permission[] {
  return PERMISSIONS.filter((permission) =>
    roles.some((role) => ROLE_PERMISSIONS[role].includes(permission)),
  );
}
