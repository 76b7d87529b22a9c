import { addDays, calendarDate, type CalendarDate } from '../calendar-date.js';
import { isRuleOver, lastDayProblem, ruleDaysProblem } from './rule-problem.js';

const today = calendarDate('2026-03-10');
const day = (days: number): CalendarDate => addDays(today, days);
const rule = (from: number, to: number | null = null) => ({
  fromOn: day(from),
  toOn: to === null ? null : day(to),
});

describe('ruleDaysProblem', () => {
  it.each([
    ['begins today', rule(0), null, undefined],
    ['begins tomorrow and ends the day after', rule(1, 2), null, undefined],
    ['begins yesterday', rule(-1), null, 'from'],
    ['ends before it begins', rule(3, 2), null, 'to'],
    ['keeps the first day it had', rule(-30), rule(-30), undefined],
    ['moves a first day that has come', rule(-29), rule(-30), 'from'],
    ['moves a first day that has not come', rule(9), rule(8), undefined],
    ['moves a first day that has not come into the past', rule(-1), rule(8), 'from'],
    ['ends at once', rule(-30, -1), rule(-30), undefined],
    ['ends long ago', rule(-30, -2), rule(-30), 'to'],
    ['keeps the last day it had', rule(-30, 4), rule(-30, 4), undefined],
  ])('of a rule that %s', (_case, asked, before, field) => {
    expect(ruleDaysProblem(asked, before, today)?.field).toBe(field);
  });
});

describe('lastDayProblem', () => {
  it.each([
    [rule(-5, -1), undefined],
    [rule(-5, 0), undefined],
    [rule(-5, -2), 'lastDay'],
    [rule(0, -1), 'lastDay'], // begun today: it asks for one day at least
    [rule(-5), undefined],
  ])('of %j is %s', (asked, field) => {
    expect(lastDayProblem(asked, today, 'lastDay')?.field).toBe(field);
  });
});

it.each([
  [rule(-5, -1), true],
  [rule(-5, 0), false],
  [rule(5), false],
])('a rule of %j is over: %s', (days, expected) => {
  expect(isRuleOver(days, today)).toBe(expected);
});
