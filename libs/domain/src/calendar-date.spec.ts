import fc from 'fast-check';
import {
  addDays,
  addMonths,
  calendarDate,
  calendarDateIn,
  compareDays,
  daysBetween,
  isCalendarDate,
} from './calendar-date.js';

const anyDay = fc
  .integer({ min: -20_000, max: 40_000 })
  .map((days) => addDays(calendarDate('2000-01-01'), days));

describe('calendarDate', () => {
  it.each(['2026-01-01', '2024-02-29', '2026-12-31'])('reads %s', (text) => {
    expect(calendarDate(text)).toBe(text);
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2025-02-29', // not a leap year
    '2026-13-01',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    'tomorrow',
    '',
  ])('refuses "%s"', (text) => {
    expect(() => calendarDate(text)).toThrow(RangeError);
    expect(isCalendarDate(text)).toBe(false);
  });
});

describe('addDays', () => {
  it.each([
    ['2026-11-22', 0, '2026-11-22'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'], // leap day
    ['2026-03-29', 1, '2026-03-30'], // the clocks go forward; a day is still a day
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i days is %s', (from, days, expected) => {
    expect(addDays(calendarDate(from), days)).toBe(expected);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'], // a shorter month gives its last day
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-08-31', 24, '2028-08-31'],
    ['2026-11-15', 2, '2027-01-15'],
    ['2026-03-31', -6, '2025-09-30'],
  ])('%s and %i months is %s', (from, months, expected) => {
    expect(addMonths(calendarDate(from), months)).toBe(expected);
  });
});

describe('daysBetween', () => {
  it.each([
    ['2026-11-22', '2026-11-22', 0],
    ['2026-11-22', '2026-11-23', 1],
    ['2026-11-23', '2026-11-22', -1],
    ['2024-02-28', '2024-03-01', 2], // over the leap day
    ['2026-03-28', '2026-03-30', 2], // over the change of clocks
  ])('from %s to %s is %i', (from, to, expected) => {
    expect(daysBetween(calendarDate(from), calendarDate(to))).toBe(expected);
  });

  it('undoes addDays', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});

describe('the order of days', () => {
  it('agrees with the days between them', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(compareDays(a, b)).toBe(Math.sign(-daysBetween(a, b)) || 0);
      }),
    );
  });
});

describe('calendarDateIn', () => {
  it.each([
    ['2026-11-22T23:59:59.999Z', 'Europe/London', '2026-11-22'], // winter: the same as UTC
    ['2026-07-01T22:59:59Z', 'Europe/London', '2026-07-01'],
    ['2026-07-01T23:00:00Z', 'Europe/London', '2026-07-02'], // summer: midnight comes an hour early
    ['2026-03-29T00:30:00Z', 'Europe/London', '2026-03-29'], // half an hour before the clocks change
    ['2026-11-22T09:59:59Z', 'Pacific/Honolulu', '2026-11-21'],
    ['2026-11-22T10:00:00Z', 'Pacific/Honolulu', '2026-11-22'],
    ['2026-11-22T01:00:00+02:00', 'UTC', '2026-11-21'], // the offset counts
  ])('at %s in %s it is %s', (instant, timeZone, expected) => {
    expect(calendarDateIn(instant, timeZone)).toBe(expected);
    expect(calendarDateIn(Date.parse(instant), timeZone)).toBe(expected);
  });

  it('refuses what is not an instant, and a time zone nobody knows', () => {
    expect(() => calendarDateIn('yesterday', 'UTC')).toThrow(RangeError);
    expect(() => calendarDateIn(Number.NaN, 'UTC')).toThrow(RangeError);
    expect(() => calendarDateIn(0, 'Europe/Derby')).toThrow(RangeError);
  });
});
