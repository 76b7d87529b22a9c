import { calendarDate, type CalendarDate } from '../calendar-date.js';
import { STANDING_STATE, type StandingFacts } from '../learning/standing.js';
import type { AssignmentRule, Duty } from './assignment.js';
import { USUAL_RENEWAL } from './renewal.js';
import { plannedChange, type PlannedMember, RulePlanTally } from './rule-plan.js';
import { type RuleWarning, ruleWarnings, settingWarnings } from './rule-warning.js';

const on = (text: string): CalendarDate => calendarDate(text);
const today = on('2026-03-10');
const owed = (dueOn: string | null): StandingFacts => ({
  state: STANDING_STATE.notStarted,
  dueOn: dueOn === null ? null : on(dueOn),
  completedOn: null,
  expiresOn: null,
  pausedUntil: null,
});
const done = (expiresOn: string): StandingFacts => ({
  ...owed('2026-01-01'),
  state: STANDING_STATE.done,
  completedOn: on('2025-06-01'),
  expiresOn: on(expiresOn),
});
const rule = (id: string, months = 24): AssignmentRule => ({
  id,
  audience: {},
  dueWithinDays: null,
  dueOn: null,
  dueAfterPublicationDays: null,
  renewal: { ...USUAL_RENEWAL, months },
  recogniseWithinDays: null,
  fromOn: on('2026-01-01'),
  toOn: null,
});
const duty = (...because: [id: string, dueOn: string | null, months?: number][]): Duty => ({
  dueOn: null,
  renewals: [],
  recogniseWithinDays: null,
  askedOn: today,
  because: because.map(([id, day, months]) => ({
    rule: rule(id, months),
    dueOn: day === null ? null : on(day),
  })),
});
const member = (more: Partial<PlannedMember>): PlannedMember => ({
  jobRole: 'midwife',
  isReached: true,
  now: null,
  then: null,
  duty: null,
  ...more,
});
const planOf = (...members: PlannedMember[]) => {
  const tally = new RulePlanTally('planned', today);
  for (const one of members) tally.add(one);
  return tally.plan();
};

it.each<[StandingFacts | null, StandingFacts | null, string | null]>([
  [null, null, null],
  [null, owed(null), 'asked'],
  [done('2027-01-01'), null, 'no-longer'],
  [owed('2026-06-30'), owed('2026-05-30'), 'earlier'],
  [owed(null), owed('2026-05-30'), 'earlier'],
  [owed('2026-05-30'), owed(null), 'later'],
  [owed('2026-05-30'), owed('2026-05-30'), null],
  [done('2027-05-31'), done('2026-05-31'), 'renewed'],
  [done('2027-05-31'), { ...done('2027-05-31'), dueOn: on('2026-02-01') }, null], // done: the due day is over
])('from %j to %j is %s', (now, then, change) => {
  expect(plannedChange(now, then)).toBe(change);
});

describe('a plan', () => {
  it('counts people once in everything that happens to them', () => {
    expect(
      planOf(
        member({ then: owed('2026-03-09') }), // asked, and late already
        member({ then: done('2027-05-31'), jobRole: 'nurse' }), // asked, and done already
        member({ now: owed('2026-06-30'), then: owed('2026-03-09') }),
        member({ now: owed('2026-03-01'), then: owed('2026-03-05') }), // late before and after
        member({ now: owed(null), isReached: false }),
        member({ isReached: false }),
      ),
    ).toMatchObject({
      people: 4,
      asked: 2,
      noLonger: 1,
      earlier: 1,
      later: 1,
      overdue: 2,
      done: 1,
      byJobRole: new Map([
        ['midwife', 3],
        ['nurse', 1],
      ]),
      met: [],
    });
  });

  it('says how other rules meet it', () => {
    const { met } = planOf(
      member({ then: owed('2026-05-01'), duty: duty(['planned', '2026-05-01'], ['other', '2026-06-01']) }),
      member({ then: owed('2026-04-01'), duty: duty(['other', '2026-04-01'], ['planned', '2026-05-09']) }),
      member({ then: owed('2026-04-01'), duty: duty(['other', '2026-04-01']) }), // not by the planned one
    );
    expect(met).toEqual([
      {
        ruleId: 'other',
        people: 2,
        plannedFirst: 1,
        otherFirst: 1,
        plannedDays: { from: '2026-05-01', to: '2026-05-09' },
        otherDays: { from: '2026-04-01', to: '2026-06-01' },
        renewsOtherwise: false,
      },
    ]);
  });
});

describe('warnings', () => {
  const known = { dueOn: null, fromOn: today, isPublished: true };
  const warned = (...members: PlannedMember[]): RuleWarning[] =>
    ruleWarnings(known, planOf(...members), () => 'The partnership’s rule for everyone');
  const meeting = (...because: Parameters<typeof duty>) =>
    warned(member({ now: owed('2026-09-30'), then: owed('2026-09-30'), duty: duty(...because) }));

  it('say that a rule reaches nobody, and nothing where nothing is to be said', () => {
    expect(warned()).toMatchObject([{ kind: 'nobody' }]);
    expect(warned(member({ then: owed('2026-09-30') }))).toEqual([]);
  });

  it('say who is late at once, and of whom it is not asked any more', () => {
    expect(
      warned(member({ then: owed('2026-03-09') }), member({ now: owed(null) })).map(({ message }) => message),
    ).toEqual([
      '1 person would be overdue at once. A later due day gives them time.',
      'The module would not be asked of 1 person any more. What they have done stays on record.',
    ]);
  });

  it.each([
    ['2026-06-30', '2026-09-30', 'This rule asks them by 30 June 2026, which is stricter and counts.'],
    [
      '2026-09-30',
      '2026-06-30',
      'This rule asks them by 30 September 2026; the other day is stricter and counts.',
    ],
    [null, '2026-06-30', 'This rule asks them without a due day; the other day is stricter and counts.'],
  ])('name both rules and the stricter day: %s against %s', (planned, other, sentence) => {
    const [warning, ...more] = meeting(['planned', planned], ['other', other]);
    expect(more).toEqual([]);
    expect(warning?.kind).toBe('contradicts');
    expect(warning?.message).toContain(
      'The partnership’s rule for everyone asks 1 of these people for this module too',
    );
    expect(warning?.message).toContain(sentence);
  });

  it('say nothing of a rule that asks the same', () => {
    expect(meeting(['planned', '2026-06-30'], ['other', '2026-06-30'])).toEqual([]);
  });

  it('say that the stricter renewal counts', () => {
    expect(meeting(['planned', '2026-06-30', 12], ['other', '2026-06-30', 24])[0]?.message).toBe(
      'The partnership’s rule for everyone asks 1 of these people for this module too, by 30 June 2026. The two are done again at different times: whichever comes first counts.',
    );
  });

  it('ask for a second look at a thousand people', () => {
    const thousand = Array.from({ length: 1_000 }, () => member({ then: owed('2026-09-30') }));
    expect(warned(...thousand)).toEqual([
      { kind: 'many', message: 'This rule reaches 1,000 people. Check that it is meant to.' },
    ]);
  });

  it.each([
    [{ ...known, isPublished: false }, 'unpublished'],
    [{ ...known, dueOn: on('2026-03-09') }, 'past-due'],
  ])('of %j are %s', (facts, kind) => {
    expect(settingWarnings(facts)).toMatchObject([{ kind }]);
  });
});
