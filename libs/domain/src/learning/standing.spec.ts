import { calendarDate, type CalendarDate } from '../calendar-date.js';
import {
  STANDING_STATE,
  isDueSoon,
  isRequirementMet,
  lastValidDay,
  recognisedCompletion,
  standingAfterCompletion,
  standingAfterStart,
  standingFromEvidence,
  standingOn,
  standingOnJoining,
  warningHorizon,
  type StandingFacts,
} from './standing.js';

const day = (text: string | null): CalendarDate | null => (text === null ? null : calendarDate(text));
const { notStarted, inProgress, done, paused } = STANDING_STATE;

const untouched: StandingFacts = {
  state: notStarted,
  dueOn: null,
  completedOn: null,
  expiresOn: null,
  pausedUntil: null,
};

describe('the stored states', () => {
  it('keep the numbers that the table and its partial indexes were made with', () => {
    expect(STANDING_STATE).toEqual({ notStarted: 0, inProgress: 1, done: 2, paused: 3 });
  });
});

describe('lastValidDay', () => {
  it.each([
    ['2025-03-01', 12, '2026-02-28'], // the day before the anniversary
    ['2024-02-29', 12, '2025-02-27'], // leap day: the anniversary is 28 February
    ['2024-08-31', 12, '2025-08-30'],
    ['2024-08-31', 6, '2025-02-27'], // a shorter month: the anniversary is its last day
    ['2026-11-22', 24, '2028-11-21'],
    ['2026-02-28', 24, '2028-02-27'],
  ])('of %s for %i months is %s', (completedOn, months, expected) => {
    expect(lastValidDay(calendarDate(completedOn), months)).toBe(expected);
  });

  it('is counted over 24 months when the assignment says nothing', () => {
    expect(lastValidDay(calendarDate('2026-11-22'))).toBe('2028-11-21');
  });

  it('does not exist when a completion counts for ever', () => {
    expect(lastValidDay(calendarDate('2026-11-22'), null)).toBeNull();
  });
});

describe('standingOn', () => {
  it.each([
    // [state, due, expires, today, expected]
    [notStarted, null, null, '2026-11-22', 'not-started'],
    [notStarted, '2026-11-22', null, '2026-11-22', 'not-started'], // the due day itself is in time
    [notStarted, '2026-11-22', null, '2026-11-23', 'overdue'],
    [inProgress, '2026-11-22', null, '2026-11-22', 'in-progress'],
    [inProgress, '2026-11-22', null, '2026-11-23', 'overdue'],
    [inProgress, null, null, '2030-01-01', 'in-progress'],
    [done, '2024-01-01', null, '2030-01-01', 'done'], // counts for ever; the old due day is history
    [done, null, '2027-02-28', '2026-11-29', 'done'], // 91 days left
    [done, null, '2027-02-28', '2026-11-30', 'expiring'], // 90 days left: the first day of the warning
    [done, null, '2027-02-28', '2027-02-28', 'expiring'], // last valid day
    [done, null, '2027-02-28', '2027-03-01', 'expired'],
  ] as const)('state %i, due %s, expires %s, on %s is %s', (state, dueOn, expiresOn, today, expected) => {
    const completedOn = state === done ? day('2024-01-01') : null;
    const facts = { ...untouched, state, dueOn: day(dueOn), expiresOn: day(expiresOn), completedOn };
    expect(standingOn(facts, calendarDate(today))).toBe(expected);
  });

  it.each([
    // [paused until, completed, due, expires, today, expected]
    [null, null, '2026-01-01', null, '2026-11-22', 'paused'], // no end: never overdue
    ['2026-11-22', null, '2026-01-01', null, '2026-11-22', 'paused'], // last day of the pause
    ['2026-11-22', null, '2026-01-01', null, '2026-11-23', 'overdue'], // back, and owed
    ['2026-11-22', null, null, null, '2026-11-23', 'not-started'],
    ['2026-11-22', '2025-01-01', null, '2026-12-31', '2026-11-23', 'expiring'], // back, and done before
    ['2026-11-22', '2024-01-01', null, '2025-12-31', '2026-11-22', 'paused'], // lapsed while away
    ['2026-11-22', '2024-01-01', null, '2025-12-31', '2026-11-23', 'expired'],
  ] as const)(
    'paused until %s, completed %s, due %s, expires %s, on %s is %s',
    (pausedUntil, completedOn, dueOn, expiresOn, today, expected) => {
      const facts: StandingFacts = {
        state: paused,
        pausedUntil: day(pausedUntil),
        completedOn: day(completedOn),
        dueOn: day(dueOn),
        expiresOn: day(expiresOn),
      };
      expect(standingOn(facts, calendarDate(today))).toBe(expected);
    },
  );
});

describe('isDueSoon', () => {
  it.each([
    [notStarted, '2026-12-22', true], // 30 days
    [notStarted, '2026-12-23', false], // 31 days
    [notStarted, '2026-11-22', true], // today
    [notStarted, '2026-11-21', false], // overdue is said instead
    [inProgress, '2026-12-01', true],
    [done, '2026-12-01', false],
    [paused, '2026-12-01', false],
    [notStarted, null, false],
  ] as const)('state %i, due %s: %s', (state, dueOn, expected) => {
    expect(isDueSoon({ ...untouched, state, dueOn: day(dueOn) }, calendarDate('2026-11-22'))).toBe(expected);
  });

  it('uses the days that queries use', () => {
    expect(warningHorizon(calendarDate('2026-11-22'))).toEqual({
      dueSoonTo: '2026-12-22',
      expiringTo: '2027-02-20',
    });
  });
});

