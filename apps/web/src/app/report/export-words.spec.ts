import { exportKindOf, exportTable, reportingYearSoFar } from './export-words.js';

describe('reporting year so far', () => {
  it.each([
    ['2026-11-22T12:00:00Z', '2026-04-01', '2026-11-22'],
    ['2026-04-01T00:00:00Z', '2026-04-01', '2026-04-01'], // its first day
    ['2026-03-31T12:00:00Z', '2025-04-01', '2026-03-31'], // the last day of the year before
    ['2026-03-31T23:30:00Z', '2026-04-01', '2026-04-01'], // summer time: already April here
  ])('at %s runs from %s to %s', (now, from, to) => {
    expect(reportingYearSoFar(Date.parse(now))).toEqual({ from, to });
  });
});

it.each([
  ['summary', 'summary'],
  ['manifest', null],
  [undefined, null],
])('the address part %p names the file %p', (asked, expected) => {
  expect(exportKindOf(asked)).toBe(expected);
});

it('a file becomes a table to print, in words and without the columns that machines need', () => {
  const csv =
    '\uFEFFschema,surname,minutes,result,certificate_no\r\n' +
    'cpd-1,"O\'Neill, Jr",35,pass,HQ3QD8FETBCWFKPDKX0Z\r\ncpd-1,Patel,30,new,\r\n';
  expect(exportTable('completions', csv)).toEqual({
    columns: ['Family name', 'Minutes', 'Result', 'Certificate'],
    rows: [
      ["O'Neill, Jr", '35', 'Passed', 'HQ3QD-8FETB-CWFKP-DKX0Z'],
      ['Patel', '30', 'new', ''], // a result of a newer server stays as it is
    ],
  });
  expect(exportTable('not-completed', 'state\r\nnot-started\r\n').rows).toEqual([['Not started']]);
});
