import { addDays, type CalendarDate } from '../calendar-date.js';

/** Whom a rule is for. A member matches when every list that is named holds theirs; no list at all is everyone. */
export interface Audience {
  /** Groups of the partnership's framework. */
  readonly groups?: readonly number[];
  /** Codes of job roles. */
  readonly jobRoles?: readonly string[];
  /** Ids of teams. */
  readonly teams?: readonly string[];
}

/** What a rule asks about a member. */
export interface Member {
  /** Group of the partnership's framework; `null` when nobody has said. */
  readonly workforceGroup: number | null;
  /** Code of the job role. */
  readonly jobRole: string;
  readonly teamId: string | null;
  /** First day of the membership. */
  readonly joinedOn: CalendarDate;
}

/** One rule of an agency for one module. */
export interface AssignmentRule {
  readonly audience: Audience;
  /** Days from joining, or from the rule's first day when that is later. */
  readonly dueWithinDays: number | null;
  /** A fixed due day instead. With neither there is no due day. */
  readonly dueOn: CalendarDate | null;
  /** Months for which a completion counts; `null` for ever. */
  readonly refreshMonths: number | null;
  readonly fromOn: CalendarDate;
  /** Last day, included; `null` while it is in force. */
  readonly toOn: CalendarDate | null;
}

/** What one agency requires of one member for one module. */
export interface Duty {
  /** Last day on which finishing is in time; `null` when there is no such day. */
  readonly dueOn: CalendarDate | null;
  readonly refreshMonths: number | null;
}

/** Whether a member is one of those a rule is for. */
export function isInAudience(audience: Audience, member: Member): boolean {
  const { groups, jobRoles, teams } = audience;
  return (
    (groups === undefined || (member.workforceGroup !== null && groups.includes(member.workforceGroup))) &&
    (jobRoles === undefined || jobRoles.includes(member.jobRole)) &&
    (teams === undefined || (member.teamId !== null && teams.includes(member.teamId)))
  );
}

/** Whether a rule is in force on a day. */
export function isInForce(rule: AssignmentRule, day: CalendarDate): boolean {
  return rule.fromOn <= day && (rule.toOn === null || rule.toOn >= day);
}

/** The last day on which a member who joined on `joinedOn` is in time; `null` when the rule has no due day. */
export function dueDay(rule: AssignmentRule, joinedOn: CalendarDate): CalendarDate | null {
  if (rule.dueWithinDays === null) return rule.dueOn;
  return addDays(rule.fromOn > joinedOn ? rule.fromOn : joinedOn, rule.dueWithinDays);
}

/**
 * What the rules of one agency for one module ask of a member on `day`, or `null` when none applies. Where
 * several apply, the earliest due day and the shortest refresh count: meeting those meets them all.
 */
export function dutyOf(rules: readonly AssignmentRule[], member: Member, day: CalendarDate): Duty | null {
  const duties = rules
    .filter((rule) => isInForce(rule, day) && isInAudience(rule.audience, member))
    .map((rule): Duty => ({ dueOn: dueDay(rule, member.joinedOn), refreshMonths: rule.refreshMonths }));
  if (duties.length === 0) return null;
  return {
    dueOn: least(duties.map((duty) => duty.dueOn)),
    refreshMonths: least(duties.map((duty) => duty.refreshMonths)),
  };
}

/** The smallest of what is there; `null` when nothing is. */
function least<Value extends CalendarDate | number>(values: readonly (Value | null)[]): Value | null {
  return values.reduce((best, next) => (best === null || (next !== null && next < best) ? next : best), null);
}
