import type {
  WorklistDuty,
  WorklistFilterName,
  WorklistPage,
  WorklistSort,
  WorklistState,
} from '@learning-reviews/contracts/worklist.contract';
import type { TagTone } from '@learning-reviews/ui/tag';
import { figure } from './agency-words.js';

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

const days = (count: number) => (count === 1 ? '1 day' : `${figure(count)} days`);
