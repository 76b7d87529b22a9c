import { isInAudience } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { standingOn } from '@learning-reviews/domain/learning/standing';
import type { AssignmentRow } from './assignment-rule.repository.js';
import type { DutyMember } from './duty.repository.js';
import { isSameStanding, type Judged } from './member-duties.js';

/** What happens to one member. */
export type PlannedChange = 'asked' | 'no-longer' | 'earlier' | 'later' | 'renewed';

/** What a change of rules would do. Counts of people. */
export interface PlannedStandings {
  /** Whom the rules that would be there are for. */
  readonly people: number;
  /** Of whom the module would be asked, and is not now. */
  readonly asked: number;
  readonly noLonger: number;
  readonly earlier: number;
  readonly later: number;
  /** Who would be overdue, or have run out, and is not now. */
  readonly overdue: number;
  /** For whom learning from before would count. */
  readonly done: number;
  /** Code of a job role → how many of `people` have it. */
  readonly byJobRole: ReadonlyMap<string, number>;
  /** The first of those for whom something changes, by id of the membership. */
  readonly some: readonly {
    readonly membershipId: string;
    readonly change: PlannedChange;
    readonly dueOn: CalendarDate | null;
  }[];
  /** Other rules that ask the same people, each with the days that both name for one of them. */
  readonly contradicting: readonly {
    readonly assignmentId: string;
    /** By the planned rule and by the other, for the first member of whom both ask. */
    readonly planned: CalendarDate | null;
    readonly other: CalendarDate | null;
  }[];
}

const MOST_NAMED = 10;

/** Adds up what happens to one member after another. */
export class PlanTally {
  private readonly counts = { people: 0, asked: 0, noLonger: 0, earlier: 0, later: 0, overdue: 0, done: 0 };
  private readonly byJobRole = new Map<string, number>();
  private readonly some: PlannedStandings['some'][number][] = [];
  private readonly contradicting = new Map<string, PlannedStandings['contradicting'][number]>();

  constructor(
    private readonly planned: readonly AssignmentRow[],
    private readonly today: CalendarDate,
  ) {}

  /** Adds one member, with what the planned rules make of the module for them. */
  add(member: DutyMember, judged: Judged | undefined): void {
    if (this.planned.some(({ audience }) => isInAudience(audience, member))) {
      this.counts.people += 1;
      this.byJobRole.set(member.jobRole, (this.byJobRole.get(member.jobRole) ?? 0) + 1);
    }
    if (judged === undefined) return;
    this.noteContradictions(judged);
    const change = changeOf(judged);
    if (change === null) return;
    const { before, after } = judged;
    if (change === 'asked') this.counts.asked += 1;
    if (change === 'no-longer') this.counts.noLonger += 1;
    if (change === 'earlier') this.counts.earlier += 1;
    if (change === 'later') this.counts.later += 1;
    if (before === null && after?.completedOn) this.counts.done += 1;
    if (isLate(after, this.today) && !isLate(before, this.today)) this.counts.overdue += 1;
    if (this.some.length < MOST_NAMED)
      this.some.push({ membershipId: member.membershipId, change, dueOn: after?.dueOn ?? null });
  }

  /** What it all comes to. */
  sum(): PlannedStandings {
    const { byJobRole, some } = this;
    return { ...this.counts, byJobRole, some, contradicting: [...this.contradicting.values()] };
  }

  private noteContradictions({ duty }: Judged): void {
    const own = duty?.because.find(({ rule }) => this.planned.some(({ id }) => id === rule.id));
    if (own === undefined) return;
    for (const { rule, dueOn } of duty!.because) {
      if (rule.id === own.rule.id || this.contradicting.has(rule.id) || dueOn === own.dueOn) continue;
      this.contradicting.set(rule.id, { assignmentId: rule.id, planned: own.dueOn, other: dueOn });
    }
  }
}

function changeOf({ before, after }: Judged): PlannedChange | null {
  if (before === null) return after === null ? null : 'asked';
  if (after === null) return 'no-longer';
  if (isSameStanding(before, { ...after, askedOn: before.askedOn })) return null;
  if (before.dueOn === after.dueOn) return 'renewed';
  return before.dueOn === null || (after.dueOn !== null && after.dueOn < before.dueOn) ? 'earlier' : 'later';
}

function isLate(standing: Judged['after'], today: CalendarDate): boolean {
  if (standing === null) return false;
  const where = standingOn(standing, today);
  return where === 'overdue' || where === 'expired';
}
