import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { certificateStatus } from './certificate-status.js';

describe('certificateStatus', () => {
  // Finished on 1 March 2026, so the last valid day is 29 February 2028.
  it.each([
    ['2026-03-01', false, 'valid'],
    ['2028-02-29', false, 'valid'], // last valid day
    ['2028-03-01', false, 'expired'],
    ['2026-03-02', true, 'corrected'],
    ['2028-03-01', true, 'corrected'],
  ] as const)('on %s, corrected %s: %s', (today, isCorrected, expected) => {
    const changes = { isCorrected, isWithdrawn: false };
    const found = certificateStatus(new Date('2026-03-01T10:00:00Z'), changes, calendarDate(today));
    expect(found).toEqual({ status: expected, validUntil: '2028-02-29', completedOn: '2026-03-01' });
  });

  it.each(['2026-03-01', '2030-01-01'])('says on %s before all that it does not count any more', (today) => {
    const changes = { isCorrected: true, isWithdrawn: true };
    const found = certificateStatus(new Date('2026-03-01T10:00:00Z'), changes, calendarDate(today));
    expect(found.status).toBe('withdrawn');
  });

  it('counts the day it was in London, not in UTC', () => {
    const found = certificateStatus(
      new Date('2026-06-30T23:30:00Z'),
      { isCorrected: false, isWithdrawn: false },
      calendarDate('2026-07-02'),
    );
    expect(found.completedOn).toBe('2026-07-01');
  });
});
