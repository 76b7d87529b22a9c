import type { Assignment, PartnershipAssignment } from '@learning-reviews/contracts/assignment.contract';

const SETTINGS = {
  due: { kind: 'joining', days: 30 },
  renewal: { rule: 'completion-date', months: 24 },
  recogniseWithinDays: null,
  from: '2026-11-01',
  to: null,
} as const;

/** An agency's own rule, in force. */
export const RULE: Assignment = {
  id: '01936d5e-0000-7000-8000-0000000000a1',
  module: 'clearing',
  title: 'Clearing the way',
  setBy: 'agency',
  audience: { groups: [3], jobRoles: ['school-nurse'], teamIds: ['01936d5e-0000-7000-8000-0000000000b1'] },
  audienceWords: 'School nurse, in workforce group 3, in the team North',
  ...SETTINGS,
  version: 4,
  state: 'current',
  people: 1_042,
  done: 900,
  overdue: 12,
  mayChange: true,
  progress: null,
};

/** A rule of the partnership, of which one agency has no copy yet. */
export const PARTNERSHIP_RULE: PartnershipAssignment = {
  id: '01936d5e-0000-7000-8000-0000000000d1',
  module: 'clearing',
  title: 'Clearing the way',
  agencyKinds: ['police'],
  audience: { groups: [], jobRoles: [] },
  audienceWords: 'Everyone',
  ...SETTINGS,
  version: 2,
  state: 'current',
  agencies: 2,
  agenciesDone: 1,
  mayChange: true,
};
