import { dutyOf } from '@learning-reviews/domain/assignment/assignment';
import { standingFor } from '@learning-reviews/domain/assignment/duty-standing';
import { CATCH_UP_DAYS } from '@learning-reviews/domain/assignment/leave';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { STANDING_STATE, standingAfterStart, standingOn } from '@learning-reviews/domain/learning/standing';
import fc from 'fast-check';
import type { DutyMember, StoredStanding } from './duty.repository.js';
import { judge, type KnownOfMember } from './member-duties.js';
import { happen, type Happening, randomHistory, type RandomHistory } from './testing/random-history.js';
import { SlowMember, type SlowStanding, type World } from './testing/slow-standing.js';

const MODULE = 1;

/**
 * A standing that is worked out only when something touches it, as the product does: after what happens, and on days on
 * which something begins or ends.
 */
class KeptMember {
  private stored: StoredStanding | null = null;

  constructor(private readonly world: World) {}

  /** What a night does: nothing, unless something began or ended with the day. */
  night(today: CalendarDate): void {
    const { rules, leave, exceptions, joinedOn } = this.world;
    const yesterday = addDays(today, -1);
    const turns = (fromOn: CalendarDate, toOn: CalendarDate | null) => fromOn === today || toOn === yesterday;
    const isTouched =
      joinedOn === today ||
      rules.some(({ fromOn, toOn }) => turns(fromOn, toOn)) ||
      leave.some(
        ({ fromOn, toOn }) =>
          turns(fromOn, toOn) || (toOn !== null && addDays(toOn, CATCH_UP_DAYS) === yesterday),
      ) ||
      exceptions.some(({ fromOn, untilOn }) => turns(fromOn, untilOn));
    if (isTouched) this.recompute(today);
  }

  /** What the product does when something has happened. */
  follow({ what }: Happening, before: World, today: CalendarDate): void {
    if (what === 'began') this.begin();
    else if (what === 'finished') this.finish(today);
    else if (what === 'moved') this.recompute(today, { from: before.joinedOn, stored: this.stored });
    else if (what === 'left-and-back') this.recompute(today, { from: before.joinedOn, stored: null });
    else this.recompute(today);
  }

  /** As pages show it. */
  shown(today: CalendarDate): SlowStanding | null {
    if (this.stored === null) return null;
    const { dueOn, completedOn, expiresOn, askedOn } = this.stored;
    return { standing: standingOn(this.stored, today), dueOn, completedOn, expiresOn, askedOn: askedOn! };
  }

  private begin(): void {
    if (this.stored !== null) this.stored = { ...this.stored, ...standingAfterStart(this.stored) };
  }

  /** The way of `AssignmentService.recordCompletion`: its evidence is there after it. */
  private finish(today: CalendarDate): void {
    if (this.stored === null) return;
    const { rules, publishedOn, leave, exceptions } = this.world;
    const duty = dutyOf(rules, this.member(), today, this.stored.askedOn, publishedOn)!;
    const hasBegun = this.stored.state === STANDING_STATE.inProgress;
    const history = { hasBegun, completedOn: this.completedOn(), leave, exceptions };
    this.stored = { ...this.stored, ...standingFor(duty, history, today) };
  }

  private recompute(
    today: CalendarDate,
    begins: { readonly from: CalendarDate; readonly stored: StoredStanding | null } | null = null,
  ): void {
    const member = this.member();
    const of = (stored: StoredStanding | null) => new Map(stored === null ? [] : [[MODULE, stored] as const]);
    const known: KnownOfMember = {
      standings: of(begins === null ? this.stored : null),
      completedOn: new Map([[MODULE, this.completedOn()]]),
      leave: this.world.leave,
      exceptions: new Map([[MODULE, this.world.exceptions]]),
      before:
        begins === null
          ? null
          : { member: { ...member, joinedOn: begins.from }, standings: of(begins.stored) },
    };
    const { publishedOn } = this.world;
    const rows = this.world.rules.map((rule) => ({
      ...rule,
      moduleId: MODULE,
      partnershipId: null,
      publishedOn,
    }));
    const on = { today, notBefore: begins === null ? today : null };
    const [judged] = judge(member, new Map([[MODULE, rows]]), known, on);
    this.stored = judged?.after ?? null;
  }

  private completedOn(): CalendarDate[] {
    return this.world.completions.filter(({ isWithdrawn }) => !isWithdrawn).map(({ on }) => on);
  }

  private member(): DutyMember {
    const { joinedOn, teamId } = this.world;
    return {
      membershipId: 'membership',
      personId: 'person',
      workforceGroup: 3,
      jobRole: 'school-nurse',
      teamId,
      joinedOn,
      leftOn: null,
    };
  }
}

/** The days of a history on which the two ways differ, with what each says. */
function firstDifference({ firstDay, happenings, after }: RandomHistory, seen: Set<string>) {
  const world: World = {
    joinedOn: firstDay,
    teamId: 'north',
    rules: [],
    publishedOn: null,
    completions: [],
    leave: [],
    exceptions: [],
  };
  const [slow, kept] = [new SlowMember(world), new KeptMember(world)];
  let rules = 0;
  let today = firstDay;
  const differs = (what: string) => {
    const [expected, found] = [slow.look(today), kept.shown(today)];
    seen.add(expected?.standing ?? 'not asked');
    return isSame(expected, found) ? null : { today, what, expected, found };
  };
  const pass = (days: number) => {
    for (let day = 0; day < days; day += 1) {
      today = addDays(today, 1);
      kept.night(today);
      const difference = differs('the day');
      if (difference !== null) return difference;
    }
    return null;
  };
  for (const [later, happening] of happenings) {
    const difference = pass(later);
    if (difference !== null) return difference;
    const before = { ...world };
    if (happening.what === 'left-and-back') slow.forget();
    if (happening.what === 'began') slow.begin(today);
    const isChanged = happen(world, happening, today, () => `rule ${(rules += 1)}`);
    if (isChanged || happening.what === 'began') kept.follow(happening, before, today);
    const wrong = differs(happening.what);
    if (wrong !== null) return wrong;
  }
  return pass(after);
}

const isSame = (a: SlowStanding | null, b: SlowStanding | null): boolean =>
  a === null || b === null
    ? a === b
    : (['standing', 'dueOn', 'completedOn', 'expiresOn', 'askedOn'] as const).every(
        (key) => a[key] === b[key],
      );

describe('a standing that is worked out only when something touches it', () => {
  it('is each day what looking every day says, in 10,000 random histories', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(randomHistory, (history) => {
        expect(firstDifference(history, seen)).toBeNull();
      }),
      { numRuns: 10_000 },
    );
    expect([...seen].sort()).toEqual([
      'done',
      'expired',
      'expiring',
      'in-progress',
      'not asked',
      'not-started',
      'overdue',
      'paused',
    ]);
  }, 300_000);
});
