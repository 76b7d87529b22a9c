import { calendarDate } from '../calendar-date.js';
import { type Renewal, renewedUntil } from './renewal.js';

const completion = (months: number | null): Renewal => ({ rule: 'completion-date', months, day: null });
const expiry = (months: number): Renewal => ({ rule: 'expiry-date', months, day: null });
const yearly = (day: string, months = 12): Renewal => ({ rule: 'calendar-day', months, day });

describe('renewedUntil', () => {
  it.each<[string, Renewal, string[], string | null]>([
    ['two years from the day of finishing', completion(24), ['2026-03-01'], '2028-02-29'],
    ['from the latest, in whatever order', completion(12), ['2026-03-01', '2025-01-01'], '2027-02-28'],
    ['for ever', completion(null), ['2026-03-01'], null],
    ['from 29 February', completion(12), ['2024-02-29'], '2025-02-27'],

    ['the first is counted from its own day', expiry(12), ['2025-06-01'], '2026-05-31'],
    [
      'one in the last 90 days takes over where it ends',
      expiry(12),
      ['2025-06-01', '2026-04-10'],
      '2027-05-31',
    ],
    ['on the last day it counts, too', expiry(12), ['2025-06-01', '2026-05-31'], '2027-05-31'],
    ['on the first day of the window', expiry(12), ['2025-06-01', '2026-03-03'], '2027-05-31'],
    [
      'a day before the window it is counted from its own day',
      expiry(12),
      ['2025-06-01', '2026-03-02'],
      '2027-03-01',
    ],
    ['a day too late it is counted from its own day', expiry(12), ['2025-06-01', '2026-06-01'], '2027-05-31'],
    ['long after, from its own day', expiry(12), ['2025-06-01', '2026-09-15'], '2027-09-14'],
    [
      'twice on one day, it takes over once',
      expiry(12),
      ['2025-06-01', '2026-05-01', '2026-05-01'],
      '2027-05-31',
    ],
    ['over 29 February', expiry(24), ['2022-02-28', '2024-02-10'], '2026-02-27'],

    ['a starter off the cycle joins it at the next day', yearly('09-01'), ['2026-03-01'], '2026-08-31'],
    ['within 90 days of the day it counts a year longer', yearly('09-01'), ['2026-06-04'], '2027-08-31'],
    ['91 days before it does not', yearly('09-01'), ['2026-06-02'], '2026-08-31'],
    ['on the day itself it counts to the next', yearly('09-01'), ['2026-09-01'], '2027-08-31'],
    ['every second year', yearly('09-01', 24), ['2026-03-01'], '2027-08-31'],
    ['29 February is the 28th in other years', yearly('02-29'), ['2026-03-10'], '2027-02-27'],
    ['and itself in a leap year', yearly('02-29'), ['2027-03-10'], '2028-02-28'],
    ['over the end of the year', yearly('01-15'), ['2026-11-20'], '2028-01-14'],
  ])('%s', (_case, renewal, days, expected) => {
    expect(renewedUntil(renewal, days.map(calendarDate))).toBe(expected);
  });

  it('needs a completion', () => {
    expect(() => renewedUntil(completion(24), [])).toThrow(RangeError);
  });
});
