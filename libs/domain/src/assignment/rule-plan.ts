import type { CalendarDate } from '../calendar-date.js';
import { isRequirementMet, type StandingFacts, standingOn } from '../learning/standing.js';
import type { AssignmentRule, Duty } from './assignment.js';

/** What a change of rules does to one member. */
export type PlannedChange = 'asked' | 'no-longer' | 'earlier' | 'later' | 'renewed';

/** One member as a change of rules finds them and leaves them. */
export interface PlannedMember {
  /** Code of the job role. */
  readonly jobRole: string;
  /** Whether the rule that is planned is for them. */
  readonly isReached: boolean;
  /** Where they stand by the rules as they are, and as they would be; `null` where nothing is asked. */
  readonly now: StandingFacts | null;
  readonly then: StandingFacts | null;
  /** What would be asked of them; `null` for nothing. */
  readonly duty: Duty | null;
}

/** Another rule that asks some of the same people, and how the two meet. */
export interface MetRule {
  readonly ruleId: string;
  /** Whom both ask. */
  readonly people: number;
  /** Of them, for whom the planned rule's due day is the earlier one, and for whom the other's. */
  readonly plannedFirst: number;
  readonly otherFirst: number;
  /** Earliest and latest due day of each; `null` for none. */
  readonly plannedDays: DueDays | null;
  readonly otherDays: DueDays | null;
  /** Whether the two renew differently. */
  readonly renewsOtherwise: boolean;
}

/** The earliest and the latest of some due days. */
export interface DueDays {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** What a change of rules comes to, in people. */
export interface RulePlan {
  /** Whom the planned rule is for. */
  readonly people: number;
  readonly asked: number;
  readonly noLonger: number;
  readonly earlier: number;
  readonly later: number;
  /** Who would be overdue, or run out, at once and are not now. */
  readonly overdue: number;
  /** Of whom it would be asked, and who have done it already. */
  readonly done: number;
  /** Whom the planned rule is for, by code of their job role. */
  readonly byJobRole: ReadonlyMap<string, number>;
  /** Other rules that ask some of the same people, in the order in which they were met. */
  readonly met: readonly MetRule[];
}

/** What happens to one member; `null` when nothing does. */
export function plannedChange(now: StandingFacts | null, then: StandingFacts | null): PlannedChange | null {
  if (now === null || then === null) {
    if (now === then) return null;
    return now === null ? 'asked' : 'no-longer';
  }
  if (now.completedOn !== then.completedOn || now.expiresOn !== then.expiresOn) return 'renewed';
  if (then.completedOn !== null || now.dueOn === then.dueOn) return null;
  return isEarlier(then.dueOn, now.dueOn) ? 'earlier' : 'later';
}

/** Adds up what a change of rules does, a member after another, so that a hundred thousand need no room. */
export class RulePlanTally {
  private readonly counts = { people: 0, asked: 0, noLonger: 0, earlier: 0, later: 0, overdue: 0, done: 0 };
  private readonly byJobRole = new Map<string, number>();
  private readonly met = new Map<string, MetRule>();

  /**
   * @param plannedId Id of the rule that is planned, as it stands in `PlannedMember.duty`.
   * @param on        The day on which it is judged.
   */
  constructor(
    private readonly plannedId: string,
    private readonly on: CalendarDate,
  ) {}

  /** @returns What happens to the member. */
  add({ jobRole, isReached, now, then, duty }: PlannedMember): PlannedChange | null {
    const change = plannedChange(now, then);
    if (isReached) {
      this.counts.people += 1;
      this.byJobRole.set(jobRole, (this.byJobRole.get(jobRole) ?? 0) + 1);
    }
    if (change === 'asked') this.counts.asked += 1;
    if (change === 'no-longer') this.counts.noLonger += 1;
    if (change === 'earlier') this.counts.earlier += 1;
    if (change === 'later') this.counts.later += 1;
    if (this.isLate(then) && !this.isLate(now)) this.counts.overdue += 1;
    if (change === 'asked' && then !== null && isRequirementMet(standingOn(then, this.on)))
      this.counts.done += 1;
    if (duty !== null) this.meet(duty);
    return change;
  }

  /** What it comes to. */
  plan(): RulePlan {
    return { ...this.counts, byJobRole: this.byJobRole, met: [...this.met.values()] };
  }

  private meet({ because }: Duty): void {
    const planned = because.find(({ rule }) => rule.id === this.plannedId);
    if (planned === undefined) return;
    for (const { rule, dueOn } of because) {
      if (rule.id === this.plannedId) continue;
      const before = this.met.get(rule.id) ?? NOBODY_MET;
      this.met.set(rule.id, {
        ruleId: rule.id,
        people: before.people + 1,
        plannedFirst: before.plannedFirst + (isEarlier(planned.dueOn, dueOn) ? 1 : 0),
        otherFirst: before.otherFirst + (isEarlier(dueOn, planned.dueOn) ? 1 : 0),
        plannedDays: withDay(before.plannedDays, planned.dueOn),
        otherDays: withDay(before.otherDays, dueOn),
        renewsOtherwise: before.renewsOtherwise || renewsOtherwise(planned.rule, rule),
      });
    }
  }

  private isLate(facts: StandingFacts | null): boolean {
    if (facts === null) return false;
    const standing = standingOn(facts, this.on);
    return standing === 'overdue' || standing === 'expired';
  }
}

const NOBODY_MET: Omit<MetRule, 'ruleId'> = {
  people: 0,
  plannedFirst: 0,
  otherFirst: 0,
  plannedDays: null,
  otherDays: null,
  renewsOtherwise: false,
};

/** No due day is later than any. */
function isEarlier(one: CalendarDate | null, other: CalendarDate | null): boolean {
  return one !== null && (other === null || one < other);
}

function withDay(days: DueDays | null, day: CalendarDate | null): DueDays | null {
  if (day === null) return days;
  if (days === null) return { from: day, to: day };
  return { from: day < days.from ? day : days.from, to: day > days.to ? day : days.to };
}

function renewsOtherwise({ renewal: one }: AssignmentRule, { renewal: other }: AssignmentRule): boolean {
  return one.rule !== other.rule || one.months !== other.months || one.day !== other.day;
}
