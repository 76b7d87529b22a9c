import { cellFormat, shownNumber } from './cell-format.js';

describe('cellFormat', () => {
  it.each([
    [0, undefined, 'number'],
    [14, undefined, 'day'],
    [22, undefined, 'day'],
    [20, undefined, 'time'],
    [49, undefined, 'number'],
    [164, 'dd/mm/yyyy', 'day'],
    [164, '[$-809]d mmmm yyyy;@', 'day'],
    [164, 'mmm-yy', 'day'],
    [164, 'hh:mm', 'time'],
    [164, '[h]:mm:ss', 'time'],
    [164, '0.00 "days"', 'number'], // the letters are only shown
    [164, '[Red]0', 'number'],
    [164, '#,##0\\ \\d', 'number'],
    [164, 'General', 'number'],
    [164, '00000', { digits: 5 }],
  ])('number %i with code %j is %j', (id, code, expected) => {
    expect(cellFormat(id, code)).toEqual(expected);
  });
});

describe('shownNumber', () => {
  it.each([
    ['46056', 'day', '2026-02-03'],
    ['46056.75', 'day', '2026-02-03'],
    ['59', 'day', '1900-02-28'],
    ['61', 'day', '1900-03-01'], // 60 is the day that never was
    ['2958465', 'day', '9999-12-31'],
    ['2958466', 'day', '2958466'],
    ['-1', 'day', '-1'],
    ['0.0625', 'time', '01:30'],
    ['7', { digits: 5 }, '00007'],
    ['123456', { digits: 5 }, '123456'],
    ['1.5', { digits: 5 }, '1.5'],
    ['1.204E3', 'number', '1204'],
    ['0.1', 'number', '0.1'],
    ['1100.4999999999999', 'number', '1100.5'],
    ['0.30000000000000004', 'number', '0.3'],
    ['1E-7', 'number', '0.0000001'],
    ['123456789012345', 'number', '123456789012345'],
    ['1234567890123456', 'number', '1.234567890123456E+15'], // the spreadsheet has lost figures
    ['', 'number', ''],
    ['x', 'number', 'x'],
  ] as const)('%s as %j is %s', (raw, format, expected) => {
    expect(shownNumber(raw, format, false)).toBe(expected);
  });

  it('counts days from 1904 where the workbook does', () => {
    expect(shownNumber('0', 'day', true)).toBe('1904-01-01');
    expect(shownNumber('44594', 'day', true)).toBe('2026-02-03');
  });
});
