import { calendarDate, type CalendarDate } from '../calendar-date.js';
import {
  STANDING_STATE,
  isDueSoon,
  isRequirementMet,
  lastValidDay,
  standingAfterStart,
  standingOn,
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
    ['2026-11-22', '2025-01-01', null, '2026-12-31', '2026-11-22', 'done'], // away, and has what is required: not expiring
    [null, '2025-01-01', null, null, '2026-11-22', 'done'], // away, and done for ever
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
