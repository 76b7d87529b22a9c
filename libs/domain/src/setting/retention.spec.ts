import { calendarDate } from '../calendar-date.js';
import {
  isStillPast,
  pastItsTime,
  RETENTION_KINDS,
  RETENTION_RANGES,
  type RetentionKind,
} from './retention.js';

describe('what is past its time', () => {
  it.each<[RetentionKind, number, string, string]>([
    ['answer', 90, '2026-12-01', '2026-09-02'],
    ['email', 30, '2026-03-01', '2026-01-30'],
    ['sign-in', 12, '2028-02-29', '2027-02-28'], // no 29 February in 2027
    ['audit', 24, '2026-12-31', '2024-12-01'], // a whole month at once, never a part of one
    ['audit', 24, '2027-01-01', '2025-01-01'],
  ])('%s, kept for %d, on %s: everything before %s', (kind, amount, day, before) => {
    expect(pastItsTime(kind, amount, calendarDate(day))).toBe(before);
  });

  it('is saved by a time that was lengthened, and by nothing else', () => {
    const announced = { before: calendarDate('2026-09-02'), deletesOn: calendarDate('2026-12-01') };
    expect([89, 90, 91].map((days) => isStillPast('answer', days, announced))).toEqual([true, true, false]);
  });

  it('can be chosen within limits for every kind', () => {
    for (const kind of RETENTION_KINDS) {
      const { least, most } = RETENTION_RANGES[kind];
      expect(least).toBeGreaterThan(0);
      expect(most).toBeGreaterThan(least);
    }
  });
});
