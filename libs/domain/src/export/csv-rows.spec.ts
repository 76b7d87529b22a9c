import { csvFile, type CsvValue } from './csv-cell.js';
import { csvRows } from './csv-rows.js';

describe('rows of a CSV file', () => {
  it.each([
    ['', []],
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['\uFEFFa\n1', [['a'], ['1']]], // no line end at the end
    [
      'a,b\r\n,\r\n',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    [
      'a,b\r\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    ['a\r\n""\r\n', [['a'], ['']]],
    ['a\r\n\r\nb\r\n', [['a'], ['b']]], // an empty line is none
    ['"a ""b"", c","d\r\ne"\r\n', [['a "b", c', 'd\r\ne']]],
  ])('reads %j', (text, expected) => {
    expect(csvRows(text)).toEqual(expected);
  });

  it('reads back what was written', () => {
    const rows: CsvValue[][] = [
      ['plain', 'a,b', 'say "so"'],
      ['two\nlines', null, -5],
      ['=SUM(A1)', 'é', ''],
    ];
    expect(csvRows(csvFile(['x', 'y', 'z'], rows))).toEqual([
      ['x', 'y', 'z'],
      ['plain', 'a,b', 'say "so"'],
      ['two\nlines', '', '-5'],
      ["'=SUM(A1)", 'é', ''],
    ]);
  });

  it.each(['a"b,c', '"never closed'])('refuses %j', (text) => {
    expect(() => csvRows(text)).toThrow(RangeError);
  });
});
