import type {
  AgencyNow,
  AgencyPerson,
  PeopleState,
  StandingBreakdown,
  StandingCounts,
} from '@learning-reviews/contracts/agency.contract';
import type { StandingState } from '@learning-reviews/contracts/standing.contract';
import type { WarningDays } from '@learning-reviews/domain/learning/standing';
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

/** What is soon to be done, in words that say how soon. */
function soonInWords({ dueSoonDays, expiringDays }: WarningDays): { dueSoon: string; expiring: string } {
  return {
    dueSoon: `Due within ${daysInWords(dueSoonDays)}`,
    expiring: `Expiring within ${daysInWords(expiringDays)}`,
  };
}

/** `1 day`, `30 days`. */
export function daysInWords(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

/** What people can be filtered by, in the order in which it is offered. */
export function peopleStates(warning: WarningDays): Readonly<Record<PeopleState, string>> {
  const { dueSoon, expiring } = soonInWords(warning);
  return {
    overdue: 'Overdue',
    'due-soon': dueSoon,
    'not-started': 'Not started',
    'in-progress': 'In progress',
    expired: 'Expired',
    expiring,
    done: 'Done',
    paused: 'Paused',
  };
}

/** One column of the agency's figures: its heading, its count, and where the people behind it are listed. */
export interface CountColumn {
  readonly heading: string;
  readonly count: keyof StandingCounts;
  /** The filter of the list; `null` where everybody counts. */
  readonly state: PeopleState | null;
  /** What is late or soon will be is on the worklist, where something can be done about it. */
  readonly list: '/agency/people' | '/agency/worklist';
}

const PEOPLE = '/agency/people';
const WORKLIST = '/agency/worklist';

/** The columns of every table of figures, in order. */
export function countColumns(warning: WarningDays): readonly CountColumn[] {
  const { dueSoon, expiring } = soonInWords(warning);
  return [
    { heading: 'Required', count: 'required', state: null, list: PEOPLE },
    { heading: 'Done', count: 'done', state: 'done', list: PEOPLE },
    { heading: 'In progress', count: 'inProgress', state: 'in-progress', list: PEOPLE },
    { heading: 'Not started', count: 'notStarted', state: 'not-started', list: PEOPLE },
    { heading: 'Overdue', count: 'overdue', state: 'overdue', list: WORKLIST },
    { heading: 'Expired', count: 'expired', state: 'expired', list: WORKLIST },
    { heading: 'Paused', count: 'paused', state: 'paused', list: PEOPLE },
    { heading: dueSoon, count: 'dueSoon', state: 'due-soon', list: WORKLIST },
    { heading: expiring, count: 'expiring', state: 'expiring', list: WORKLIST },
  ];
}

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

/**
 * What a training lead should take from the figures, to be read aloud: where the agency is against its target, then
 * what is owed.
 */
export function agencySummary(counts: StandingCounts, target: number, warning: WarningDays): string {
  const { required, done } = counts;
  if (required === 0) return 'No module is required of anyone here today.';
  const share = wholePercentage(done, required);
  const against = share < target ? `against a target of ${target}%` : `which meets the target of ${target}%`;
  return `${figure(done)} of ${figure(required)} required modules are done (${share}%), ${against}. ${owedInWords(counts, warning)}`;
}

/** The same of one module. Each figure is then of people. */
export function moduleSummary(counts: StandingCounts, warning: WarningDays): string {
  const { required, done } = counts;
  if (required === 0) return 'This module is not required of anyone here today.';
  const share = wholePercentage(done, required);
  return `${figure(done)} of ${peopleInWords(required)} required to do it ${done === 1 ? 'has' : 'have'} done it (${share}%). ${owedInWords(counts, warning)}`;
}

/** What is late or soon will be, in a sentence. */
function owedInWords({ overdue, expired, dueSoon }: StandingCounts, { dueSoonDays }: WarningDays): string {
  const soon = `due within ${daysInWords(dueSoonDays)}`;
  const owed = [
    overdue > 0 && `${figure(overdue)} ${areOverdue(overdue)}`,
    expired > 0 && `${figure(expired)} ${expired === 1 ? 'has' : 'have'} expired`,
    dueSoon > 0 && `${figure(dueSoon)} ${dueSoon === 1 ? 'is' : 'are'} ${soon}`,
  ].filter((part) => part !== false);
  if (owed.length === 0) return `None is overdue or ${soon}.`;
  const last = owed.pop() ?? '';
  return `${owed.length === 0 ? last : `${owed.join(', ')} and ${last}`}.`;
}

/** A month by its first day, short enough to stand below a chart: "Nov 2026". */
export function monthInWords(month: string): string {
  return MONTH.format(new Date(`${month}T00:00:00Z`)).replace('Sept', 'Sep');
}
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Per cent done at the end of each month; blank where nothing was required, which is not the same as none. */
export function trendShares(trend: AgencyNow['trend']): (number | null)[] {
  return trend.map(({ done, required }) => (required === 0 ? null : wholePercentage(done, required)));
}

/** What a reader should take from the trend: where it began, and where it is. */
export function trendSummary(trend: AgencyNow['trend']): string {
  const known = trend
    .map(({ month }, index) => ({ month, share: trendShares(trend)[index] ?? null }))
    .filter((point) => point.share !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length === 1) {
    return 'There is no earlier month to compare with yet.';
  }
  const { month } = first;
  if (first.share === last.share) return `${last.share}% are done, as at the end of ${monthInWords(month)}.`;
  const moved = Number(last.share) > Number(first.share) ? 'rose' : 'fell';
  return `Done ${moved} from ${first.share}% at the end of ${monthInWords(month)} to ${last.share}% now.`;
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

/** Rows with the least done first; those of which nothing is required last. Equal ones keep their order. */
export function leastDoneFirst(rows: readonly StandingBreakdown[]): StandingBreakdown[] {
  const share = ({ done, required }: StandingBreakdown) => (required === 0 ? Infinity : done / required);
  return [...rows].sort((a, b) => (share(a) === share(b) ? 0 : share(a) - share(b)));
}
