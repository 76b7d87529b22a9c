import { calendarDate, type CalendarDate } from '../calendar-date.js';
import { STANDING_STATE, standingOn } from '../learning/standing.js';
import type { Duty } from './assignment.js';
import { type DutyHistory, isExcusedOn, standingFor } from './duty-standing.js';

const day = (text: string): CalendarDate => calendarDate(text);
const YEARLY = { rule: 'completion-date', months: 12, day: null } as const;
const duty = (changes: Partial<Duty> = {}): Duty => ({
  dueOn: day('2026-03-31'),
  renewals: [YEARLY],
  recogniseWithinDays: null,
  askedOn: day('2026-03-01'),
  because: [],
  ...changes,
});
const history = (changes: Partial<DutyHistory> = {}): DutyHistory => ({
  hasBegun: false,
  completedOn: [],
  leave: [],
  exceptions: [],
  ...changes,
});
const leave = (fromOn: string, toOn: string | null) => [
  { fromOn: day(fromOn), toOn: toOn === null ? null : day(toOn) },
];

describe('standingFor', () => {
  it.each<[string, string[], number | null, string | null]>([
    ['finished since it was asked', ['2026-03-10'], null, '2026-03-10'],
    ['the latest of several', ['2026-03-20', '2026-03-10'], null, '2026-03-20'],
    ['from before, while it still counts', ['2025-04-01'], null, '2025-04-01'],
    ['from before, on the last day it counts', ['2025-03-02'], null, '2025-03-02'],
    ['from before, when it had run out', ['2025-02-28'], null, null],
    ['from before, as old as is allowed', ['2026-01-30'], 30, '2026-01-30'],
    ['from before, older than is allowed', ['2026-01-29'], 30, null],
    ['finished since, however little from before is allowed', ['2026-01-01', '2026-03-02'], 0, '2026-03-02'],
  ])('counts %s', (_case, completedOn, recogniseWithinDays, expected) => {
    const facts = standingFor(
      duty({ recogniseWithinDays }),
      history({ completedOn: completedOn.map(day) }),
      day('2026-03-25'),
    );
    expect(facts.completedOn).toBe(expected);
    expect(facts.state).toBe(expected === null ? STANDING_STATE.notStarted : STANDING_STATE.done);
  });

  it.each<[string, Partial<DutyHistory>, string, string, string | null, string | null]>([
    // [case, history, today, where it stands, due day, paused until]
    [
      'away over the due day',
      { leave: leave('2026-03-15', '2026-06-30') },
      '2026-04-10',
      'paused',
      '2026-07-30',
      '2026-06-30',
    ],
    [
      'before going, by the later day already',
      { leave: leave('2026-03-15', '2026-06-30') },
      '2026-03-14',
      'not-started',
      '2026-07-30',
      null,
    ],
    [
      'the day after coming back',
      { leave: leave('2026-03-15', '2026-06-30') },
      '2026-07-01',
      'not-started',
      '2026-07-30',
      null,
    ],
    [
      'the day after catching up',
      { leave: leave('2026-03-15', '2026-06-30') },
      '2026-07-31',
      'overdue',
      '2026-07-30',
      null,
    ],
    [
      'away with no end yet',
      { leave: leave('2026-03-15', null) },
      '2030-01-01',
      'paused',
      '2026-03-31',
      null,
    ],
    [
      'overdue before going, paused meanwhile',
      { leave: leave('2026-04-10', '2026-06-30') },
      '2026-05-01',
      'paused',
      '2026-03-31',
      '2026-06-30',
    ],
    [
      'overdue before going, overdue afterwards',
      { leave: leave('2026-04-10', '2026-06-30') },
      '2026-07-01',
      'overdue',
      '2026-03-31',
      null,
    ],
    [
      'due in the days of catching up',
      { leave: leave('2026-01-01', '2026-03-20') },
      '2026-03-25',
      'not-started',
      '2026-04-19',
      null,
    ],
    [
      'given more time',
      { exceptions: [{ kind: 'later-due', fromOn: day('2026-03-05'), untilOn: day('2026-05-31') }] },
      '2026-05-31',
      'not-started',
      '2026-05-31',
      null,
    ],
    [
      'given a day that is earlier anyway',
      { exceptions: [{ kind: 'later-due', fromOn: day('2026-03-05'), untilOn: day('2026-03-10') }] },
      '2026-03-11',
      'not-started',
      '2026-03-31',
      null,
    ],
    ['begun, and nothing else', { hasBegun: true }, '2026-03-11', 'in-progress', '2026-03-31', null],
  ])('%s', (_case, changes, today, standing, dueOn, pausedUntil) => {
    const facts = standingFor(duty(), history(changes), day(today));
    expect([standingOn(facts, day(today)), facts.dueOn, facts.pausedUntil]).toEqual([
      standing,
      dueOn,
      pausedUntil,
    ]);
  });

  it.each<[string, string, string | null, string, string]>([
    // Finished on 10 March 2026, counts to 9 March 2027.
    ['counts through the leave', '2026-05-01', '2026-12-31', '2026-06-01', 'done'],
    ['counts in a leave with no end yet', '2026-05-01', null, '2027-03-09', 'done'],
    ['has run out in a leave with no end yet', '2026-05-01', null, '2027-03-10', 'paused'],
    ['still counts on the last day, while away', '2027-01-01', '2027-06-30', '2027-03-09', 'done'],
    ['runs out while away', '2027-01-01', '2027-06-30', '2027-03-10', 'paused'],
    ['is caught up with in thirty days', '2027-01-01', '2027-06-30', '2027-07-30', 'paused'],
    ['has run out after that', '2027-01-01', '2027-06-30', '2027-07-31', 'expired'],
    ['had run out before the leave', '2027-04-01', '2027-06-30', '2027-07-01', 'expired'],
  ])('what was done %s', (_case, fromOn, toOn, today, expected) => {
    const facts = standingFor(
      duty(),
      history({ completedOn: [day('2026-03-10')], leave: leave(fromOn, toOn) }),
      day(today),
    );
    expect(standingOn(facts, day(today))).toBe(expected);
  });
});

describe('isExcusedOn', () => {
  it.each([
    ['2026-02-28', false],
    ['2026-03-01', true],
    ['2026-03-31', true],
    ['2026-04-01', false],
  ])('%s: %s', (today, expected) => {
    const excused = { kind: 'excused', fromOn: day('2026-03-01'), untilOn: day('2026-03-31') } as const;
    expect(isExcusedOn([excused], day(today))).toBe(expected);
    expect(isExcusedOn([{ ...excused, kind: 'later-due' }], day(today))).toBe(false);
  });
});
