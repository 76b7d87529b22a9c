import type { AssignmentRule } from '@learning-reviews/domain/assignment/assignment';
import type { ExceptionDays } from '@learning-reviews/domain/assignment/duty-standing';
import type { LeavePeriod } from '@learning-reviews/domain/assignment/leave';
import type { Renewal } from '@learning-reviews/domain/assignment/renewal';
import { addDays, addMonths, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Standing } from '@learning-reviews/domain/learning/standing';

/** What an agency knows of one member and one module, on the day it is. */
export interface World {
  joinedOn: CalendarDate;
  teamId: string;
  rules: AssignmentRule[];
  publishedOn: CalendarDate | null;
  /** Days of what was finished, withdrawn or not. */
  completions: { readonly on: CalendarDate; isWithdrawn: boolean }[];
  leave: LeavePeriod[];
  exceptions: ExceptionDays[];
}

/** Where a member is with a module, as pages say it. */
export interface SlowStanding {
  readonly standing: Standing;
  readonly dueOn: CalendarDate | null;
  readonly completedOn: CalendarDate | null;
  readonly expiresOn: CalendarDate | null;
  readonly askedOn: CalendarDate;
}

/**
 * Where a member is with a module, said the slow and obvious way: looked at every day and after everything that
 * happens, with nothing remembered but since when it is asked and whether it was begun. It uses none of the rules it is
 * compared with.
 */
export class SlowMember {
  private askedOn: CalendarDate | null = null;
  private isBegun = false;

  constructor(readonly world: World) {}

  /** Looks at the member on a day; `null` while nobody asks anything of them. */
  look(today: CalendarDate): SlowStanding | null {
    const { rules, teamId, exceptions, joinedOn } = this.world;
    const asking = rules.filter(
      ({ audience, fromOn, toOn }) =>
        holds({ fromOn, toOn }, today) && (audience.teams === undefined || audience.teams.includes(teamId)),
    );
    const isExcused = exceptions.some(
      ({ kind, fromOn, untilOn }) => kind === 'excused' && holds({ fromOn, toOn: untilOn }, today),
    );
    if (asking.length === 0 || isExcused || joinedOn > today) {
      this.forget();
      return null;
    }
    this.askedOn ??= today;
    const standing = this.standingBy(asking, this.askedOn, today);
    if (standing.completedOn !== null || standing.standing === 'paused') this.isBegun = false;
    return standing;
  }

  /** Opens an attempt. */
  begin(today: CalendarDate): void {
    const now = this.look(today);
    if (now !== null && now.completedOn === null && now.standing !== 'paused') this.isBegun = true;
  }

  /** Leaves: whoever comes back is asked anew. */
  forget(): void {
    this.askedOn = null;
    this.isBegun = false;
  }

  private standingBy(
    asking: readonly AssignmentRule[],
    askedOn: CalendarDate,
    today: CalendarDate,
  ): SlowStanding {
    const dueOn = this.dueOn(asking, askedOn);
    const { completedOn, expiresOn } = this.counted(asking, askedOn);
    const found = { dueOn, completedOn, expiresOn, askedOn };
    const counts = completedOn !== null && (expiresOn === null || expiresOn >= today);
    const pauseEnds = this.pauseEnds(completedOn === null ? null : expiresOn, today);
    if (counts) {
      const soon = expiresOn !== null && expiresOn <= addDays(today, 90);
      const runsOutInPause = expiresOn !== null && pauseEnds.some((end) => end === null || expiresOn < end);
      return { ...found, standing: soon && !runsOutInPause ? 'expiring' : 'done' };
    }
    if (pauseEnds.length > 0) return { ...found, standing: 'paused' };
    if (completedOn !== null) return { ...found, standing: 'expired' };
    if (dueOn !== null && dueOn < today) return { ...found, standing: 'overdue' };
    return { ...found, standing: this.isBegun ? 'in-progress' : 'not-started' };
  }

