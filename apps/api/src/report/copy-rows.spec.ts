import { CopyRows } from './copy-rows.js';

describe('rows of COPY in text format', () => {
  it.each([
    ['a\tb\n', [['a', 'b']]],
    ['\\N\t\n', [[null, '']]], // NULL, and an empty text
    ['one\\ntwo\tthree\\tfour\n', [['one\ntwo', 'three\tfour']]],
    ['back\\\\slash\t\\\\N\n', [['back\\slash', '\\N']]], // a text that only looks like NULL
    ['\\r\\b\\f\\v\n', [['\r\b\f\v']]],
    ['"quoted", with comma\n', [['"quoted", with comma']]],
    ['\n', [['']]],
  ])('reads %j', (text, rows) => {
    expect(new CopyRows().read(Buffer.from(text))).toEqual(rows);
  });

  it('puts rows and letters together that were cut anywhere', () => {
    const bytes = Buffer.from('Łukasz\tË\\tx\n\\N\tlast\n');
    for (let at = 0; at <= bytes.length; at += 1) {
      const rows = new CopyRows();
      expect([...rows.read(bytes.subarray(0, at)), ...rows.read(bytes.subarray(at))]).toEqual([
        ['Łukasz', 'Ë\tx'],
        [null, 'last'],
      ]);
    }
  });

  it('gives no row that has not ended', () => {
    expect(new CopyRows().read(Buffer.from('half a row'))).toEqual([]);
  });
});
