import { type Duty, dutyOf } from '@learning-reviews/domain/assignment/assignment';
import {
  type DutyHistory,
  isExcusedOn,
  standingFor,
} from '@learning-reviews/domain/assignment/duty-standing';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { STANDING_STATE } from '@learning-reviews/domain/learning/standing';
import type { AssignmentRow } from './assignment-rule.repository.js';
import type { DutyMember, KnownOfMembers, StoredStanding } from './duty.repository.js';

/** Rules by the module they are for. */
export type RulesByModule = ReadonlyMap<number, readonly AssignmentRow[]>;

/** What was known of one member, by module where it is about one. */
export interface KnownOfMember {
  readonly standings: ReadonlyMap<number, StoredStanding>;
  readonly completedOn: ReadonlyMap<number, readonly CalendarDate[]>;
  readonly leave: DutyHistory['leave'];
  readonly exceptions: ReadonlyMap<number, DutyHistory['exceptions']>;
  /** The job in this agency that this one follows, with where it stood; `null` when there was none. */
  readonly before: {
    readonly member: DutyMember;
    readonly standings: ReadonlyMap<number, StoredStanding>;
  } | null;
}

/** When standings are judged. */
export interface JudgedOn {
  /** Day in the agency's time zone. */
  readonly today: CalendarDate;
  /** A module that is asked anew of somebody who was here already is not asked since before this day; `null` for newcomers. */
  readonly notBefore: CalendarDate | null;
}

/** One module of one member: what is there, and what should be. Either may be `null`. */
export interface Judged {
  readonly moduleId: number;
  readonly duty: Duty | null;
  readonly before: StoredStanding | null;
  readonly after: StoredStanding | null;
}

/** Sorts what was read of many members by member and module. */
export function byMember(
  members: readonly DutyMember[],
  known: KnownOfMembers,
  before: ReadonlyMap<string, KnownOfMember['before']> = new Map(),
): ReadonlyMap<string, KnownOfMember> {
  const of = <Row extends { readonly membershipId: string }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ membershipId }) => membershipId);
  const [standings, completions, leave, exceptions] = [
    of(known.standings),
    of(known.completions),
    of(known.leave),
    of(known.exceptions),
  ];
  return new Map(
    members.map(({ membershipId }): [string, KnownOfMember] => [
      membershipId,
      {
        standings: new Map((standings.get(membershipId) ?? []).map((one) => [one.moduleId, one])),
        completedOn: new Map(
          [...Map.groupBy(completions.get(membershipId) ?? [], ({ moduleId }) => moduleId)].map(
            ([moduleId, rows]) => [moduleId, rows.map(({ completedOn }) => completedOn)],
          ),
        ),
        leave: leave.get(membershipId) ?? [],
        exceptions: Map.groupBy(exceptions.get(membershipId) ?? [], ({ moduleId }) => moduleId),
        before: before.get(membershipId) ?? null,
      },
    ]),
  );
}

/**
 * Where a member should stand with every module that a rule asks of them, or that they have a standing of. Pure: the
 * same rules and the same past give the same, however often it is asked.
 *
 * Somebody who begins later is judged as on their first day. Whoever has left is judged as on their last: what stood
 * there is brought up to date, and nothing is asked of them or taken away any more.
 */
export function judge(
  member: DutyMember,
  rules: RulesByModule,
  known: KnownOfMember,
  on: JudgedOn,
): Judged[] {
  const { joinedOn, leftOn } = member;
  const hasLeft = leftOn !== null && leftOn < on.today;
  const day = hasLeft ? leftOn : joinedOn > on.today ? joinedOn : on.today;
  const moduleIds = new Set([...rules.keys(), ...known.standings.keys()]);
  return [...moduleIds].flatMap((moduleId): Judged[] => {
    const before = known.standings.get(moduleId) ?? null;
    const carried = known.before?.standings.get(moduleId);
    const exceptions = known.exceptions.get(moduleId) ?? [];
    const asking = isExcusedOn(exceptions, day) ? [] : (rules.get(moduleId) ?? []);
    const duty = dutyWith(asking, member, known, moduleId, day, on.notBefore);
    if (hasLeft && (before === null || duty === null)) return [];
    if (duty === null) return before === null ? [] : [{ moduleId, duty, before, after: null }];
    const begun = before ?? carried;
    const facts = standingFor(
      duty,
      {
        hasBegun: begun?.state === STANDING_STATE.inProgress,
        completedOn: known.completedOn.get(moduleId) ?? [],
        leave: known.leave,
        exceptions,
      },
      day,
    );
    const { membershipId, personId } = member;
    const after = { ...facts, membershipId, personId, moduleId, askedOn: duty.askedOn };
    return [{ moduleId, duty, before, after }];
  });
}

/** Whether two standings say the same. */
export function isSameStanding(a: StoredStanding, b: StoredStanding): boolean {
  return (
    a.state === b.state &&
    a.dueOn === b.dueOn &&
    a.completedOn === b.completedOn &&
    a.expiresOn === b.expiresOn &&
    a.pausedUntil === b.pausedUntil &&
    a.askedOn === b.askedOn
  );
}

function dutyWith(
  asking: readonly AssignmentRow[],
  member: DutyMember,
  known: KnownOfMember,
  moduleId: number,
  day: CalendarDate,
  notBefore: CalendarDate | null,
): Duty | null {
  const publishedOn = asking[0]?.publishedOn ?? null;
  const duty = (askedOn: CalendarDate | null, of = member) => dutyOf(asking, of, day, askedOn, publishedOn);
  const standing = known.standings.get(moduleId);
  // A standing from before `asked_on` was kept counts as its rules would have it: from joining, or the first of them.
  if (standing !== undefined) return duty(standing.askedOn);
  const carried = known.before?.standings.get(moduleId);
  if (carried !== undefined && known.before !== null) {
    const { joinedOn } = known.before.member;
    return duty(carried.askedOn ?? duty(null, { ...member, joinedOn })?.askedOn ?? null);
  }
  const fresh = duty(null);
  return fresh !== null && notBefore !== null && notBefore > fresh.askedOn ? duty(notBefore) : fresh;
}
