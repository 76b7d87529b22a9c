import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import writeXlsxFile from 'write-excel-file/node';
import { csvFile } from '@learning-reviews/domain/export/csv-cell';
import { withoutGuard } from '@learning-reviews/domain/import/error-cell';
import { readImportFile } from './import-file.js';
import { workbookBytes } from './testing/workbook-bytes.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'same-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function cellsOf(content: string | Buffer) {
  const file = path.join(folder, 'file');
  writeFileSync(file, content);
  const { headers, rows } = await readImportFile(file, 'file', new AbortController().signal);
  return { headers, rows: rows.map(({ line, cells }) => [line, ...cells.map(withoutGuard)]) };
}

const HEADERS = ['Staff number', 'Given name', 'Family name', 'Work email'];
/** Texts that XML can hold, and that no format trims or takes for a guard. */
const cell = fc
  .stringMatching(/^[\p{L}\p{N} ,;"<>&'|=@+\n-]{1,20}$/u)
  .map((text) => text.trim())
  .filter((text) => text !== '' && !/^'[=+@-]/.test(text));
const row = fc.tuple(cell, cell, cell, cell);

describe('the same rows', () => {
  it('are read the same from a text in each encoding and from a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
        const expected = { headers: HEADERS, rows: rows.map((cells, at) => [at + 2, ...cells]) };
        const text = csvFile(HEADERS, rows);
        expect(await cellsOf(text)).toEqual(expected);
        expect(await cellsOf(Buffer.from(text, 'utf16le'))).toEqual(expected);
        expect(await cellsOf(Buffer.from(text, 'utf16le').swap16())).toEqual(expected);
        expect(await cellsOf(workbookBytes({ sheets: [{ rows: [HEADERS, ...rows] }] }))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('are read from what another author’s writer wrote, its days as days', async () => {
    const day = { value: new Date(Date.UTC(2026, 1, 3)), type: Date, format: 'dd/mm/yyyy' };
    const bytes = await writeXlsxFile([
      ['As of', 'People', 'FTE', 'Source'].map((value) => ({ value })),
      [day, { value: 1204 }, { value: 1100.25 }, { value: 'HR & payroll' }],
      [
        { value: new Date(Date.UTC(2024, 1, 29)), type: Date, format: 'd mmm yy' },
        { value: 0 },
        null,
        { value: true },
      ],
    ]).toBuffer();
    expect(await cellsOf(bytes)).toEqual({
      headers: ['As of', 'People', 'FTE', 'Source'],
      rows: [
        [2, '2026-02-03', '1204', '1100.25', 'HR & payroll'],
        [3, '2024-02-29', '0', '', 'TRUE'],
      ],
    });
  });
});
