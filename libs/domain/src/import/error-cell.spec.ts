import fc from 'fast-check';
import { withoutFormula } from '../export/csv-cell.js';
import { errorCellProblem, withoutGuard } from './error-cell.js';

describe('errorCellProblem', () => {
  it.each([
    ['#N/A', 'The spreadsheet shows the error “#N/A” here. Mend its formula, or type the value'],
    ['#REF!', 'The spreadsheet shows the error “#REF!” here. Mend its formula, or type the value'],
    [
      '########',
      'The spreadsheet shows ### here because the column is too narrow. Make it wider and save the file again',
    ],
    [
      '=VLOOKUP(A2,Staff!A:B,2,0)',
      '“=VLOOKUP(A2,Staff!A:B,2,0)” is a formula. Copy the column and paste it as values, then save the file again',
    ],
    ['=', '“=” is a formula. Copy the column and paste it as values, then save the file again'],
    ['@SUM(A1)', expect.stringContaining('is a formula')],
    ['+A1', expect.stringContaining('is a formula')],
    ['-A1', expect.stringContaining('is a formula')],
    ["-2+cmd|' /C calc'!A0", expect.stringContaining('is a formula')],
    ['+44 20 7946 0000', '“+44 20 7946 0000” looks like a phone number. Type what belongs here'],
  ])('%j is refused', (cell, problem) => {
    expect(errorCellProblem(cell)).toEqual(problem);
  });

  it.each(['', '-', '--', '-5', '- 5', '-1,204.5', '#1', 'Anna', 'a=b', 'x@y.example', "'tis", '5-6'])(
    '%j is a value',
    (cell) => {
      expect(errorCellProblem(cell)).toBeNull();
    },
  );
});

describe('withoutGuard', () => {
  it('takes away what our exports write, and nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        // A text that begins as a guarded one would is told apart by nobody.
        fc.pre(!/^'[=+\-@\t\r]/.test(text));
        expect(withoutGuard(withoutFormula(text))).toBe(text);
      }),
    );
  });
});
