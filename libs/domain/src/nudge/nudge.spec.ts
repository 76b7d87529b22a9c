import { calendarDate, calendarDateIn, type CalendarDate } from '../calendar-date.js';
import type { StandingFacts, StandingState } from '../learning/standing.js';
import { nextNudgeOn, nudgeDecision, type NudgeableDuty, type NudgeCandidate } from './nudge.js';

const TODAY = calendarDate('2026-03-20');

const facts = (state: StandingState, more: Partial<StandingFacts> = {}): StandingFacts => ({
  state,
  dueOn: null,
  completedOn: null,
  expiresOn: null,
  pausedUntil: null,
  ...more,
});
const overdue = facts(0, { dueOn: calendarDate('2026-03-01') });
const duty = (of: StandingFacts | null = overdue, ...nudgedOn: string[]): NudgeableDuty => ({
  facts: of,
  nudgedOn: nudgedOn.map(calendarDate),
});
const nurse = (more: Partial<NudgeCandidate<NudgeableDuty>> = {}): NudgeCandidate<NudgeableDuty> => ({
  isMember: true,
  isOnLeave: false,
  workEmail: 'nurse@trust.example',
  lastNudgedOn: null,
  duties: [duty()],
  ...more,
});
const nudgedOn = (day: string) => nurse({ lastNudgedOn: calendarDate(day) });
const done = (expiresOn: string) =>
  facts(2, { completedOn: calendarDate('2024-03-01'), expiresOn: calendarDate(expiresOn) });

describe('nudgeDecision', () => {
  it.each([
    ['overdue', overdue, 'overdue', '2026-03-01'],
    ['begun and overdue', { ...overdue, state: 1 as const }, 'overdue', '2026-03-01'],
    ['due today', facts(0, { dueOn: TODAY }), 'due-soon', '2026-03-20'],
    ['due in thirty days', facts(1, { dueOn: calendarDate('2026-04-19') }), 'due-soon', '2026-04-19'],
    ['expired yesterday', done('2026-03-19'), 'expired', '2026-03-19'],
    ['valid to the end of today', done('2026-03-20'), 'expiring', '2026-03-20'],
    ['valid for ninety days', done('2026-06-18'), 'expiring', '2026-06-18'],
    [
      'late, its pause being over',
      { ...overdue, state: 3 as const, pausedUntil: calendarDate('2026-03-19') },
      'overdue',
      '2026-03-01',
    ],
  ])('names a duty that is %s', (_what, of, state, day) => {
    const { duties } = nudgeDecision(nurse({ duties: [duty(of)] }), TODAY);
    expect(duties).toMatchObject([{ state, day }]);
  });

  it.each([
    ['left the agency', 'left', nurse({ isMember: false })],
    ['no work email', 'no-email', nurse({ workEmail: '' })],
    ['a work email that is none', 'no-email', nurse({ workEmail: 'ask reception' })],
    ['nothing required any more', 'nothing-owed', nurse({ duties: [duty(null)] })],
    ['finished since', 'nothing-owed', nurse({ duties: [duty(done('2026-06-19'))] })],
    [
      'thirty-one days left',
      'nothing-owed',
      nurse({ duties: [duty(facts(0, { dueOn: calendarDate('2026-04-20') }))] }),
    ],
    ['no due day', 'nothing-owed', nurse({ duties: [duty(facts(0))] })],
    [
      'leave, though something runs out after it',
      'paused',
      nurse({ isOnLeave: true, duties: [duty(done('2026-06-18'))] }),
    ],
    ['a pause with no end', 'paused', nurse({ duties: [duty({ ...overdue, state: 3 })] })],
    [
      'a pause that ends today',
      'paused',
      nurse({ duties: [duty({ ...overdue, state: 3, pausedUntil: TODAY })] }),
    ],
    // What would hold for ever is said before what passes.
    [
      'left, and was nudged yesterday',
      'left',
      nurse({ isMember: false, lastNudgedOn: calendarDate('2026-03-19') }),
    ],
  ] as const)('refuses somebody with %s', (_what, refusal, candidate) => {
    expect(nudgeDecision(candidate, TODAY)).toEqual({ duties: [], refusal });
  });

  it.each([
    ['2026-03-20', '2026-03-20', 'nudged-lately'], // the same day
    ['2026-03-14', '2026-03-20', 'nudged-lately'], // the seventh day
    ['2026-03-13', '2026-03-20', null], // the eighth
    ['2026-03-25', '2026-03-31', 'nudged-lately'], // across the change to summer time on 29 March
    ['2026-03-25', '2026-04-01', null],
    ['2026-10-20', '2026-10-26', 'nudged-lately'], // across the change to winter time on 25 October
    ['2026-10-20', '2026-10-27', null],
    ['2028-02-23', '2028-02-29', 'nudged-lately'], // a leap day
    ['2028-02-22', '2028-02-29', null],
    ['2028-02-29', '2028-03-06', 'nudged-lately'],
    ['2028-02-29', '2028-03-07', null],
    ['2027-02-27', '2027-03-05', 'nudged-lately'], // a year without one
    ['2027-02-27', '2027-03-06', null],
  ])('with a nudge on %s, says on %s: %s', (last, today, refusal) => {
    const day = calendarDate(today);
    const late = facts(0, { dueOn: calendarDate('2026-01-01') });
    const candidate = { ...nudgedOn(last), duties: [duty(late)] };
    expect(nudgeDecision(candidate, day).refusal).toBe(refusal);
  });

  it.each([
    [['2026-02-18', '2026-02-26', '2026-03-06'], null], // thirty days ago is outside
    [['2026-02-19', '2026-02-26', '2026-03-06'], 'nudged-often'], // twenty-nine days ago is inside
    [['2026-03-02', '2026-03-09'], null], // two
  ])('with nudges about one module on %j, says %s', (days, refusal) => {
    expect(nudgeDecision(nurse({ duties: [duty(overdue, ...days)] }), TODAY).refusal).toBe(refusal);
  });

  it('leaves out the module that was named often enough, and keeps the other', () => {
    const often = duty(overdue, '2026-02-20', '2026-02-27', '2026-03-06');
    const other = duty(done('2026-03-01'));
    const { duties } = nudgeDecision(nurse({ duties: [often, other] }), TODAY);
    expect(duties.map((owed) => owed.duty)).toEqual([other]);
  });
});

describe('the day of a nudge', () => {
  // Which day an instant is belongs to the agency: the eighth day begins at its own midnight.
  it.each([
    ['2026-07-01T22:59:59Z', 'Europe/London', '2026-07-01'],
    ['2026-07-01T23:00:00Z', 'Europe/London', '2026-07-02'], // summer time
    ['2026-10-25T00:30:00Z', 'Europe/London', '2026-10-25'], // the hour that comes twice
    ['2026-10-25T23:30:00Z', 'Europe/London', '2026-10-25'],
    ['2028-02-29T23:30:00Z', 'Europe/London', '2028-02-29'],
    ['2028-02-29T23:30:00Z', 'Europe/Paris', '2028-03-01'],
    ['2026-03-01T05:00:00Z', 'America/New_York', '2026-03-01'],
    ['2026-03-01T04:59:59Z', 'America/New_York', '2026-02-28'],
  ])('of %s in %s is %s', (instant, timeZone, day) => {
    const nudged: CalendarDate = calendarDateIn(instant, timeZone);
    expect(nudged).toBe(day);
    expect(nudgeDecision(nudgedOn(nudged), nextNudgeOn(nudged)).refusal).not.toBe('nudged-lately');
  });
});
