import type { AssignmentRule } from '@learning-reviews/domain/assignment/assignment';
import type { Renewal } from '@learning-reviews/domain/assignment/renewal';
import { addDays, calendarDate, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import fc from 'fast-check';
import type { World } from './slow-standing.js';

/** Something that happens between a member, their agency and one module. Days are counted from the day it happens. */
export type Happening =
  | { readonly what: 'rule'; readonly rule: NewRule }
  | { readonly what: 'rule-changed'; readonly nth: number; readonly rule: NewRule }
  | { readonly what: 'rule-ended'; readonly nth: number; readonly in: number }
  | { readonly what: 'published' }
  | { readonly what: 'team'; readonly teamId: string }
  | { readonly what: 'moved'; readonly teamId: string }
  | { readonly what: 'left-and-back'; readonly teamId: string }
  | { readonly what: 'leave'; readonly in: number; readonly days: number | null }
  | { readonly what: 'leave-changed'; readonly nth: number; readonly days: number | null }
  | { readonly what: 'leave-removed'; readonly nth: number }
  | { readonly what: 'excused'; readonly days: number | null }
  | { readonly what: 'later-due'; readonly days: number }
  | { readonly what: 'exception-ended'; readonly nth: number }
  | { readonly what: 'began' }
  | { readonly what: 'finished' }
  | { readonly what: 'imported'; readonly ago: number }
  | { readonly what: 'withdrawn'; readonly nth: number }
  | { readonly what: 'taken-back'; readonly nth: number };

/** A rule before it has an id and days. */
export interface NewRule {
  readonly teams: readonly string[] | null;
  readonly due:
    { readonly within: number } | { readonly afterPublication: number } | { readonly in: number } | null;
  readonly renewal: Renewal;
  readonly recogniseWithinDays: number | null;
  readonly begins: number;
  readonly lasts: number | null;
}

/** What happens in how many days' time, one after another, from a first day on. */
export interface RandomHistory {
  readonly firstDay: CalendarDate;
  readonly happenings: readonly (readonly [later: number, happening: Happening])[];
  /** Days that pass after the last of them. */
  readonly after: number;
}

const TEAMS = ['north', 'south'];

// Mostly short, so that a completion runs out, and is renewed in its last days, within a history of some months.
const months = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 5, max: 13 }) },
);
/** Days until the next thing happens, often about a month or three, where rules have their edges. */
const later = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 20 }) },
  { weight: 2, arbitrary: fc.integer({ min: 27, max: 33 }) },
  { weight: 1, arbitrary: fc.integer({ min: 88, max: 92 }) },
);
const ago = fc.oneof(
  fc.nat({ max: 20 }),
  fc.integer({ min: 27, max: 33 }),
  fc.integer({ min: 57, max: 63 }),
  fc.nat({ max: 500 }),
);

const renewal: fc.Arbitrary<Renewal> = fc.oneof(
  fc.record({
    rule: fc.constantFrom('completion-date', 'expiry-date'),
    months: fc.option(months),
    day: fc.constant(null),
  }),
  fc.record({
    rule: fc.constant('calendar-day' as const),
    months: fc.constantFrom(12, 24),
    day: fc.constantFrom('01-01', '02-28', '02-29', '03-01', '04-01', '09-01'),
  }),
);

const rule: fc.Arbitrary<NewRule> = fc.record({
  teams: fc.option(fc.subarray(TEAMS)),
  due: fc.oneof(
    fc.record({ within: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ afterPublication: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ in: fc.integer({ min: -30, max: 60 }) }),
    fc.constant(null),
  ),
  renewal,
  recogniseWithinDays: fc.option(fc.integer({ min: 0, max: 200 })),
  begins: fc.integer({ min: 0, max: 10 }),
  lasts: fc.option(fc.integer({ min: 0, max: 60 })),
});

