import type { AccessRole } from '@learning-reviews/contracts/permission';
import { callerOf, type OpenMembership, scopeOf } from './caller.js';

const membership = (agencyId: number, granted: AccessRole[] = []): OpenMembership => ({
  membershipId: `membership-${agencyId}`,
  agencyId,
  agencyName: `Agency ${agencyId}`,
  timeZone: 'Europe/London',
  jobRole: 'School nurse',
  granted,
});
const through = (agencyId: number) => ({
  membershipId: `membership-${agencyId}`,
  agencyId,
  agencyName: `Agency ${agencyId}`,
});
const person = (...memberships: OpenMembership[]) => ({
  personId: 'person-1',
  name: 'Sam Example',
  email: 'sam@demo.example',
  memberships,
});

describe('callerOf', () => {
  it('acts through the membership the session names', () => {
    expect(callerOf(person(membership(4), membership(5)), through(5))?.acting?.agencyId).toBe(5);
  });

  it('acts through the oldest open membership when the session names none', () => {
    expect(callerOf(person(membership(4), membership(5)), undefined)?.acting?.agencyId).toBe(4);
  });

  it('goes on through another job in the same agency', () => {
    const later = { ...membership(4), membershipId: 'membership-4-again' };
    expect(callerOf(person(membership(5), later), through(4))?.acting).toBe(later);
  });

  it.each([[[]], [[membership(5)]]])(
    'is nobody through an agency they have left, with %j open elsewhere',
    (open) => {
      expect(callerOf(person(...open), through(4))).toBeNull();
    },
  );

  it('leaves a person with no open membership their own record and nothing else', () => {
    const caller = callerOf(person(), undefined)!;
    expect(caller).toMatchObject({ acting: null, roles: ['practitioner'] });
    expect(caller.permissions).toContain('learning.complete');
    expect(caller.permissions.filter((permission) => /^(agency|partnership)\./.test(permission))).toEqual([]);
  });

  it('gives nothing of one agency while acting for another', () => {
    const both = person(membership(4, ['training-lead']), membership(5));
    expect(callerOf(both, through(4))?.permissions).toContain('agency.read-people');
    expect(callerOf(both, through(5))?.permissions).not.toContain('agency.read-people');
  });

  it.each(['partnership-officer', 'editor', 'approver', 'administrator'] as const)(
    'counts %s in the partnership and nowhere else',
    (role) => {
      expect(callerOf(person(membership(1, [role])), undefined)?.roles).toContain(role);
      expect(callerOf(person(membership(4, [role])), undefined)?.roles).toEqual(['practitioner']);
    },
  );
});

describe('scopeOf', () => {
  const lead = callerOf(person(membership(4, ['training-lead', 'line-manager'])), undefined)!;

  it.each([
    ['learning.complete', { brand: 'PersonScope', personId: 'person-1' }],
    ['agency.read-people', { brand: 'AgencyScope', agencyId: 4, membershipId: 'membership-4', teamOf: null }],
    ['agency.read-team', { brand: 'AgencyScope', agencyId: 4, teamOf: 'membership-4' }],
    ['agency.nudge', { brand: 'AgencyScope', agencyId: 4, teamOf: null }],
    ['agency.nudge-team', { brand: 'AgencyScope', agencyId: 4, teamOf: 'membership-4' }],
  ] as const)('opens by %s exactly what it reaches', (permission, expected) => {
    expect(scopeOf(lead, permission)).toMatchObject(expected);
  });

  it('opens nothing by a permission the caller does not hold', () => {
    expect(scopeOf(lead, 'partnership.read-board')).toBeNull();
  });
});
