import fc from 'fast-check';
import { csvCell, csvFile, csvLine, withoutFormula } from './csv-cell.js';

/** A reader of RFC 4180 that knows nothing of the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text.charAt(at + 1) === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 1;
    } else cell += character;
  }
  return rows;
}

describe('withoutFormula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+44 1332 000000', "'+44 1332 000000"],
    ['-5', "'-5"], // a text; a number is not guarded
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1+1', "'\t=1+1"],
    ['\r=1+1', "'\r=1+1"],
    ['=', "'="],
    ["'=1+1", "'=1+1"], // already harmless
    [' =1+1', ' =1+1'], // a space first: read as text
    ['a=b', 'a=b'],
    ['Smith-Jones', 'Smith-Jones'],
    ['', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(withoutFormula(text)).toBe(expected);
  });
});

describe('csvCell', () => {
  it.each([
    ['plain', 'plain'],
    ['with, comma', '"with, comma"'],
    ['with "quotes"', '"with ""quotes"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`], // guarded, then quoted
    ['\rx', `"'\rx"`],
    [-5, '-5'],
    [0.58, '0.58'],
    [null, ''],
    ['', ''],
    ['Łukasz Ë', 'Łukasz Ë'],
  ])('%j is written %j', (value, expected) => {
    expect(csvCell(value)).toBe(expected);
  });
});

describe('csvFile', () => {
  it('begins with the mark and ends each line', () => {
    expect(csvFile(['day', 'minutes'], [['2026-11-22', 35]])).toBe('\uFEFFday,minutes\r\n2026-11-22,35\r\n');
  });

  it('writes a line for a single empty cell', () => {
    expect(csvLine([''])).toBe('""\r\n');
    expect(csvLine([null])).toBe('""\r\n');
  });

  it('is read back by any reader as it was, but for the guard', () => {
    const row = fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const text = csvFile([], rows).slice('\uFEFF\r\n'.length);
        const cells = readCsv(text);
        expect(cells).toEqual(rows.map((values) => values.map(withoutFormula)));
        for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
