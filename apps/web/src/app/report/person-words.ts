import type { AccessRole } from '@learning-reviews/contracts/permission';

/** What each role is called. */
export const ROLE_NAMES: Readonly<Record<AccessRole, string>> = {
  practitioner: 'Practitioner',
  'line-manager': 'Line manager',
  'training-lead': 'Training lead',
  'partnership-officer': 'Partnership officer',
  editor: 'Editor',
  approver: 'Approver',
  administrator: 'Administrator',
};

/** What was just done, by the word in the address. */
export const NEWS: Readonly<Record<string, string>> = {
  added: 'They are added. An invitation to sign in is on its way to their work email.',
  changed: 'The change is saved.',
  moved: 'They have moved to the new job. What was required and done went along.',
  left: 'The last day is entered.',
  stays: 'They stay: the last day is taken back.',
  returned: 'They are back. What they finished before and still counts is recognised.',
  invited: 'An invitation is on its way to their work email.',
  corrected: 'The completion is corrected. The person sees it on their record, with your reason.',
};
