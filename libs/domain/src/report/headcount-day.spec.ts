import { calendarDate, calendarDateIn, DEFAULT_TIME_ZONE } from '../calendar-date.js';
import { headcountDayProblem } from './headcount-day.js';

const COME = 'Enter a day that has already come: a headcount is of people counted, not expected';
const OLD = 'Enter a day within the last 10 years';

describe('the day of a headcount', () => {
  it.each([
    ['2026-11-23', '2026-11-23', null], // today
    ['2026-11-24', '2026-11-23', COME], // tomorrow
    ['2226-11-23', '2026-11-23', COME],
    ['2016-11-23', '2026-11-23', null], // ten years to the day
    ['2016-11-22', '2026-11-23', OLD],
    ['1826-11-23', '2026-11-23', OLD], // 200 years
    ['2018-02-28', '2028-02-29', null], // seen from a leap day: the last day of February
    ['2018-02-27', '2028-02-29', OLD],
  ])('%s, seen on %s: %p', (on, today, expected) => {
    expect(headcountDayProblem(calendarDate(on), calendarDate(today))).toBe(expected);
  });

  it('is judged by the clocks of the agency: half past midnight in summer is a new day in London', () => {
    const today = calendarDateIn('2026-06-30T23:30:00Z', DEFAULT_TIME_ZONE);
    expect(headcountDayProblem(calendarDate('2026-07-01'), today)).toBeNull();
    const winter = calendarDateIn('2026-12-31T23:30:00Z', DEFAULT_TIME_ZONE);
    expect(headcountDayProblem(calendarDate('2027-01-01'), winter)).toBe(COME);
  });
});
