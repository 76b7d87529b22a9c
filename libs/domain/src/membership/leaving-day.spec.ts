import { calendarDate } from '../calendar-date.js';
import { jobDaysProblem, lastDayProblem } from './leaving-day.js';

const TODAY = calendarDate('2026-03-27');
const day = (text: string | null) => (text === null ? null : calendarDate(text));

describe('lastDayProblem', () => {
  it.each([
    ['2026-03-27', null],
    ['2026-02-24', null], // 31 days ago
    ['2026-02-23', 'The last day can be at most 31 days ago'],
    ['2027-03-28', null], // 366 days ahead
    ['2027-03-29', 'The last day must be within a year from today'],
    ['2019-12-31', 'The last day must be the first day of this job or later'],
  ])('%s: %s', (lastDay, expected) => {
    const job = { fromOn: calendarDate('2020-01-01'), toOn: null };
    expect(lastDayProblem(calendarDate(lastDay), job, TODAY)).toBe(expected);
  });
});

describe('jobDaysProblem', () => {
  it.each([
    ['2026-03-27', null, null],
    ['1999-01-01', '2026-01-01', null],
    ['1949-12-31', null, 'Enter a first day after 1950'],
    ['2027-03-29', null, 'The first day must be within a year from today'],
    ['2026-03-27', '2026-03-26', 'The last day must be the first day or later'],
    ['2026-03-27', '2100-01-01', 'Enter a last day before 2100'],
  ])('from %s to %s: %s', (from, to, expected) => {
    expect(jobDaysProblem({ fromOn: calendarDate(from), toOn: day(to) }, TODAY)?.message ?? null).toBe(
      expected,
    );
  });
});
