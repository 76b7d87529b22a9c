import { addDays, type CalendarDate } from '../calendar-date.js';
import { type Renewal, renewedUntil } from './renewal.js';

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
  readonly id: string;
  readonly audience: Audience;
  /** Days from the day on which the module was first asked of the member, or from the rule's first day when that is later. */
  readonly dueWithinDays: number | null;
  /** A fixed due day instead. */
  readonly dueOn: CalendarDate | null;
  /** Days from the publication of the module instead, or from being asked when that is later. With none of the three there is no due day. */
  readonly dueAfterPublicationDays: number | null;
  readonly renewal: Renewal;
  /** How old, in days, learning from before the module was asked may be to count; `null`: as long as it still counts. */
  readonly recogniseWithinDays: number | null;
  readonly fromOn: CalendarDate;
  /** Last day, included; `null` while it is in force. */
  readonly toOn: CalendarDate | null;
}

/** What one rule asks of a member. */
export interface Asking {
  readonly rule: AssignmentRule;
  /** Last day on which finishing is in time by this rule; `null` when it has no such day. */
  readonly dueOn: CalendarDate | null;
}

/** What one agency requires of one member for one module: all its rules at once, by their strictest. */
export interface Duty {
  /** Last day on which finishing is in time; `null` when there is no such day. */
  readonly dueOn: CalendarDate | null;
  /** The renewals of all rules that ask, each once. The earliest end counts. */
  readonly renewals: readonly Renewal[];
  /** The least of what the rules say. */
  readonly recogniseWithinDays: number | null;
  /** First day on which the module was asked of the member without a break. */
  readonly askedOn: CalendarDate;
  /** The rules that ask, the one with the earliest due day first. */
  readonly because: readonly Asking[];
}

/** Whether a member is one of those a rule is for. */
export function isInAudience(audience: Audience, member: Omit<Member, 'joinedOn'>): boolean {
  const { groups, jobRoles, teams } = audience;
  return (
    (groups === undefined || (member.workforceGroup !== null && groups.includes(member.workforceGroup))) &&
    (jobRoles === undefined || jobRoles.includes(member.jobRole)) &&
    (teams === undefined || (member.teamId !== null && teams.includes(member.teamId)))
  );
}

/** Whether a rule is in force on a day. */
export function isInForce(rule: Pick<AssignmentRule, 'fromOn' | 'toOn'>, day: CalendarDate): boolean {
  return rule.fromOn <= day && (rule.toOn === null || rule.toOn >= day);
}

/**
 * The last day on which somebody of whom the module is asked since `askedOn` is in time; `null` when the rule has no due
 * day, or counts from a publication that has not been.
 *
 * @param publishedOn Day on which the module's first version was published; `null` while it has none.
 */
export function dueDay(
  rule: AssignmentRule,
  askedOn: CalendarDate,
  publishedOn: CalendarDate | null,
): CalendarDate | null {
  const began = later(askedOn, rule.fromOn);
  if (rule.dueWithinDays !== null) return addDays(began, rule.dueWithinDays);
  if (rule.dueAfterPublicationDays === null) return rule.dueOn;
  return publishedOn === null ? null : addDays(later(began, publishedOn), rule.dueAfterPublicationDays);
}

/**
 * What the rules of one agency for one module ask of a member on `day`, or `null` when none applies. Where several
 * apply, the earliest due day and the strictest renewal count: meeting those meets them all. `because` names them all.
 *
 * @param askedOn     First day on which it was asked without a break; `null` when that is not known, or begins now. Then
 *                    it is the day on which the member joined, or the first of the rules began, whichever is later.
 * @param publishedOn As in `dueDay`.
 */
export function dutyOf(
  rules: readonly AssignmentRule[],
  member: Member,
  day: CalendarDate,
  askedOn: CalendarDate | null = null,
  publishedOn: CalendarDate | null = null,
): Duty | null {
  const asking = rules.filter((rule) => isInForce(rule, day) && isInAudience(rule.audience, member));
  if (asking.length === 0) return null;
  const since = askedOn ?? later(member.joinedOn, least(asking.map(({ fromOn }) => fromOn))!);
  const because = asking
    .map((rule): Asking => ({ rule, dueOn: dueDay(rule, since, publishedOn) }))
    .sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'));
  return {
    dueOn: least(because.map(({ dueOn }) => dueOn)),
    renewals: [...new Map(asking.map(({ renewal }) => [JSON.stringify(renewal), renewal])).values()],
    recogniseWithinDays: least(asking.map((rule) => rule.recogniseWithinDays)),
    askedOn: since,
    because,
  };
}

/** The last day on which the latest of some completions counts by every rule that asks; `null` for ever. */
export function countsUntil(
  renewals: readonly Renewal[],
  completedOn: readonly CalendarDate[],
): CalendarDate | null {
  return least(renewals.map((renewal) => renewedUntil(renewal, completedOn)));
}

function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}

/** The smallest of what is there; `null` when nothing is. */
function least<Value extends CalendarDate | number>(values: readonly (Value | null)[]): Value | null {
  return values.reduce((best, next) => (best === null || (next !== null && next < best) ? next : best), null);
}
