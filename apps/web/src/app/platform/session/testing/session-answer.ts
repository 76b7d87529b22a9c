import { WORKFORCE_GROUPS } from '@learning-reviews/domain/report/workforce-group';
import type { Session } from '@learning-reviews/contracts/session.contract';

/** What `GET /api/session` answers when nobody is signed in, with `changes` laid over it. */
export function nobody(changes: Partial<Session> = {}): Session {
  return {
    demonstration: false,
    person: null,
    acting: null,
    agencies: [],
    roles: [],
    permissions: [],
    workforceGroups: WORKFORCE_GROUPS.map((known) => ({ ...known, isRetired: false })),
    warning: { dueSoonDays: 30, expiringDays: 90 },
    idleEndsAt: null,
    absoluteEndsAt: null,
    demonstrationAccounts: [],
    demonstrationPassphrase: null,
    ...changes,
  };
}

const AGENCY = {
  agencyId: 7,
  name: 'Southmoor Community Trust',
  jobRole: 'School nurse',
  membershipId: '01936d5e-0000-7000-8000-000000000007',
};

/** The answer for a school nurse of one agency, silent for 30 minutes at most, with `changes` laid over it. */
export function somebody(changes: Partial<Session> = {}): Session {
  return nobody({
    person: { id: '01936d5e-0000-7000-8000-000000000001', name: 'Asha Patel', email: 'asha@demo.example' },
    acting: AGENCY,
    agencies: [AGENCY],
    roles: ['practitioner'],
    permissions: ['session.use', 'account.manage-own', 'learning.complete', 'cpd.manage-own'],
    idleEndsAt: new Date(Date.now() + 30 * 60_000).toISOString(),
    absoluteEndsAt: new Date(Date.now() + 12 * 3_600_000).toISOString(),
    ...changes,
  });
}
