import { ACCESS_ROLES, permissionsOf, PERMISSIONS, ROLE_PERMISSIONS } from './permission.js';

describe('ROLE_PERMISSIONS', () => {
  it.each(ACCESS_ROLES)('lets a %s keep their own record', (role) => {
    expect(ROLE_PERMISSIONS[role]).toEqual(
      expect.arrayContaining(['session.use', 'account.manage-own', 'learning.complete', 'cpd.manage-own']),
    );
  });

  // Who sees named staff, who exports, who sees the numbers of all agencies.
  it.each([
    ['agency.read-people', ['training-lead']],
    ['agency.read-team', ['line-manager']],
    ['agency.nudge', ['training-lead']],
    ['agency.nudge-team', ['line-manager']],
    ['agency.read-summary', ['training-lead']],
    ['agency.export', ['training-lead']],
    ['agency.manage-headcount', ['training-lead']],
    ['agency.manage-return', ['training-lead']],
    ['agency.manage-people', ['training-lead']],
    ['agency.manage-teams', ['training-lead']],
    ['agency.grant-roles', ['training-lead']],
    ['agency.import', ['training-lead']],
    ['agency.correct-completion', ['training-lead']],
    ['agency.manage-assignments', ['training-lead']],
    ['agency.administer', ['administrator']],
    ['partnership.read-board', ['partnership-officer']],
    ['partnership.manage-assignments', ['partnership-officer']],
    ['platform.manage-settings', ['administrator']],
    ['platform.manage-frameworks', ['administrator']],
    ['job.read', ['administrator']],
    ['job.retry', ['administrator']],
  ] as const)('gives %s to %j alone', (permission, roles) => {
    expect(ACCESS_ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission))).toEqual(roles);
  });

  it('never lets one role see both named staff and every agency', () => {
    for (const role of ACCESS_ROLES) {
      const held = ROLE_PERMISSIONS[role];
      expect(held.includes('agency.read-people') && held.includes('partnership.read-board')).toBe(false);
    }
  });
});

describe('permissionsOf', () => {
  it('joins roles without repeats, in the order of the list', () => {
    const joined = permissionsOf(['training-lead', 'line-manager', 'practitioner']);
    expect(joined).toEqual(PERMISSIONS.filter((permission) => joined.includes(permission)));
    expect(new Set(joined).size).toBe(joined.length);
  });
});
