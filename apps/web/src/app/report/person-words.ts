import type { AgencyPersonDetail } from '@learning-reviews/contracts/agency.contract';
import type { AccessRole } from '@learning-reviews/contracts/permission';
import { dayInWords } from '@learning-reviews/ui/day';

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

/** `From 1 March 2026 to 30 April 2026`, or without a last day. */
export function leaveInWords({ from, to }: { readonly from: string; readonly to: string | null }): string {
  return `From ${dayInWords(from)}${to === null ? ', no last day yet' : ` to ${dayInWords(to)}`}`;
}

/** What is asked otherwise of one module, with the reason where it is shown. */
export function exceptionInWords(exception: AgencyPersonDetail['exceptions'][number]): string {
  const { title, kind, from, until, reason } = exception;
  const days =
    until === null ? `from ${dayInWords(from)}` : `from ${dayInWords(from)} to ${dayInWords(until)}`;
  const what = kind === 'excused' ? `excused ${days}` : `due on ${dayInWords(until)} instead`;
  return `${title}: ${what}${reason === null ? '' : `. Reason: ${reason}`}`;
}

/** What an email said of one module, with the day it was about: `Due soon, on 1 March 2026`. */
export function noticeInWords({ kind, forDay }: AgencyPersonDetail['notices'][number]): string {
  const day = dayInWords(forDay);
  switch (kind) {
    case 'assigned':
      return `Newly required, since ${day}`;
    case 'due-soon':
      return `Due soon, on ${day}`;
    case 'overdue':
      return `Overdue, due on ${day}`;
    case 'expiring':
      return `Counts until ${day}`;
    case 'expired':
      return `Counted until ${day}`;
  }
}

/** Who asks for a module and by which day each, where rules name other days; `null` where they do not. */
export function contradictionInWords({ askedBy }: AgencyPersonDetail['standings'][number]): string | null {
  if (new Set(askedBy.map(({ dueOn }) => dueOn)).size < 2) return null;
  return askedBy
    .map(({ setBy, dueOn }) => {
      const who = setBy === 'partnership' ? 'The partnership' : 'Your agency';
      return `${who}: ${dueOn === null ? 'no due day' : dayInWords(dueOn)}`;
    })
    .join('. ');
}
