import { parse } from 'csv-parse/sync';

/** Reads a CSV file of ours as a spreadsheet would: the names of its columns, and its rows by them. */
export function readCsv(text: string): { header: string[]; rows: Record<string, string>[] } {
  const [header = [], ...rows] = parse(text, { bom: true, record_delimiter: '\r\n' }) as string[][];
  return {
    header,
    rows: rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']))),
  };
}
