import { CSV_BYTE_ORDER_MARK } from './csv-cell.js';

/**
 * Reads a CSV file (RFC 4180) as rows of cells, the headings first. Either kind of line end is read; a byte order
 * mark and empty lines are passed over. An apostrophe that guards against a formula stays, as it does in a
 * spreadsheet.
 */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A cell in quotes, in which two quotes are one, or one without; then what ends it.
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  cell.lastIndex = text.startsWith(CSV_BYTE_ORDER_MARK) ? CSV_BYTE_ORDER_MARK.length : 0;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new RangeError('Not a CSV file');
    const [, quoted, plain = '', end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',' && cell.lastIndex < text.length) continue;
    if (end === ',') row.push('');
    const isEmptyLine = row.length === 1 && row[0] === '' && quoted === undefined;
    if (!isEmptyLine) rows.push(row);
    row = [];
  }
  return rows;
}
