import type {
  AgencyNow,
  AgencyPerson,
  PeopleState,
  StandingBreakdown,
  StandingCounts,
} from '@learning-reviews/contracts/agency.contract';
import type { StandingState } from '@learning-reviews/contracts/standing.contract';
import { wholePercentage } from '@learning-reviews/domain/report/percentage';
import { dayInWords } from '@learning-reviews/ui/day';
import type { TagTone } from '@learning-reviews/ui/tag';

/** Where a person stands with a required module: the tag's words and colour. */
export const STANDINGS: Readonly<Record<StandingState, { text: string; tone: TagTone }>> = {
  'not-started': { text: 'Not started', tone: 'grey' },
  'in-progress': { text: 'In progress', tone: 'blue' },
  done: { text: 'Done', tone: 'green' },
  expiring: { text: 'Expiring', tone: 'yellow' },
  expired: { text: 'Expired', tone: 'red' },
  overdue: { text: 'Overdue', tone: 'red' },
  paused: { text: 'Paused', tone: 'purple' },
};

/** What a completion's result is called. A score is not an agency's to see. */
export const RESULTS: Readonly<Record<string, string>> = { pass: 'Passed', withdrawn: 'Withdrawn' };

/** What people can be filtered by, in the order in which it is offered. */
export const PEOPLE_STATES: Readonly<Record<PeopleState, string>> = {
  overdue: 'Overdue',
  'due-soon': 'Due within 30 days',
  'not-started': 'Not started',
  'in-progress': 'In progress',
  expired: 'Expired',
  expiring: 'Expiring within 90 days',
  done: 'Done',
  paused: 'Paused',
};

/** One column of the agency's figures: its heading, its count, and the filter that shows the people behind it. */
export interface CountColumn {
  readonly heading: string;
  readonly count: keyof StandingCounts;
  /** `null` where everybody counts. */
  readonly state: PeopleState | null;
}

/** The columns of every table of figures, in order. */
export const COUNT_COLUMNS: readonly CountColumn[] = [
  { heading: 'Required', count: 'required', state: null },
  { heading: 'Done', count: 'done', state: 'done' },
  { heading: 'In progress', count: 'inProgress', state: 'in-progress' },
  { heading: 'Not started', count: 'notStarted', state: 'not-started' },
  { heading: 'Overdue', count: 'overdue', state: 'overdue' },
  { heading: 'Expired', count: 'expired', state: 'expired' },
  { heading: 'Paused', count: 'paused', state: 'paused' },
  { heading: 'Due within 30 days', count: 'dueSoon', state: 'due-soon' },
  { heading: 'Expiring within 90 days', count: 'expiring', state: 'expiring' },
];

/** The parts of a bar. Together they are everything that is required. */
export const BAR_PARTS = ['Done', 'In progress', 'Not started', 'Overdue or expired', 'Paused'] as const;

/** The figures of one bar, in the order of `BAR_PARTS`. */
export function barValues(counts: StandingCounts): number[] {
  const { done, inProgress, notStarted, overdue, expired, paused } = counts;
  return [done, inProgress, notStarted, overdue + expired, paused];
}

/** A whole number with its thousands apart: `1,204`. */
export function figure(count: number): string {
  return count.toLocaleString('en-GB');
}

/** `1 person`, `12 people`. */
export function peopleInWords(count: number): string {
  return count === 1 ? '1 person' : `${figure(count)} people`;
}

/** Where one person is with all that is required of them. */
export function progressOf(person: AgencyPerson): { text: string; tone: TagTone } {
  const { required, done, overdue } = person;
  if (required === 0) return { text: 'Nothing required', tone: 'grey' };
  if (overdue > 0) return { text: `${overdue} overdue`, tone: 'red' };
  return done === required
    ? { text: 'All done', tone: 'green' }
    : { text: `${required - done} not done`, tone: 'blue' };
}

/** What a training lead should take from the figures, in one or two sentences. */
export function agencySummary(counts: StandingCounts): string {
  const { required, done, overdue, expired, dueSoon } = counts;
  if (required === 0) return 'No module is required of anyone here today.';
  const base = `${figure(done)} of ${figure(required)} required modules are done (${wholePercentage(done, required)}%).`;
  const owed = [
    overdue > 0 && `${figure(overdue)} ${areOverdue(overdue)}`,
    expired > 0 && `${figure(expired)} ${expired === 1 ? 'has' : 'have'} expired`,
    dueSoon > 0 && `${figure(dueSoon)} ${dueSoon === 1 ? 'is' : 'are'} due within 30 days`,
  ].filter((part) => part !== false);
  if (owed.length === 0) return `${base} None is overdue or due within 30 days.`;
  const last = owed.pop() ?? '';
  return `${base} ${owed.length === 0 ? last : `${owed.join(', ')} and ${last}`}.`;
}

/** What the figures are out of, who says so and when, and whether the people recorded here are as many. */
export function denominatorSummary({ people, denominator }: AgencyNow): string {
  const base =
    `Denominator: ${peopleInWords(denominator.people)}. Source: ${denominator.source}, ` +
    `${dayInWords(denominator.on)}. The figures above count the ${peopleInWords(people)} recorded here today`;
  const difference = people - denominator.people;
  if (difference === 0) return `${base}.`;
  return difference > 0
    ? `${base}: ${figure(difference)} more than the denominator. Check who has left.`
    : `${base}: ${figure(-difference)} fewer than the denominator. Check who is missing.`;
}

/** What a reader should take from one breakdown, such as by team, in a sentence or two. */
export function breakdownSummary(rows: readonly StandingBreakdown[]): string {
  const counted = rows.filter(({ required }) => required > 0);
  const [first] = counted;
  if (first === undefined) return 'Nothing is required of anyone here today.';
  if (counted.length === 1) return `${first.label}: ${percentDone(first)}% done. ${mostOverdue(counted)}`;
  const byShare = [...counted].sort((a, b) => b.done / b.required - a.done / a.required);
  const [most = first] = byShare;
  const least = byShare.at(-1) ?? first;
  if (percentDone(most) === percentDone(least)) {
    return `All are at ${percentDone(most)}% done. ${mostOverdue(counted)}`;
  }
  return `Most done: ${most.label} (${percentDone(most)}%). Least done: ${least.label} (${percentDone(least)}%). ${mostOverdue(counted)}`;
}

/** Per cent of what is required that is done. */
export function percentDone({ done, required }: StandingCounts): number {
  return wholePercentage(done, required);
}

function mostOverdue(rows: readonly StandingBreakdown[]): string {
  const most = Math.max(...rows.map(({ overdue }) => overdue));
  if (most === 0) return 'Nothing is overdue.';
  const [first, ...others] = rows.filter(({ overdue }) => overdue === most);
  return others.length > 0
    ? `Most overdue: ${figure(most)} each in ${others.length + 1} of them.`
    : `Most overdue: ${first?.label ?? ''} (${figure(most)}).`;
}

const areOverdue = (count: number) => (count === 1 ? 'is overdue' : 'are overdue');
