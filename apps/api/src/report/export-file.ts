import type { Transform } from 'node:stream';
import {
  type ExportFormat,
  type ExportKind,
  XLSX_MOST_ROWS,
} from '@learning-reviews/contracts/agency-export.contract';
import { CsvFileStream } from './csv-file-stream.js';
import { EXPORT_SCHEMA } from './export-columns.js';
import { type AboutFile, XlsxFileStream } from './xlsx-file-stream.js';

/** The media type that a file travels under. */
export const MEDIA_TYPE: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** How PostgreSQL writes the rows for each format. */
export const COPIED_AS = { csv: 'csv', xlsx: 'text' } as const;

/** What each file is called inside a workbook. */
const SHEET: Readonly<Record<ExportKind, string>> = {
  completions: 'Completions',
  'not-completed': 'Not completed',
  summary: 'Summary',
};

/** Takes what PostgreSQL writes and gives the file, hashed and measured. */
export interface FileStream extends Transform {
  /** Hexadecimal. Ask once, after the end. */
  sha256(): string;
  /** So far, the headings not counted. */
  readonly rows: number;
  readonly bytes: number;
}

/** What a workbook says of itself. */
export interface FileMarks {
  readonly agency: string;
  readonly kind: ExportKind;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  /** Name and staff reference of whoever asked. */
  readonly by: string;
  readonly staffRef: string;
  /** Labels of the filters; `null` where there was none. */
  readonly team: string | null;
  readonly role: string | null;
  readonly module: string | null;
}

/** What turns the rows into a file of this format. */
export function fileStream(format: ExportFormat, marks: FileMarks): FileStream {
  if (format === 'csv') return new CsvFileStream();
  return new XlsxFileStream({
    sheet: SHEET[marks.kind],
    mostRows: XLSX_MOST_ROWS,
    about: (rows) => aboutFile(marks, rows),
  });
}

/** Name of a file, such as `southmoor-completions-2026-04-01-to-2026-11-22.csv`; it says so when it holds a part. */
export function fileName(
  agencyCode: string,
  kind: ExportKind | 'manifest',
  range: { readonly from: string; readonly to: string },
  format: ExportFormat,
  isPart: boolean,
): string {
  return `${agencyCode}-${kind}-${range.from}-to-${range.to}${isPart ? '-part' : ''}.${format}`;
}

function aboutFile(marks: FileMarks, rows: number): AboutFile {
  return [
    ['File', SHEET[marks.kind]],
    ['Agency', marks.agency],
    ['First day', marks.from],
    ['Last day', marks.to],
    ['Team', marks.team ?? 'All'],
    ['Job role', marks.role ?? 'All'],
    ['Module', marks.module ?? 'All'],
    ['Rows', String(rows)],
    ['Exported at (UTC)', marks.at.toISOString()],
    ['Exported by', `${marks.by} (${marks.staffRef})`],
    ['Columns', EXPORT_SCHEMA],
    [
      'Proof',
      'The SHA-256 of this workbook as it was made is in the manifest. Excel changes the file when it saves it.',
    ],
    ['Apostrophes', 'A text that begins like a formula has an apostrophe before it, as in the CSV file.'],
    ['Care', 'It holds names: keep it as your agency’s rules for staff records say.'],
  ];
}
