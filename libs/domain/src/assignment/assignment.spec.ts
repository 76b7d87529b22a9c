import { calendarDate, type CalendarDate } from '../calendar-date.js';
import {
  type AssignmentRule,
  type Audience,
  countsUntil,
  dueDay,
  dutyOf,
  isInAudience,
  isInForce,
  type Member,
} from './assignment.js';
import type { Renewal } from './renewal.js';

const day = (text: string | null): CalendarDate | null => (text === null ? null : calendarDate(text));

const nurse: Member = {
  workforceGroup: 3,
  jobRole: 'school-nurse',
  teamId: 'north',
  joinedOn: calendarDate('2026-02-01'),
};
const TWO_YEARS: Renewal = { rule: 'completion-date', months: 24, day: null };
const rule = (changes: Partial<AssignmentRule> = {}): AssignmentRule => ({
  id: 'rule',
  audience: {},
  dueWithinDays: null,
  dueOn: null,
  dueAfterPublicationDays: null,
  renewal: TWO_YEARS,
  recogniseWithinDays: null,
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
  const published = calendarDate('2026-02-10');

  it.each<[string, Partial<AssignmentRule>, string, CalendarDate | null, string | null]>([
    ['counts from joining', { dueWithinDays: 30 }, '2026-02-01', null, '2026-03-03'],
    [
      'counts from the rule for those who were there before',
      { dueWithinDays: 30 },
      '2019-01-01',
      null,
      '2026-01-31',
    ],
    ['is the day itself when nothing is allowed', { dueWithinDays: 0 }, '2026-02-01', null, '2026-02-01'],
    ['is the fixed day', { dueOn: calendarDate('2026-09-30') }, '2026-02-01', null, '2026-09-30'],
    [
      'is the fixed day for whoever joins on it',
      { dueOn: calendarDate('2026-09-30') },
      '2026-09-30',
      null,
      '2026-09-30',
    ],
    ['counts from publication', { dueAfterPublicationDays: 60 }, '2026-02-01', published, '2026-04-11'],
    [
      'counts from joining after publication',
      { dueAfterPublicationDays: 60 },
      '2026-03-01',
      published,
      '2026-04-30',
    ],
    ['is none before publication', { dueAfterPublicationDays: 60 }, '2026-02-01', null, null],
    ['is none', {}, '2026-02-01', null, null],
  ])('%s', (_case, changes, askedOn, publishedOn, expected) => {
    expect(dueDay(rule(changes), calendarDate(askedOn), publishedOn)).toBe(expected);
  });
});

describe('dutyOf', () => {
  const today = calendarDate('2026-03-01');

  it('is nothing when no rule is for this member, or none is in force', () => {
    const rules = [rule({ audience: { jobRoles: ['midwife'] } }), rule({ toOn: calendarDate('2026-02-28') })];
    expect(dutyOf(rules, nurse, today)).toBeNull();
  });

  it('counts by every renewal that is asked, and each once', () => {
    const yearly: Renewal = { ...TWO_YEARS, months: 12 };
    const rules = [rule(), rule({ renewal: yearly }), rule({ renewal: { ...TWO_YEARS } })];
    const renewals = dutyOf(rules, nurse, today)?.renewals ?? [];
    expect(renewals).toEqual([TWO_YEARS, yearly]);
    expect(countsUntil(renewals, [calendarDate('2026-03-01')])).toBe('2027-02-28');
    expect(countsUntil([{ ...TWO_YEARS, months: null }, TWO_YEARS], [calendarDate('2026-03-01')])).toBe(
      '2028-02-29',
    );
  });

  it('takes the earliest due day, and names every rule that asks, that one first', () => {
    const rules = [
      rule({ id: 'none' }),
      rule({ id: 'autumn', dueOn: calendarDate('2026-09-30') }),
      rule({ id: 'summer', dueOn: calendarDate('2026-06-30') }),
    ];
    const duty = dutyOf(rules, nurse, today);
    expect(duty?.dueOn).toBe('2026-06-30');
    expect(duty?.because.map((one) => [one.rule.id, one.dueOn])).toEqual([
      ['summer', '2026-06-30'],
      ['autumn', '2026-09-30'],
      ['none', null],
    ]);
  });

  it('takes the strictest of what may be recognised', () => {
    const rules = [rule(), rule({ recogniseWithinDays: 365 }), rule({ recogniseWithinDays: 30 })];
    expect(dutyOf(rules, nurse, today)?.recogniseWithinDays).toBe(30);
  });

  it.each([
    ['from joining, where the rule is older', '2026-02-01', '2026-01-01', null, '2026-02-01'],
    [
      'from the first of the rules, where the member is older',
      '2019-01-01',
      '2026-01-01',
      null,
      '2026-01-01',
    ],
    ['since the day that is kept', '2026-02-01', '2026-01-01', '2025-06-01', '2025-06-01'],
  ])('is asked %s', (_case, joinedOn, fromOn, askedOn, expected) => {
    const member = { ...nurse, joinedOn: calendarDate(joinedOn) };
    expect(dutyOf([rule({ fromOn: calendarDate(fromOn) })], member, today, day(askedOn))?.askedOn).toBe(
      expected,
    );
  });
});
