import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { DomainError } from '../platform/http/domain-error.js';
import { CopyRows } from './copy-rows.js';
import { type CellKind, cellKindOf } from './export-columns.js';
import { dataRow, fixedParts, headingRow, SHEET_END, sheetStart } from './workbook-xml.js';
import { ZipFile } from './zip-file.js';

/** What the first sheet says of the file: what, and the text beside it. */
export type AboutFile = readonly (readonly [what: string, text: string])[];

/** What a workbook is made with. */
export interface Workbook {
  /** Name of the sheet with the rows; 31 letters at most. */
  readonly sheet: string;
  readonly mostRows: number;
  /** Asked once, when all rows are written. */
  readonly about: (rows: number) => AboutFile;
}

const ABOUT_SHEET = 'About this file';
const ABOUT_WIDTHS = [24, 90];
/** Letters that a column shows, by what its cells hold. */
const WIDTH: Readonly<Record<CellKind, number>> = { text: 20, day: 12, number: 10 };

/**
 * Makes the rows that PostgreSQL writes (COPY, text format) into an Excel workbook as they come, in constant memory:
 * real days and numbers, text that is never a formula, the headings staying in sight, and a first sheet that says
 * what the file is. Hashes what it lets through.
 *
 * Written here and not by write-excel-file: that holds the whole file as objects, 540 MB and 8 seconds without an
 * answer to anybody else for 50,000 rows of 25 columns. (docs/adr/0020-workbooks-are-streamed.md)
 */
export class XlsxFileStream extends Transform {
  private readonly hash = createHash('sha256');
  private readonly input = new CopyRows();
  private readonly zip = new ZipFile((bytes) => {
    this.hash.update(bytes);
    this.length += bytes.length;
    this.push(bytes);
  });
  private kinds: CellKind[] | undefined;
  private rowsTaken = 0;
  private length = 0;

  constructor(private readonly workbook: Workbook) {
    super();
  }

  /** SHA-256 of the whole file in hexadecimal. Ask once, after the end. */
  sha256(): string {
    return this.hash.digest('hex');
  }

  /** Rows let through so far, without the headings. */
  get rows(): number {
    return this.rowsTaken;
  }

  /** Bytes let through so far. */
  get bytes(): number {
    return this.length;
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.writeRows(piece).then(() => done(), done);
  }

  override _flush(done: TransformCallback): void {
    this.writeEnd().then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.zip.destroy();
    done(error);
  }

  /** @throws DomainError `export.too-long` */
  private async writeRows(piece: Buffer): Promise<void> {
    let xml = '';
    for (const cells of this.input.read(piece)) {
      if (this.kinds === undefined) {
        xml += await this.writeStart(cells.map((cell) => cell ?? ''));
      } else {
        this.rowsTaken += 1;
        if (this.rowsTaken > this.workbook.mostRows) throw tooLong(this.workbook.mostRows);
        // The headings are row 1.
        xml += dataRow(this.rowsTaken + 1, cells, this.kinds);
      }
    }
    if (xml !== '') await this.zip.add(xml);
  }

  /** Begins with the sheet of the rows: what the first sheet says is known at the end. */
  private async writeStart(columns: readonly string[]): Promise<string> {
    const kinds = columns.map(cellKindOf);
    this.kinds = kinds;
    for (const [name, text] of fixedParts([ABOUT_SHEET, this.workbook.sheet])) {
      this.zip.begin(name);
      await this.zip.add(text);
      await this.zip.end();
    }
    this.zip.begin('xl/worksheets/sheet2.xml');
    return (
      sheetStart(
        kinds.map((kind) => WIDTH[kind]),
        true,
      ) + headingRow(1, columns)
    );
  }

  private async writeEnd(): Promise<void> {
    if (this.kinds === undefined) throw new Error('There was not even a row of headings');
    await this.zip.add(SHEET_END);
    await this.zip.end();
    this.zip.begin('xl/worksheets/sheet1.xml');
    const about = this.workbook
      .about(this.rowsTaken)
      .map((cells, index) => dataRow(index + 1, cells, ['text', 'text']));
    await this.zip.add(sheetStart(ABOUT_WIDTHS, false) + about.join('') + SHEET_END);
    await this.zip.end();
    this.zip.finish();
  }
}

/** What is answered to whoever asked for more rows than a workbook may hold. */
export const tooLong = (mostRows: number) =>
  new DomainError(
    'export.too-long',
    `An Excel workbook holds up to ${mostRows.toLocaleString('en-GB')} rows here. Choose fewer days, a filter, or CSV`,
  );