  /** The earliest day any rule names, unless more time was given, and thirty days after leave that it falls into. */
  private dueOn(asking: readonly AssignmentRule[], askedOn: CalendarDate): CalendarDate | null {
    const { publishedOn, exceptions, leave } = this.world;
    const days = asking.flatMap((rule): CalendarDate[] => {
      const since = latest(askedOn, rule.fromOn);
      if (rule.dueOn !== null) return [rule.dueOn];
      if (rule.dueWithinDays !== null) return [addDays(since, rule.dueWithinDays)];
      if (rule.dueAfterPublicationDays === null || publishedOn === null) return [];
      return [addDays(latest(since, publishedOn), rule.dueAfterPublicationDays)];
    });
    if (days.length === 0) return null;
    const given = exceptions.flatMap(({ kind, untilOn }) =>
      kind === 'later-due' && untilOn !== null ? [untilOn] : [],
    );
    let due = [...given, days.sort()[0]!].sort().at(-1)!;
    for (;;) {
      const away = leave.find(
        ({ fromOn, toOn }) => toOn !== null && fromOn <= due && due < addDays(toOn, 30),
      );
      if (away === undefined) return due;
      due = addDays(away.toOn!, 30);
    }
  }

  /** The latest completion that counts, and its last day by the strictest rule. */
  private counted(
    asking: readonly AssignmentRule[],
    askedOn: CalendarDate,
  ): Pick<SlowStanding, 'completedOn' | 'expiresOn'> {
    const all = this.world.completions
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ on }) => on)
      .sort();
    const oldest = asking.flatMap(({ recogniseWithinDays: days }) =>
      days === null ? [] : [addDays(askedOn, -days)],
    );
    const before = all.filter((on) => on < askedOn && oldest.every((day) => on >= day));
    const stillCounted = before.length > 0 && (strictest(asking, before) ?? askedOn) >= askedOn;
    const counted = [...(stillCounted ? before : []), ...all.filter((on) => on >= askedOn)];
    return counted.length === 0
      ? { completedOn: null, expiresOn: null }
      : { completedOn: counted.at(-1)!, expiresOn: strictest(asking, counted) };
  }

  /** The last day of every pause that runs; `null` for one without an end. */
  private pauseEnds(expiresOn: CalendarDate | null, today: CalendarDate): (CalendarDate | null)[] {
    return this.world.leave.flatMap(({ fromOn, toOn }): (CalendarDate | null)[] => {
      if (fromOn > today) return [];
      if (toOn === null) return [null];
      const caughtUp = addDays(toOn, 30);
      const ranOut = expiresOn !== null && fromOn <= expiresOn && expiresOn < caughtUp;
      const end = ranOut ? caughtUp : toOn;
      return today <= end ? [end] : [];
    });
  }
}

function strictest(asking: readonly AssignmentRule[], days: readonly CalendarDate[]): CalendarDate | null {
  const ends = asking.flatMap(({ renewal }) => lastDayBy(renewal, days) ?? []);
  return ends.sort()[0] ?? null;
}

function lastDayBy({ rule, months, day }: Renewal, days: readonly CalendarDate[]): CalendarDate | null {
  if (months === null) return null;
  let until: CalendarDate | null = null;
  for (const on of days) {
    const own = addDays(addMonths(on, months), -1);
    if (rule === 'completion-date') until = own;
    else if (rule === 'calendar-day') until = dayBeforeNext(on, day!, months / 12);
    else if (until !== null && on <= until && on > addDays(until, -90))
      until = addDays(addMonths(addDays(until, 1), months), -1);
    else until = until === null ? own : latest(until, own);
  }
  return until;
}

/** Ten thousand histories ask for the same few walks again and again. */
const walked = new Map<string, CalendarDate>();

function dayBeforeNext(on: CalendarDate, monthDay: string, years: number): CalendarDate {
  const walk = `${on} ${monthDay} ${years}`;
  const found = walked.get(walk) ?? walkToNext(on, monthDay, years);
  walked.set(walk, found);
  return found;
}

/** Walks on from ninety days later until the day comes round, so many years. */
function walkToNext(on: CalendarDate, monthDay: string, years: number): CalendarDate {
  let rounds = 0;
  for (let day = addDays(on, 91); ; day = addDays(day, 1)) {
    const isLeap = addDays(`${day.slice(0, 4)}-02-28` as CalendarDate, 1).endsWith('02-29');
    const asked = monthDay === '02-29' && !isLeap ? '02-28' : monthDay;
    if (day.slice(5) === asked && (rounds += 1) === years) return addDays(day, -1);
  }
}

function holds(
  { fromOn, toOn }: { readonly fromOn: CalendarDate; readonly toOn: CalendarDate | null },
  day: CalendarDate,
): boolean {
  return fromOn <= day && (toOn === null || day <= toOn);
}

const latest = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);
