import { calendarDate } from '../calendar-date.js';
import { endedMonths, lastDayOf, monthOf } from './ended-month.js';

describe('a month', () => {
  it.each([
    ['2026-03-01', '2026-03-01', '2026-03-31'],
    ['2026-03-29', '2026-03-01', '2026-03-31'], // clocks go forward: still one day
    ['2026-10-25', '2026-10-01', '2026-10-31'], // clocks go back
    ['2026-02-28', '2026-02-01', '2026-02-28'],
    ['2028-02-29', '2028-02-01', '2028-02-29'], // leap day
    ['2026-12-31', '2026-12-01', '2026-12-31'],
  ])('of %s begins on %s and ends on %s', (day, first, last) => {
    expect(monthOf(calendarDate(day))).toBe(first);
    expect(lastDayOf(calendarDate(first))).toBe(last);
  });
});

describe('endedMonths', () => {
  it.each([
    ['2026-03-31', '2026-01-20', ['2026-01-01', '2026-02-01']],
    ['2026-04-01', '2026-01-20', ['2026-01-01', '2026-02-01', '2026-03-01']], // a new month: the old one has ended
    ['2026-03-15', '2026-03-01', []], // began this month
    ['2026-03-15', '2026-04-02', []], // begins next month
    ['2026-03-15', null, []],
  ])('on %s with the first member on %s', (today, firstDay, expected) => {
    expect(endedMonths(calendarDate(today), firstDay === null ? null : calendarDate(firstDay))).toEqual(
      expected,
    );
  });

  it('goes back two years and no further', () => {
    const months = endedMonths(calendarDate('2028-03-01'), calendarDate('2001-01-01'));
    expect([months.length, months[0], months.at(-1)]).toEqual([24, '2026-03-01', '2028-02-01']);
  });
});
