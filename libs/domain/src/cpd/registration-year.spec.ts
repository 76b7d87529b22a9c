import { addDays, calendarDate } from '../calendar-date.js';
import {
  DEFAULT_YEAR_START,
  SOCIAL_WORK_ENGLAND_YEAR_START,
  registrationYear,
  yearStartFromText,
  yearStartOf,
  yearStartText,
} from './registration-year.js';

describe('registrationYear', () => {
  it.each([
    // from 1 April
    ['2026-03-31', DEFAULT_YEAR_START, '2025-26', '2025-04-01', '2026-03-31'], // last day
    ['2026-04-01', DEFAULT_YEAR_START, '2026-27', '2026-04-01', '2027-03-31'], // first day
    ['2026-11-22', DEFAULT_YEAR_START, '2026-27', '2026-04-01', '2027-03-31'],
    ['1999-12-31', DEFAULT_YEAR_START, '1999-00', '1999-04-01', '2000-03-31'],
    // Social Work England, from 1 December
    ['2026-11-30', SOCIAL_WORK_ENGLAND_YEAR_START, '2025-26', '2025-12-01', '2026-11-30'], // last day
    ['2026-12-01', SOCIAL_WORK_ENGLAND_YEAR_START, '2026-27', '2026-12-01', '2027-11-30'], // first day
    // a year that is the calendar's
    ['2026-12-31', { month: 1, day: 1 }, '2026', '2026-01-01', '2026-12-31'],
    // a year that ends on a leap day
    ['2028-02-29', { month: 3, day: 1 }, '2027-28', '2027-03-01', '2028-02-29'],
  ])('%s with a year from %o is in %s', (day, start, label, startsOn, endsOn) => {
    expect(registrationYear(calendarDate(day), start)).toEqual({ label, startsOn, endsOn });
  });

  it('begins on 1 April unless told otherwise', () => {
    expect(registrationYear(calendarDate('2026-04-01')).label).toBe('2026-27');
  });

  it('leaves no gap between one year and the next', () => {
    const first = registrationYear(calendarDate('2026-11-22'), SOCIAL_WORK_ENGLAND_YEAR_START);
    const next = registrationYear(addDays(first.endsOn, 1), SOCIAL_WORK_ENGLAND_YEAR_START);
    expect(next.startsOn).toBe(addDays(first.endsOn, 1));
  });
});

describe('the start of a year', () => {
  it.each([
    ['social-work-england', '12-01'],
    ['nmc', '04-01'],
    ['hcpc', '04-01'],
    ['other', '04-01'],
    [null, '04-01'], // no regulator named
  ])('of %s is %s', (body, text) => {
    expect(yearStartText(yearStartOf(body))).toBe(text);
    expect(yearStartFromText(text)).toEqual(yearStartOf(body));
  });

  it.each(['02-29', '13-01', '4-1', '04-31', ''])('refuses "%s"', (text) => {
    expect(() => yearStartFromText(text)).toThrow(RangeError);
  });
});
