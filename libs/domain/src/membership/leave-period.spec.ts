import { calendarDate } from '../calendar-date.js';
import { leavePeriodProblem } from './leave-period.js';

const TODAY = calendarDate('2026-03-01');
const days = (fromOn: string, toOn: string | null) => ({
  fromOn: calendarDate(fromOn),
  toOn: toOn === null ? null : calendarDate(toOn),
});
const JOB = days('2024-06-01', null);
const problem = (leave: ReturnType<typeof days>, job = JOB, others: ReturnType<typeof days>[] = []) =>
  leavePeriodProblem(leave, job, others, TODAY);

describe('leavePeriodProblem', () => {
  it.each([
    ['begins on the first day of the job', days('2024-06-01', '2024-06-02')],
    ['has one day', days('2026-03-01', '2026-03-01')],
    ['began long ago and has no last day', days('2025-09-01', null)],
    ['begins a year from today', days('2027-03-02', null)],
  ])('is none where it %s', (_case, leave) => {
    expect(problem(leave)).toBeNull();
  });

  it('is none where it goes on after the job', () => {
    expect(problem(days('2026-03-01', '2027-03-01'), days('2024-06-01', '2026-03-31'))).toBeNull();
  });

  it('is none between others that it touches', () => {
    const others = [days('2026-01-01', '2026-02-28'), days('2026-04-01', null)];
    expect(problem(days('2026-03-01', '2026-03-31'), JOB, others)).toBeNull();
  });

  it.each([
    ['a day before the job', days('2024-05-31', null), JOB, 'from', /do not work here yet/],
    ['a day after it', days('2026-04-01', null), days('2024-06-01', '2026-03-31'), 'from', /any more/],
    ['more than a year ahead', days('2027-03-03', null), JOB, 'from', /within a year/],
    ['a last day before the first', days('2026-03-02', '2026-03-01'), JOB, 'to', /first day or later/],
    ['a last day nobody means', days('2026-03-02', '2926-03-01'), JOB, 'to', /before 2100/],
  ] as const)('names the field of %s', (_case, leave, job, field, message) => {
    expect(problem(leave, job)).toEqual({ field, message: expect.stringMatching(message) });
  });

  it.each([
    ['the day on which another ends', days('2026-02-28', null), 'from'],
    ['days within another', days('2026-01-10', '2026-01-11'), 'from'],
    ['an end that reaches another', days('2025-12-01', '2026-01-01'), 'to'],
    ['no end before another', days('2025-12-01', null), 'to'],
  ] as const)('refuses %s', (_case, leave, field) => {
    expect(problem(leave, JOB, [days('2026-01-01', '2026-02-28')])).toMatchObject({ field });
  });
});
