import { calendarDate } from '../calendar-date.js';
import { formerName, renameProblem } from './agency-rename.js';

const IN_USE = { name: 'North Trust', since: calendarDate('2020-04-01') };
const TODAY = calendarDate('2026-12-01');

it.each([
  ['North and South Trust', '2026-12-01', null],
  ['North and South Trust', '2020-04-02', null],
  ['North and South Trust', '2020-04-01', 'fromOn'],
  ['North and South Trust', '2026-12-02', 'fromOn'],
  ['North Trust', '2026-12-01', 'name'],
])('the name %p from %s: %p is wrong', (name, fromOn, field) => {
  const problem = renameProblem(IN_USE, { name, fromOn: calendarDate(fromOn) }, TODAY);
  expect(problem?.field ?? null).toBe(field);
});

it('keeps the name of before up to the day before', () => {
  expect(formerName(IN_USE, calendarDate('2026-12-01'))).toEqual({
    name: 'North Trust',
    fromOn: '2020-04-01',
    toOn: '2026-11-30',
  });
});