const nth = fc.nat({ max: 3 });
const teamId = fc.constantFrom(...TEAMS);
const days = fc.integer({ min: 0, max: 50 });
const of = <What extends Happening['what']>(what: What) => fc.constant(what);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: of('rule'), rule }) },
  { weight: 2, arbitrary: fc.record({ what: of('rule-changed'), nth, rule }) },
  { weight: 1, arbitrary: fc.record({ what: of('rule-ended'), nth, in: fc.nat({ max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ what: of('published') }) },
  { weight: 2, arbitrary: fc.record({ what: of('team'), teamId }) },
  { weight: 2, arbitrary: fc.record({ what: of('moved'), teamId }) },
  { weight: 1, arbitrary: fc.record({ what: of('left-and-back'), teamId }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: of('leave'),
      in: fc.integer({ min: -20, max: 20 }),
      days: fc.option(days),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: of('leave-changed'), nth, days: fc.option(days) }) },
  { weight: 1, arbitrary: fc.record({ what: of('leave-removed'), nth }) },
  { weight: 2, arbitrary: fc.record({ what: of('excused'), days: fc.option(days) }) },
  { weight: 1, arbitrary: fc.record({ what: of('later-due'), days }) },
  { weight: 1, arbitrary: fc.record({ what: of('exception-ended'), nth }) },
  { weight: 3, arbitrary: fc.record({ what: of('began') }) },
  { weight: 4, arbitrary: fc.record({ what: of('finished') }) },
  { weight: 2, arbitrary: fc.record({ what: of('imported'), ago }) },
  { weight: 2, arbitrary: fc.record({ what: of('withdrawn'), nth }) },
  { weight: 1, arbitrary: fc.record({ what: of('taken-back'), nth }) },
);

/** First days, among them those around 29 February and both changes of the clock. */
const firstDay = fc
  .tuple(
    fc.constantFrom('2024-01-20', '2025-12-01', '2026-03-20', '2026-10-15', '2028-02-01'),
    fc.nat({ max: 40 }),
  )
  .map(([day, more]) => addDays(calendarDate(day), more));

/** Anything happens, in any order, over some months. */
const anyHistory: fc.Arbitrary<RandomHistory> = fc.record({
  firstDay,
  happenings: fc.array(fc.tuple(later, happening), { maxLength: 14 }),
  after: fc.nat({ max: 100 }),
});

