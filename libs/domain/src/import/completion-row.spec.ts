import { calendarDate } from '../calendar-date.js';
import { problemsAmongCompletions, readCompletionRow, type CompletionContext } from './completion-row.js';

const context: CompletionContext = {
  today: calendarDate('2026-11-30'),
  modules: [{ slug: 'making-it-stick', title: 'Making it stick: supervision', latestVersion: 3 }],
};
const good: Readonly<Record<string, string>> = {
  staffRef: '17',
  module: 'Making it stick – Supervision',
  completedOn: '30/11/2026',
  minutes: '90',
  attestedBy: 'N. Example, training lead',
};
const read = (changes: Readonly<Record<string, string>> = {}) => {
  const cells = { ...good, ...changes };
  return readCompletionRow((key) => cells[key as keyof typeof cells], context);
};

describe('readCompletionRow', () => {
  it('reads a row', () => {
    expect(read()).toEqual({
      row: {
        staffRef: '17',
        module: 'making-it-stick',
        version: 3,
        completedOn: '2026-11-30',
        minutes: 90,
        participatoryMinutes: 0,
        evidence: '',
        attestedBy: 'N. Example, training lead',
      },
      problems: [],
    });
    expect(
      read({ module: 'making-it-stick', participatoryMinutes: '90', evidence: 'Led by A; 12 people' }).row,
    ).toMatchObject({
      participatoryMinutes: 90,
      evidence: 'Led by A; 12 people',
    });
  });

  it.each([
    [
      'module',
      'Making it stik: supervision',
      '“Making it stik: supervision” is no module here. Did you mean “Making it stick: supervision”?',
    ],
    ['module', 'Fire safety', '“Fire safety” is no module here. Use a title from the list in the template'],
    ['completedOn', '01/12/2026', 'The day of completion has not come yet. Check the date'],
    ['completedOn', '29/11/2016', 'The day of completion is more than 10 years ago. Leave the row out'], // 30/11/2016 is read
    ['completedOn', '', 'Fill in Completed on: the cell is empty'],
    ['minutes', '1h 30', '“1h 30” is no whole number of minutes. Enter minutes such as 90'],
    ['minutes', '1441', 'Minutes can be 1440 at most, a whole day. Check “1441”'],
    ['minutes', '0', 'Minutes are 0. Enter how long it took'],
    ['minutes', '-5', '“-5” is no whole number of minutes. Enter minutes such as 90'],
    [
      'participatoryMinutes',
      'some',
      '“some” is no whole number of minutes. Enter participatory minutes such as 90',
    ],
    ['attestedBy', 'n/a', 'Fill in Attested by: the cell is empty'],
    ['evidence', 'x'.repeat(501), expect.stringMatching(/^Evidence has 501 characters/)],
  ])('%s %j is refused', (column, cell, message) => {
    expect(read({ [column]: cell })).toEqual({ row: null, problems: [{ column, message }] });
  });

  it.each([
    [
      'more minutes with others than in all',
      { participatoryMinutes: '91', evidence: 'x' },
      'participatoryMinutes',
    ],
    ['minutes with others without evidence', { participatoryMinutes: '30' }, 'evidence'],
  ])('refuses %s', (_what, changes, column) => {
    expect(read(changes).problems).toEqual([{ column, message: expect.any(String) }]);
  });
});

describe('problemsAmongCompletions', () => {
  it('names the other line of a completion that is there twice', () => {
    const row = read().row!;
    const other = { ...row, completedOn: calendarDate('2026-11-29') };
    const found = problemsAmongCompletions([
      { line: 2, row },
      { line: 3, row: other },
      { line: 4, row },
    ]);
    expect([...found]).toEqual([
      [
        4,
        [
          {
            column: null,
            message: 'Line 2 says the same person finished the same module that day. Keep one of the two',
          },
        ],
      ],
    ]);
  });
});
