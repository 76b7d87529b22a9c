/** Written first in a CSV file, so that a spreadsheet reads it as UTF-8. */
export const CSV_BYTE_ORDER_MARK = '\uFEFF';

/** The end of a line of CSV (RFC 4180). */
export const CSV_LINE_END = '\r\n';

/** A value of a CSV cell; `null` is an empty cell. */
export type CsvValue = string | number | null;

/**
 * Makes a text harmless in a spreadsheet: one that starts with `=`, `+`, `-`, `@`, a tab or a carriage
 * return is read as a formula, so an apostrophe goes before it. Exports that PostgreSQL writes use the
 * same rule in SQL. (docs/data.md, A11)
 */
export function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/**
 * One CSV cell: guarded against formulas, and quoted where RFC 4180 asks for it. A number is never a
 * formula, so -5 stays -5.
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(value) : withoutFormula(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of CSV with its line end. */
export function csvLine(values: readonly CsvValue[]): string {
  // A line of one empty cell would be an empty line, which readers skip.
  const cells = values.length === 1 && csvCell(values[0] ?? null) === '' ? ['""'] : values.map(csvCell);
  return cells.join(',') + CSV_LINE_END;
}

/** A whole CSV file: byte order mark, headings, then rows. */
export function csvFile(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return CSV_BYTE_ORDER_MARK + [columns, ...rows].map(csvLine).join('');
}