/** One rule from the first day on, and learning about as far apart as it counts: where a day more or less decides. */
const renewingHistory: fc.Arbitrary<RandomHistory> = fc
  .tuple(
    firstDay,
    rule.map((made): NewRule => ({ ...made, teams: null, begins: 0, lasts: null })),
    fc.array(
      fc.tuple(
        fc.oneof(fc.constant(0), fc.integer({ min: 27, max: 33 }), fc.integer({ min: 57, max: 63 })),
        fc.oneof(
          fc.record({ what: of('finished') }),
          fc.record({ what: of('imported'), ago }),
          fc.record({ what: of('withdrawn'), nth }),
        ),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([first, made, learning]) => ({
    firstDay: first,
    happenings: [[0, { what: 'rule', rule: made }], ...learning],
    after: 20,
  }));

/** Histories of some months between a member, their agency and one module. */
export const randomHistory: fc.Arbitrary<RandomHistory> = fc.oneof(
  { weight: 2, arbitrary: anyHistory },
  { weight: 1, arbitrary: renewingHistory },
);

/** The rule that is made on a day. */
export function ruleOf(made: NewRule, id: string, today: CalendarDate): AssignmentRule {
  const { teams, due, lasts, begins } = made;
  const fromOn = addDays(today, begins);
  return {
    id,
    audience: teams === null ? {} : { teams },
    dueWithinDays: due !== null && 'within' in due ? due.within : null,
    dueAfterPublicationDays: due !== null && 'afterPublication' in due ? due.afterPublication : null,
    dueOn: due !== null && 'in' in due ? addDays(today, due.in) : null,
    renewal: made.renewal,
    recogniseWithinDays: made.recogniseWithinDays,
    fromOn,
    toOn: lasts === null ? null : addDays(fromOn, lasts),
  };
}

/**
 * Lets something happen to what the agency knows, as the product would let it: leave and exceptions never overlap, a
 * rule that has begun keeps its first day, and what has begun is ended and not taken away.
 *
 * @returns Whether anything changed.
 */
export function happen(
  world: World,
  happening: Happening,
  today: CalendarDate,
  newId: () => string,
): boolean {
  switch (happening.what) {
    case 'rule':
      world.rules.push(ruleOf(happening.rule, newId(), today));
      return true;
    case 'rule-changed':
      return changeRule(world, happening, today);
    case 'rule-ended':
      return endRule(world, happening, today);
    case 'published':
      if (world.publishedOn !== null) return false;
      world.publishedOn = today;
      return true;
    case 'team':
    case 'moved':
    case 'left-and-back':
      world.teamId = happening.teamId;
      if (happening.what !== 'team') world.joinedOn = today;
      return true;
    case 'leave':
      return addLeave(world, addDays(today, happening.in), happening.days);
    case 'leave-changed':
      return changeLeave(world, happening);
    case 'leave-removed':
      return world.leave.splice(happening.nth, 1).length > 0;
    case 'excused':
    case 'later-due':
      return addException(world, happening.what, today, happening.days);
    case 'exception-ended':
      return endException(world, happening.nth, today);
    case 'began':
      return false;
    case 'finished':
    case 'imported':
      world.completions.push({
        on: addDays(today, happening.what === 'imported' ? -happening.ago : 0),
        isWithdrawn: false,
      });
      return true;
    default: {
      const completion = world.completions[happening.nth];
      if (completion === undefined) return false;
      completion.isWithdrawn = happening.what === 'withdrawn';
      return true;
    }
  }
}

function changeRule(
  world: World,
  { nth: place, rule: made }: { readonly nth: number; readonly rule: NewRule },
  today: CalendarDate,
): boolean {
  const old = world.rules[place];
  if (old === undefined || (old.toOn !== null && old.toOn < today)) return false;
  const changed = ruleOf(made, old.id, today);
  const fromOn = old.fromOn <= today ? old.fromOn : changed.fromOn;
  const toOn = changed.toOn !== null && changed.toOn < fromOn ? fromOn : changed.toOn;
  world.rules[place] = { ...changed, fromOn, toOn };
  return true;
}

function endRule(
  world: World,
  { nth: place, in: later }: { readonly nth: number; readonly in: number },
  today: CalendarDate,
): boolean {
  const old = world.rules[place];
  const toOn = addDays(today, later);
  if (old === undefined || (old.toOn !== null && old.toOn < today)) return false;
  if (old.fromOn > toOn) world.rules.splice(place, 1);
  else world.rules[place] = { ...old, toOn };
  return true;
}

function addLeave(world: World, fromOn: CalendarDate, length: number | null): boolean {
  const toOn = length === null ? null : addDays(fromOn, length);
  if (world.leave.some((other) => shareADay(other, { fromOn, toOn }))) return false;
  world.leave.push({ fromOn, toOn });
  return true;
}

function changeLeave(
  world: World,
  { nth: place, days: length }: { readonly nth: number; readonly days: number | null },
): boolean {
  const old = world.leave[place];
  if (old === undefined) return false;
  const changed = { fromOn: old.fromOn, toOn: length === null ? null : addDays(old.fromOn, length) };
  if (world.leave.some((other) => other !== old && shareADay(other, changed))) return false;
  world.leave[place] = changed;
  return true;
}

function addException(
  world: World,
  kind: 'excused' | 'later-due',
  fromOn: CalendarDate,
  length: number | null,
): boolean {
  const untilOn = length === null ? null : addDays(fromOn, length);
  const isTaken = world.exceptions.some((other) =>
    shareADay({ fromOn: other.fromOn, toOn: other.untilOn }, { fromOn, toOn: untilOn }),
  );
  if (isTaken) return false;
  world.exceptions.push({ kind, fromOn, untilOn });
  return true;
}

function endException(world: World, place: number, today: CalendarDate): boolean {
  const old = world.exceptions[place];
  if (old === undefined || (old.untilOn !== null && old.untilOn < today)) return false;
  if (old.kind === 'later-due' || old.fromOn >= today) world.exceptions.splice(place, 1);
  else world.exceptions[place] = { ...old, untilOn: addDays(today, -1) };
  return true;
}

interface Days {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

const shareADay = (a: Days, b: Days): boolean =>
  (a.toOn === null || a.toOn >= b.fromOn) && (b.toOn === null || b.toOn >= a.fromOn);
