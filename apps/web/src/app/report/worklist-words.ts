import type { AgencyPersonDetail } from '@learning-reviews/contracts/agency.contract';
import type {
  NudgeRefusal,
  NudgeResult,
  WorklistDuty,
  WorklistFilterName,
  WorklistPage,
  WorklistSort,
  WorklistState,
} from '@learning-reviews/contracts/worklist.contract';
import type { TagTone } from '@learning-reviews/ui/tag';
import { figure, peopleInWords } from './agency-words.js';

/** Where a duty on the worklist stands: words and colour of its tag, in the order in which they are offered. */
export const WORKLIST_STATES: Readonly<Record<WorklistState, { text: string; tone: TagTone }>> = {
  overdue: { text: 'Overdue', tone: 'red' },
  expired: { text: 'Expired', tone: 'red' },
  'due-soon': { text: 'Due soon', tone: 'yellow' },
  expiring: { text: 'Expiring', tone: 'yellow' },
};

/** What the list can be sorted by, in the order in which it is offered. */
export const WORKLIST_SORTS: Readonly<Record<WorklistSort, string>> = {
  days: 'Longest over first',
  name: 'Family name',
  module: 'Module',
  nudge: 'Not nudged, or longest ago, first',
};

/** What a filter is called in a sentence. */
export const WORKLIST_FILTERS: Readonly<Record<WorklistFilterName, string>> = {
  state: 'standing',
  module: 'required module',
  team: 'team',
  role: 'job role',
  group: 'workforce group',
  manager: 'line manager',
  nudged: 'choice of nudges',
  sort: 'order',
};

/** Where the email of a nudge is. Sent is what the mail server says; whether it was read nobody knows. */
export const MAILS: Readonly<Record<AgencyPersonDetail['nudges'][number]['mail'], string>> = {
  waiting: 'Waiting to be sent',
  sent: 'Sent',
  refused: 'Refused by the mail server',
  kept: 'Kept as a file, not sent',
};

/** Why somebody gets no nudge, after a number of people: `3 people: nudged in the last 7 days`. */
export const NUDGE_REFUSALS: Readonly<Record<NudgeRefusal, string>> = {
  left: 'left the agency',
  paused: 'on leave, or paused for another reason',
  'nothing-owed': 'nothing left to do: finished, or no longer required',
  'no-email': 'no work email address that can be used',
  'nudged-lately': 'nudged in the last 7 days',
  'nudged-often': 'nudged about this 3 times in the last 30 days',
};

/** How far past its day a duty is, or how long it has: `12 days over`, `due today`, `5 days left`. */
export function daysInWords({ daysOver }: Pick<WorklistDuty, 'daysOver'>): string {
  if (daysOver > 0) return `${days(daysOver)} over`;
  return daysOver === 0 ? 'Today is the last day' : `${days(-daysOver)} left`;
}

/** How many rows there are, in a sentence: `12 required modules`, `More than 10,000 required modules`. */
export function dutiesInWords({ total, isMore }: Pick<WorklistPage, 'total' | 'isMore'>): string {
  if (total === 1) return '1 required module';
  return `${isMore ? 'More than ' : ''}${figure(total)} required modules`;
}

/** Said wherever messages would reach nobody. */
export const NO_MAIL_SERVER =
  'No mail server is set for this site, so messages are kept as files on the server and reach nobody. ' +
  'Ask whoever runs the site to set one.';

/** One group of those who get no message: `3 people: nudged in the last 7 days`. */
export function leftOutInWords({ reason, people }: NudgeResult['leftOut'][number]): string {
  return `${peopleInWords(people)}: ${NUDGE_REFUSALS[reason]}`;
}

/** What a press came to, in a sentence or two. */
export function nudgedInWords({ people, leftOut, remaining, delivery }: NudgeResult): string {
  const missed = leftOut.reduce((sum, group) => sum + group.people, 0);
  const sentences = [
    people === 0
      ? 'Nobody was nudged.'
      : `${peopleInWords(people)} ${people === 1 ? 'was' : 'were'} nudged, with one message each.`,
    missed > 0 && `Left out: ${leftOut.map(leftOutInWords).join('; ')}.`,
    remaining > 0 && `${peopleInWords(remaining)} more can be nudged now: press again.`,
    people > 0 && (delivery === 'file' ? NO_MAIL_SERVER : 'Their own pages show when each message was sent.'),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}

const days = (count: number) => (count === 1 ? '1 day' : `${figure(count)} days`);
