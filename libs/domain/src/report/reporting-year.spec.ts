import { calendarDate, calendarDateIn, DEFAULT_TIME_ZONE } from '../calendar-date.js';
import { figuresDay, reportingYear, reportingYearNamed, reportingYearsUpTo } from './reporting-year.js';

describe('a reporting year', () => {
  it.each([
    ['2026-03-31', '2025-26', '2025-04-01', '2026-03-31'], // its last day
    ['2026-04-01', '2026-27', '2026-04-01', '2027-03-31'], // its first
    ['2024-02-29', '2023-24', '2023-04-01', '2024-03-31'],
    ['2026-12-31', '2026-27', '2026-04-01', '2027-03-31'],
    ['2027-01-01', '2026-27', '2026-04-01', '2027-03-31'],
    ['1999-06-01', '1999-00', '1999-04-01', '2000-03-31'], // the turn of a century
  ])('of %s is %s', (day, label, startsOn, endsOn) => {
    expect(reportingYear(calendarDate(day))).toEqual({ label, startsOn, endsOn });
  });

  it.each([
    ['2026-03-31T22:59:59Z', '2025-26'], // summer time has begun: 23:59:59 in London
    ['2026-03-31T23:00:00Z', '2026-27'], // midnight there
    ['2024-03-30T23:59:59Z', '2023-24'], // the night before the clocks change
    ['2024-03-31T23:00:00Z', '2024-25'], // the day they change is the year's last
  ])('at %s in London is %s', (instant, label) => {
    expect(reportingYear(calendarDateIn(instant, DEFAULT_TIME_ZONE)).label).toBe(label);
  });

  it.each(['2025-26', '1999-00', '0001-02'])('is found by its name: %s', (label) => {
    expect(reportingYearNamed(label)?.label).toBe(label);
  });

  it.each(['2025-27', '2025-2026', '2025', '25-26', '2025/26', '', '0000-01', '9999-00', ' 2025-26'])(
    'is not named %j',
    (label) => {
      expect(reportingYearNamed(label)).toBeNull();
    },
  );

  it('is offered with those before, the running one first', () => {
    expect(reportingYearsUpTo(calendarDate('2026-03-31'), 3).map(({ label }) => label)).toEqual([
      '2025-26',
      '2024-25',
      '2023-24',
    ]);
  });

  it.each([
    ['2025-26', '2026-03-30', '2026-03-30'], // it runs
    ['2025-26', '2026-03-31', '2026-03-31'], // its last day
    ['2025-26', '2026-04-01', '2026-03-31'], // it is over
  ])('%s is judged, seen on %s, on %s', (label, today, on) => {
    const year = reportingYearNamed(label);
    expect(year && figuresDay(year, calendarDate(today))).toBe(on);
  });
});
