import type { AccessRole } from '../access/scope.js';
import { calendarDate } from '../calendar-date.js';
import { grantableRoles, grantProblem, grantState, shareADay } from './role-grant.js';

const days = (fromOn: string, toOn: string | null) => ({
  fromOn: calendarDate(fromOn),
  toOn: toOn === null ? null : calendarDate(toOn),
});
const TODAY = calendarDate('2026-03-27');

describe('grantableRoles', () => {
  const OF_AGENCY = ['line-manager', 'training-lead'];
  const ALL = [...OF_AGENCY, 'partnership-officer', 'editor', 'approver', 'administrator'];
  it.each<[AccessRole[], number, string[]]>([
    [['practitioner'], 2, []],
    [['practitioner', 'line-manager'], 2, []],
    [['practitioner', 'training-lead'], 2, OF_AGENCY],
    [['practitioner', 'training-lead'], 1, OF_AGENCY],
    [['practitioner', 'partnership-officer', 'editor', 'approver'], 1, []],
    [['practitioner', 'administrator'], 1, ALL],
    [['practitioner', 'administrator'], 2, OF_AGENCY],
  ])('for %j in agency %i are %j', (held, agencyId, expected) => {
    expect(grantableRoles(held, agencyId)).toEqual(expected);
  });
});

describe('grantProblem', () => {
  const JOB = days('2024-01-01', '2026-12-31');
  it.each([
    ['2026-03-27', null, null],
    ['2026-03-27', '2026-03-27', null],
    ['2026-12-31', null, null],
    ['2026-03-26', null, 'The first day must be today or later'],
    ['2027-01-01', null, 'On that day they do not work here any more'],
    ['2026-04-02', '2026-04-01', 'The last day must be the first day or later'],
  ])('from %s to %s: %s', (from, to, expected) => {
    expect(grantProblem(days(from, to), JOB, TODAY)?.message ?? null).toBe(expected);
  });

  it('refuses a day before a job that has not begun', () => {
    expect(grantProblem(days('2026-04-01', null), days('2026-05-01', null), TODAY)?.field).toBe('from');
  });
});

describe('shareADay', () => {
  it.each([
    ['2026-01-01', '2026-01-31', '2026-01-31', null, true],
    ['2026-01-01', '2026-01-31', '2026-02-01', null, false],
    ['2026-01-01', null, '2030-01-01', '2030-01-01', true],
    ['2026-02-01', null, '2026-01-01', '2026-01-31', false],
  ])('%s to %s and %s to %s: %s', (from, to, otherFrom, otherTo, expected) => {
    expect(shareADay(days(from, to), days(otherFrom, otherTo))).toBe(expected);
    expect(shareADay(days(otherFrom, otherTo), days(from, to))).toBe(expected);
  });
});

describe('grantState', () => {
  it.each([
    ['2026-03-27', null, 'current'],
    ['2026-03-01', '2026-03-27', 'current'],
    ['2026-03-01', '2026-03-26', 'ended'],
    ['2026-03-28', null, 'coming'],
  ])('of %s to %s is %s', (from, to, expected) => {
    expect(grantState(days(from, to), TODAY)).toBe(expected);
  });
});