describe('isRequirementMet', () => {
  it.each([
    ['done', true],
    ['expiring', true],
    ['expired', false],
    ['overdue', false],
    ['in-progress', false],
    ['not-started', false],
    ['paused', false],
  ] as const)('%s: %s', (standing, expected) => {
    expect(isRequirementMet(standing)).toBe(expected);
  });
});

describe('standingAfterStart', () => {
  it.each([
    [notStarted, inProgress],
    [inProgress, inProgress],
    [done, done], // doing it again takes nothing away
    [paused, paused],
  ])('turns state %i into %i', (state, expected) => {
    expect(standingAfterStart({ ...untouched, state }).state).toBe(expected);
  });
});

describe('standingAfterCompletion', () => {
  const on = calendarDate('2026-11-22');

  it.each([notStarted, inProgress, done, paused])('makes state %i done, with its last valid day', (state) => {
    const facts = { ...untouched, state, dueOn: day('2026-12-01'), pausedUntil: day('2027-01-01') };
    expect(standingAfterCompletion(facts, on)).toEqual({
      state: done,
      dueOn: '2026-12-01',
      completedOn: '2026-11-22',
      expiresOn: '2028-11-21',
      pausedUntil: null,
    });
  });

  it('follows the latest completion, also on the same day', () => {
    const first = standingAfterCompletion(untouched, on, 12);
    expect(standingAfterCompletion(first, on, 24).expiresOn).toBe('2028-11-21');
    expect(standingAfterCompletion(first, calendarDate('2026-11-23'), 12).completedOn).toBe('2026-11-23');
  });

  it('is not moved back by an older completion that arrives late', () => {
    const first = standingAfterCompletion(untouched, on);
    expect(standingAfterCompletion(first, calendarDate('2026-11-21'))).toBe(first);
  });
});

describe('recognisedCompletion', () => {
  const completion = (completionId: string, completedOn: string) => ({
    completionId,
    completedOn: calendarDate(completedOn),
  });

  it.each([
    // Joined on 22 November 2026; the agency refreshes every 24 months.
    [[], null],
    [['2024-11-22'], null], // its last valid day was yesterday
    [['2024-11-23'], '2024-11-23'], // its last valid day is today
    [['2026-11-22'], '2026-11-22'],
    [['2026-11-23'], null], // after joining: no recognition is needed
    [['2025-05-01', '2026-05-01', '2025-12-01'], '2026-05-01'], // the latest
  ])('of %j is %s', (days, expected) => {
    const completions = days.map((text, index) => completion(`c${index}`, text));
    const recognised = recognisedCompletion(completions, calendarDate('2026-11-22'));
    expect(recognised?.completedOn ?? null).toBe(expected);
  });

  it('uses the refresh rule of the agency joined', () => {
    const old = [completion('c', '2020-01-01')];
    expect(recognisedCompletion(old, calendarDate('2026-11-22'), null)).toBe(old[0]);
    expect(recognisedCompletion(old, calendarDate('2026-11-22'), 12)).toBeNull();
  });
});

describe('standingOnJoining', () => {
  it('is not started when nothing is recognised', () => {
    expect(standingOnJoining(day('2027-01-01'), null)).toEqual({ ...untouched, dueOn: '2027-01-01' });
  });

  it('is done, from the day of the earlier completion, when one is recognised', () => {
    const earlier = { completionId: 'c', completedOn: calendarDate('2026-05-01') };
    expect(standingOnJoining(null, earlier)).toEqual({
      ...untouched,
      state: done,
      completedOn: '2026-05-01',
      expiresOn: '2028-04-30',
    });
  });
});

describe('standingFromEvidence', () => {
  const day = (text: string | null) => (text === null ? null : calendarDate(text));
  const done = {
    state: STANDING_STATE.done,
    dueOn: calendarDate('2026-01-31'),
    completedOn: calendarDate('2026-03-01'),
    expiresOn: calendarDate('2028-02-29'),
    pausedUntil: null,
  };
  const evidence = (completedOn: string, validUntil: string | null) => ({
    completedOn: calendarDate(completedOn),
    validUntil: day(validUntil),
  });

  it('owes the module again, by the same day, when nothing is left', () => {
    const after = standingFromEvidence(done, []);
    expect(after).toEqual({ ...done, state: STANDING_STATE.notStarted, completedOn: null, expiresOn: null });
    expect(standingOn(after, calendarDate('2026-03-02'))).toBe('overdue');
  });

  it('follows the latest that is left, whatever the order', () => {
    const older = evidence('2023-05-01', '2025-04-30');
    const newer = evidence('2024-12-01', null);
    for (const remaining of [
      [older, newer],
      [newer, older],
    ])
      expect(standingFromEvidence(done, remaining)).toEqual({
        ...done,
        completedOn: '2024-12-01',
        expiresOn: null,
      });
    expect(standingOn(standingFromEvidence(done, [older]), calendarDate('2026-03-02'))).toBe('expired');
  });

  it('is done again when a withdrawal is taken back', () => {
    expect(
      standingFromEvidence(standingFromEvidence(done, []), [evidence('2026-03-01', '2028-02-29')]),
    ).toEqual(done);
  });

  it('lets a pause and a run that is under way go on', () => {
    const paused = { ...done, state: STANDING_STATE.paused, pausedUntil: calendarDate('2026-06-30') };
    expect(standingFromEvidence(paused, [])).toEqual({ ...paused, completedOn: null, expiresOn: null });
    const begun = { ...done, state: STANDING_STATE.inProgress, completedOn: null, expiresOn: null };
    expect(standingFromEvidence(begun, [])).toEqual(begun);
  });
});
