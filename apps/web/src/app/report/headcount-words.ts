import type { HeadcountPage, HeadcountSet } from '@learning-reviews/contracts/headcount.contract';
import { addMonths, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { figureOf, type PastedLine } from '@learning-reviews/domain/report/headcount-paste';
import {
  type GroupLabel,
  groupInWords,
  WORKFORCE_GROUPS,
} from '@learning-reviews/domain/report/workforce-group';
import { dayInWords } from '@learning-reviews/ui/day';
import { figure, peopleInWords } from './agency-words.js';

/** A figure as it was typed. */
export interface TypedCount {
  readonly people: string;
  readonly fte: string;
}

/** Everything that stands in the boxes of the form. */
export interface TypedHeadcount {
  readonly pasted: string;
  /** `YYYY-MM-DD`, or what was half typed. */
  readonly on: string;
  readonly source: string;
  /** By the number of the group. */
  readonly groups: Readonly<Record<number, TypedCount>>;
  readonly whole: TypedCount;
  readonly reason: string;
}

const EMPTY: TypedCount = { people: '', fte: '' };

/** A form in which nothing is typed but the day. */
export function emptyHeadcount(on: string): TypedHeadcount {
  const groups = Object.fromEntries(WORKFORCE_GROUPS.map(({ group }) => [group, EMPTY]));
  return { pasted: '', on, source: '', groups, whole: EMPTY, reason: '' };
}

/** The request that the boxes make; what is no number is `NaN`, which the contract refuses with its own sentence. */
export function headcountRequest({ on, source, groups, whole, reason }: TypedHeadcount) {
  const told = Object.entries(groups).filter(([, count]) => isTyped(count));
  return {
    on,
    source,
    groups: Object.fromEntries(told.map(([group, count]) => [group, countOf(count)])),
    whole: isTyped(whole) ? countOf(whole) : null,
    reason,
  };
}

/** People of all groups together, of what is typed so far; `null` when a figure is none, or there is none. */
export function sumOfGroups({ groups }: TypedHeadcount): number | null {
  const figures = Object.values(groups)
    .filter(isTyped)
    .map(({ people }) => figureOf(people));
  const sum = figures.reduce((total, people) => total + people, 0);
  return figures.length === 0 || Number.isNaN(sum) ? null : sum;
}

/** The boxes once the lines that were understood stand in them. What no line tells of stays. */
export function withPastedLines(typed: TypedHeadcount, lines: readonly PastedLine[]): TypedHeadcount {
  return lines.reduce((filled, { count }) => {
    if (count === null) return filled;
    const boxes = { people: String(count.people), fte: count.fte === null ? '' : String(count.fte) };
    return count.group === null
      ? { ...filled, whole: boxes }
      : { ...filled, groups: { ...filled.groups, [count.group]: boxes } };
  }, typed);
}

/** How much of what was pasted was understood, in a sentence. */
export function pasteSummary(lines: readonly PastedLine[]): string {
  const understood = lines.filter(({ count }) => count !== null).length;
  const problems = lines.filter(({ problem }) => problem !== '').length;
  if (understood === 0 && problems === 0) return 'There are no figures in this yet.';
  const good = `${linesInWords(understood)} understood`;
  if (problems === 0) return `${good}. Nothing is saved until you press “Save headcount”.`;
  return `${good}, ${linesInWords(problems)} not understood. Change ${problems === 1 ? 'it' : 'them'} in the box above, or type the figures below.`;
}

/** What one pasted line was read as. */
export function readingOf({ count, problem }: PastedLine, groups: readonly GroupLabel[]): string {
  if (count === null) return problem === '' ? 'Headings' : problem;
  const whose = count.group === null ? 'Whole agency' : groupInWords(groups, count.group);
  const fte = count.fte === null ? '' : `, ${figure(count.fte)} FTE`;
  return `${whose}: ${peopleInWords(count.people)}${fte}`;
}

/** One row of the figures in use: what was supplied, and who is recorded here. */
export interface HeadcountRow {
  readonly label: string;
  /** `null` where no figure was supplied. */
  readonly people: number | null;
  readonly fte: number | null;
  readonly recorded: number;
  /** Recorded here less supplied; `null` where there is nothing to compare with. */
  readonly difference: number | null;
}

/** The figures in use by group, those of nobody left out, and the whole agency last. */
export function headcountRows(
  { current, members }: HeadcountPage,
  labels: readonly GroupLabel[],
): HeadcountRow[] {
  const recordedIn = (group: number | null) =>
    members.groups.find((each) => each.group === group)?.people ?? 0;
  const groups = WORKFORCE_GROUPS.map(({ group }) => {
    const told = current?.groups.find((each) => each.group === group);
    return row(groupInWords(labels, group), told, recordedIn(group));
  });
  const unknown = row(groupInWords(labels, null), undefined, recordedIn(null));
  return [
    ...[...groups, unknown].filter(({ people, recorded }) => people !== null || recorded > 0),
    row('Whole agency', current ?? undefined, members.people),
  ];
}

/** What the figures in use are, in one or two sentences. */
export function headcountSummary({ current, members, today }: HeadcountPage): string {
  if (current === null) {
    return `No headcount has been supplied. Until there is one, figures are out of the ${peopleInWords(members.people)} recorded here, and nobody can see who is missing.`;
  }
  const base = `${peopleInWords(current.people)} on ${dayInWords(current.on)}. Source: ${current.source}.`;
  const isOld = current.on < addMonths(today as CalendarDate, -12);
  return isOld ? `${base} That is more than a year ago: supply new figures before the next return.` : base;
}

/** The groups of a set in one line. */
export function groupsInWords({ groups }: HeadcountSet): string {
  if (groups.length === 0) return 'Whole agency only';
  return groups.map(({ group, people }) => `Group ${group}: ${figure(people)}`).join('; ');
}

function row(
  label: string,
  told: { readonly people: number; readonly fte: number | null } | undefined,
  recorded: number,
): HeadcountRow {
  const people = told?.people ?? null;
  return {
    label,
    people,
    fte: told?.fte ?? null,
    recorded,
    difference: people === null ? null : recorded - people,
  };
}

const isTyped = ({ people, fte }: TypedCount) => people.trim() !== '' || fte.trim() !== '';
const countOf = ({ people, fte }: TypedCount) => ({
  people: figureOf(people),
  fte: fte.trim() === '' ? null : figureOf(fte),
});
const linesInWords = (count: number) => (count === 1 ? '1 line' : `${count} lines`);
