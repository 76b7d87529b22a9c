import { addDays, calendarDate } from '../calendar-date.js';
import { STANDING_STATE } from '../learning/standing.js';
import { EXCEPTION_DAYS, type ExceptionKind, exceptionProblem } from './exception-problem.js';

const TODAY = calendarDate('2026-03-01');
const OWED = {
  state: STANDING_STATE.notStarted,
  dueOn: calendarDate('2026-03-31'),
  completedOn: null,
};
const DONE = { ...OWED, state: STANDING_STATE.done, completedOn: calendarDate('2024-02-01') };
const problem = (kind: ExceptionKind, until: string | null, standing: typeof OWED | typeof DONE | null) =>
  exceptionProblem(kind, until === null ? null : calendarDate(until), standing, TODAY);

describe('exceptionProblem', () => {
  it.each([
    ['excuses for today alone', 'excused', '2026-03-01', OWED],
    ['excuses without an end', 'excused', null, OWED],
    ['excuses from doing again what ran out', 'excused', '2026-09-01', DONE],
    ['excuses for three years', 'excused', addDays(TODAY, EXCEPTION_DAYS), OWED],
    ['gives a day more', 'later-due', '2026-04-01', OWED],
    [
      'gives more time for what is overdue',
      'later-due',
      '2026-03-01',
      { ...OWED, dueOn: calendarDate('2026-02-01') },
    ],
    [
      'gives more time for what is begun',
      'later-due',
      '2026-04-30',
      { ...OWED, state: STANDING_STATE.inProgress },
    ],
    ['gives more time during leave', 'later-due', '2026-04-30', { ...OWED, state: STANDING_STATE.paused }],
  ] as const)('finds none where one %s', (_case, kind, until, standing) => {
    expect(exceptionProblem(kind, until as typeof TODAY | null, standing, TODAY)).toBeNull();
  });

  it.each([
    ['a module that is not asked', 'excused', null, null, 'module'],
    ['a day that is past', 'excused', '2026-02-28', OWED, 'until'],
    ['more than three years', 'excused', addDays(TODAY, EXCEPTION_DAYS + 1), OWED, 'until'],
    ['more time without a day', 'later-due', null, OWED, 'until'],
    ['more time that is none', 'later-due', '2026-03-31', OWED, 'until'],
    ['more time for what was done', 'later-due', '2026-09-01', DONE, 'kind'],
  ] as const)('names the field of %s', (_case, kind, until, standing, field) => {
    expect(problem(kind, until, standing)).toMatchObject({ field });
  });

  it('moves no due day where there is none', () => {
    const standing = { ...OWED, dueOn: null };
    expect(exceptionProblem('later-due', calendarDate('2026-09-01'), standing, TODAY)).toMatchObject({
      field: 'kind',
    });
  });
});
