import type {
  AgencyNow,
  StandingBreakdown,
  StandingCounts,
} from '@learning-reviews/contracts/agency.contract';
import { USUAL_WARNING_DAYS } from '@learning-reviews/domain/learning/standing';
import {
  agencySummary,
  barValues,
  breakdownSummary,
  countColumns,
  denominatorSummary,
  moduleSummary,
  peopleStates,
  trendShares,
  trendSummary,
} from './agency-words.js';

const WARNING = USUAL_WARNING_DAYS;
const counts = (changes: Partial<StandingCounts> = {}): StandingCounts => ({
  required: 0,
  done: 0,
  inProgress: 0,
  notStarted: 0,
  overdue: 0,
  dueSoon: 0,
  expiring: 0,
  expired: 0,
  paused: 0,
  ...changes,
});
const row = (label: string, required: number, done: number, overdue = 0): StandingBreakdown => ({
  key: label,
  label,
  ...counts({ required, done, overdue }),
});

describe('an agency in one sentence', () => {
  it('names the days that the partnership has set', () => {
    const warning = { dueSoonDays: 1, expiringDays: 45 };
    expect(agencySummary(counts({ required: 10, dueSoon: 2 }), 90, warning)).toContain(
      '2 are due within 1 day.',
    );
    expect(countColumns(warning).map(({ heading }) => heading)).toEqual(
      expect.arrayContaining(['Due within 1 day', 'Expiring within 45 days']),
    );
    expect(peopleStates(warning).expiring).toBe('Expiring within 45 days');
  });

  it.each([
    [{}, 'No module is required of anyone here today.'],
    [
      { required: 4, done: 4 },
      '4 of 4 required modules are done (100%), which meets the target of 90%. None is overdue or due within 30 days.',
    ],
    [
      { required: 4, done: 3, overdue: 1 },
      '3 of 4 required modules are done (75%), against a target of 90%. 1 is overdue.',
    ],
    [
      { required: 1200, done: 1199, dueSoon: 1 }, // one is left, so it is not 100%
      '1,199 of 1,200 required modules are done (99%), which meets the target of 90%. 1 is due within 30 days.',
    ],
    [
      { required: 10, done: 9, overdue: 1 }, // exactly the target
      '9 of 10 required modules are done (90%), which meets the target of 90%. 1 is overdue.',
    ],
    [
      { required: 100, done: 60, overdue: 20, expired: 5, dueSoon: 15 },
      '60 of 100 required modules are done (60%), against a target of 90%. 20 are overdue, 5 have expired and 15 are due within 30 days.',
    ],
  ])('%p', (changes, expected) => {
    expect(agencySummary(counts(changes), 90, WARNING)).toBe(expected);
  });
});

describe('a module in one sentence', () => {
  it.each([
    [{}, 'This module is not required of anyone here today.'],
    [
      { required: 1, done: 1 },
      '1 of 1 person required to do it has done it (100%). None is overdue or due within 30 days.',
    ],
    [
      { required: 120, done: 80, overdue: 12, dueSoon: 1 },
      '80 of 120 people required to do it have done it (67%). 12 are overdue and 1 is due within 30 days.',
    ],
  ])('%p', (changes, expected) => {
    expect(moduleSummary(counts(changes), WARNING)).toBe(expected);
  });
});

describe('a trend', () => {
  const month = (at: number, required: number, done: number) => ({
    month: `2026-${String(at).padStart(2, '0')}-01`,
    required,
    done,
  });

  it.each([
    ['of nothing', [], 'There is no earlier month to compare with yet.'],
    ['of one month', [month(11, 10, 5)], 'There is no earlier month to compare with yet.'],
    [
      'that begins with nothing required',
      [month(9, 0, 0), month(10, 10, 5), month(11, 10, 6)],
      'Done rose from 50% at the end of Oct 2026 to 60% now.',
    ],
    [
      'that falls',
      [month(9, 10, 9), month(11, 10, 6)],
      'Done fell from 90% at the end of Sep 2026 to 60% now.',
    ],
    ['that stands', [month(10, 10, 6), month(11, 20, 12)], '60% are done, as at the end of Oct 2026.'],
  ])('%s', (_what, trend, expected) => {
    expect(trendSummary(trend)).toBe(expected);
  });

  it('is blank, not zero, in a month in which nothing was required', () => {
    expect(trendShares([month(9, 0, 0), month(10, 10, 0), month(11, 10, 10)])).toEqual([null, 0, 100]);
  });
});

describe('a breakdown in one sentence', () => {
  it.each([
    ['nothing', [], 'Nothing is required of anyone here today.'],
    ['a team without duties', [row('New team', 0, 0)], 'Nothing is required of anyone here today.'],
    ['one row', [row('North', 4, 1)], 'North: 25% done. Nothing is overdue.'],
    [
      'equal shares',
      [row('North', 4, 2, 1), row('South', 2, 1, 1)],
      'All are at 50% done. Most overdue: 1 each in 2 of them.',
    ],
    [
      'unequal shares',
      [row('North', 4, 1, 2), row('South', 4, 3, 1)],
      'Most done: South (75%). Least done: North (25%). Most overdue: North (2).',
    ],
  ])('of %s', (_what, rows, expected) => {
    expect(breakdownSummary(rows)).toBe(expected);
  });
});

it('the parts of a bar are all that is required', () => {
  const all = counts({
    required: 21,
    done: 1,
    inProgress: 2,
    notStarted: 3,
    overdue: 4,
    expired: 5,
    paused: 6,
  });
  expect(barValues(all)).toEqual([1, 2, 3, 9, 6]);
  expect(barValues(all).reduce((sum, value) => sum + value, 0)).toBe(all.required);
});

describe('a denominator in words', () => {
  it.each([
    [12, '. The figures above count the 12 people recorded here today.'],
    [14, 'today: 2 more than the denominator. Check who has left.'],
    [11, 'today: 1 fewer than the denominator. Check who is missing.'],
  ])('for %i people recorded', (people, expected) => {
    const now = { people, denominator: { people: 12, source: 'Staff list', on: '2026-10-24' } } as AgencyNow;
    const said = denominatorSummary(now);
    expect(said).toContain('Denominator: 12 people. Source: Staff list, 24 October 2026');
    expect(said).toContain(expected);
  });
});
