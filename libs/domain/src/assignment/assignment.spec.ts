import { calendarDate, type CalendarDate } from '../calendar-date.js';
import {
  type AssignmentRule,
  type Audience,
  dueDay,
  dutyOf,
  isInAudience,
  isInForce,
  type Member,
} from './assignment.js';

const day = (text: string | null): CalendarDate | null => (text === null ? null : calendarDate(text));

const nurse: Member = {
  workforceGroup: 3,
  jobRole: 'school-nurse',
  teamId: 'north',
  joinedOn: calendarDate('2026-02-01'),
};
const rule = (changes: Partial<AssignmentRule> = {}): AssignmentRule => ({
  audience: {},
  dueWithinDays: null,
  dueOn: null,
  refreshMonths: 24,
  fromOn: calendarDate('2026-01-01'),
  toOn: null,
  ...changes,
});

describe('isInAudience', () => {
  it.each<[Audience, Partial<Member>, boolean]>([
    [{}, {}, true],
    [{ jobRoles: ['school-nurse', 'midwife'] }, {}, true],
    [{ jobRoles: ['midwife'] }, {}, false],
    [{ groups: [3, 4] }, {}, true],
    [{ groups: [3, 4] }, { workforceGroup: null }, false],
    [{ groups: [3], jobRoles: ['midwife'] }, {}, false], // each named list must hold
    [{ teams: ['north'] }, {}, true],
    [{ teams: ['north'] }, { teamId: null }, false],
    [{ jobRoles: [] }, {}, false], // a list that names nobody
  ])('%j with %j: %s', (audience, changes, expected) => {
    expect(isInAudience(audience, { ...nurse, ...changes })).toBe(expected);
  });
});

describe('isInForce', () => {
  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true], // first day
    ['2026-06-30', true], // last day
    ['2026-07-01', false],
  ])('on %s: %s', (on, expected) => {
    expect(isInForce(rule({ toOn: calendarDate('2026-06-30') }), calendarDate(on))).toBe(expected);
  });
});

describe('dueDay', () => {
  it.each([
    ['counts from joining', { dueWithinDays: 30 }, '2026-02-01', '2026-03-03'],
    [
      'counts from the rule for those who were there before',
      { dueWithinDays: 30 },
      '2019-01-01',
      '2026-01-31',
    ],
    ['is the day itself when nothing is allowed', { dueWithinDays: 0 }, '2026-02-01', '2026-02-01'],
    ['is the fixed day', { dueOn: calendarDate('2026-09-30') }, '2026-02-01', '2026-09-30'],
    ['is none', {}, '2026-02-01', null],
  ])('%s', (_case, changes, joinedOn, expected) => {
    expect(dueDay(rule(changes), calendarDate(joinedOn))).toBe(expected);
  });
});

describe('dutyOf', () => {
  const today = calendarDate('2026-03-01');

  it('is nothing when no rule is for this member, or none is in force', () => {
    const rules = [rule({ audience: { jobRoles: ['midwife'] } }), rule({ toOn: calendarDate('2026-02-28') })];
    expect(dutyOf(rules, nurse, today)).toBeNull();
  });

  it.each<[(number | null)[], number | null]>([
    [[24], 24],
    [[24, 12], 12],
    [[null, 36], 36], // a rule that asks for a refresh beats one that does not
    [[null], null],
  ])('of refreshes %j takes %s', (months, expected) => {
    const rules = months.map((refreshMonths) => rule({ refreshMonths }));
    expect(dutyOf(rules, nurse, today)?.refreshMonths).toBe(expected);
  });

  it.each([
    [['2026-09-30', '2026-06-30'], '2026-06-30'],
    [[null, '2026-09-30'], '2026-09-30'],
    [[null], null],
  ])('of due days %j takes %s', (days, expected) => {
    const rules = days.map((dueOn) => rule({ dueOn: day(dueOn) }));
    expect(dutyOf(rules, nurse, today)?.dueOn).toBe(expected);
  });
});
