import { calendarDate } from '../calendar-date.js';
import { problemsAmongHeadcounts, readHeadcountRow, type HeadcountRow } from './headcount-row.js';

const context = { today: calendarDate('2026-11-30') };
const good: Readonly<Record<string, string>> = {
  asOf: '31 March 2026',
  workforceGroup: '3',
  people: '1,204',
  fte: '1100.255',
  source: 'HR system',
};
const read = (changes: Readonly<Record<string, string>> = {}) => {
  const cells = { ...good, ...changes };
  return readHeadcountRow((key) => cells[key as keyof typeof cells], context);
};

describe('readHeadcountRow', () => {
  it('reads a group, and the whole agency', () => {
    expect(read().row).toEqual({
      asOf: '2026-03-31',
      workforceGroup: 3,
      people: 1204,
      fte: 1100.26,
      source: 'HR system',
    });
    expect(read({ workforceGroup: '', fte: '' }).row).toMatchObject({ workforceGroup: null, fte: null });
    expect(read({ workforceGroup: 'Whole agency' }).row).toMatchObject({ workforceGroup: null });
    expect(
      readHeadcountRow((key) => (key === 'workforceGroup' || key === 'fte' ? undefined : good[key]), context)
        .row,
    ).toMatchObject({
      workforceGroup: null,
      fte: null,
    });
  });

  it.each([
    [
      'asOf',
      '01/12/2026',
      'Enter a day that has already come: a headcount is of people counted, not expected',
    ],
    ['asOf', '29/11/2016', 'Enter a day within the last 10 years'],
    [
      'workforceGroup',
      '9',
      '“9” is no workforce group. Enter its number, 1 to 8, or nothing for the whole agency',
    ],
    ['people', '', 'Fill in People: the cell is empty'],
    ['people', '12.5', expect.stringMatching(/^People are counted whole/)],
    ['people', '=SUM(C2:C9)', expect.stringContaining('is a formula')],
    ['people', '-4', 'A headcount cannot be below 0. Enter 0 or more'],
    ['fte', '1205', expect.stringMatching(/^FTE \(1205\) cannot be more than the people \(1204\)/)],
    ['fte', 'many', expect.stringContaining('is no FTE')],
    ['source', '', 'Fill in Source: the cell is empty'],
    ['source', 'x'.repeat(201), expect.stringMatching(/^Source has 201 characters/)],
  ])('%s %j is refused', (column, cell, message) => {
    expect(read({ [column]: cell })).toEqual({ row: null, problems: [{ column, message }] });
  });
});

describe('problemsAmongHeadcounts', () => {
  const whole = read().row!;
  const among = (...rows: readonly Partial<HeadcountRow>[]) =>
    [
      ...problemsAmongHeadcounts(rows.map((row, at) => ({ line: at + 2, row: { ...whole, ...row } }))),
    ].flatMap(([line, problems]) => problems.map(({ column, message }) => `${line} ${column}: ${message}`));

  it.each<[string, Partial<HeadcountRow>[], string[]]>([
    ['nothing in a set', [{ workforceGroup: 1 }, { workforceGroup: 2 }], []],
    ['nothing in no rows', [], []],
    [
      'a second day',
      [{ workforceGroup: 1 }, { workforceGroup: 2, asOf: calendarDate('2026-03-30') }],
      ['3 asOf: Line 2 is of another day. Bring in one day at a time'],
    ],
    [
      'a second source',
      [{ workforceGroup: 1 }, { workforceGroup: 2, source: 'Payroll' }],
      ['3 source: Line 2 names another source. Enter the same in each row'],
    ],
    [
      'a group twice',
      [{ workforceGroup: 1 }, { workforceGroup: 1 }],
      ['3 workforceGroup: Group 1 is on line 2 already. Keep one of the two'],
    ],
    [
      'a sum that agrees',
      [
        { workforceGroup: null, people: 3 },
        { workforceGroup: 1, people: 3 },
      ],
      [],
    ],
    [
      'a sum that does not',
      [
        { workforceGroup: 1, people: 3000 },
        { workforceGroup: null, people: 4 },
      ],
      [
        '3 people: The groups add up to 3,000, and the whole agency is 4. Change a figure, or leave this row out and the sum is taken',
      ],
    ],
  ])('finds %s', (_what, rows, expected) => {
    expect(among(...rows)).toEqual(expected);
  });
});
