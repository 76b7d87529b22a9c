import { chosenInWords, exportKindOf, exportTable, keptInWords, reportingYearSoFar } from './export-words.js';

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

it.each([
  ['2026-11-30T02:59:59Z', '7 days left'],
  ['2026-11-25T03:00:00Z', '2 days left'],
  ['2026-11-24T05:00:00Z', '1 day left'],
  ['2026-11-24T02:59:59Z', 'less than a day left'],
  ['2026-11-23T02:00:00Z', 'less than a day left'], // over, and about to be deleted
])('a file that is deleted at %s has %s', (expiresAt, expected) => {
  expect(keptInWords(expiresAt, Date.parse('2026-11-23T03:00:00Z'))).toBe(expected);
});

it('says what a file was narrowed to, and nothing for everybody', () => {
  expect(chosenInWords({ team: 'Team A', role: null, module: 'First module' })).toBe('Team A · First module');
  expect(chosenInWords({ team: null, role: null, module: null })).toBe('');
});
