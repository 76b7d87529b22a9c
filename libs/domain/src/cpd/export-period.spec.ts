import { calendarDate } from '../calendar-date.js';
import { exportPeriod } from './export-period.js';
import { DEFAULT_YEAR_START, SOCIAL_WORK_ENGLAND_YEAR_START } from './registration-year.js';

describe('exportPeriod', () => {
  it.each([
    ['nmc', '2026-11-22', '2023-11-23'],
    ['hcpc', '2026-11-22', '2024-11-23'],
    ['hcpc', '2026-02-28', '2024-02-29'], // ends on a leap day's eve
    ['generic', '2026-11-22', '2026-04-01'],
    ['generic', '2026-03-31', '2025-04-01'], // last day of the year
  ] as const)('of %s, ending on %s, begins on %s', (body, to, from) => {
    expect(exportPeriod(body, calendarDate(to), DEFAULT_YEAR_START)).toEqual({ from, to });
  });

  it('is the registration year so far for Social Work England', () => {
    const period = exportPeriod(
      'social-work-england',
      calendarDate('2026-11-30'),
      SOCIAL_WORK_ENGLAND_YEAR_START,
    );
    expect(period).toEqual({ from: '2025-12-01', to: '2026-11-30' });
  });
});
