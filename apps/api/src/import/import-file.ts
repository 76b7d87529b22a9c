import { open } from 'node:fs/promises';
import { readCsvTable } from './csv-table.js';
import { fileKind } from './file-kind.js';
import type { ImportTable } from './import-table.js';
import { Pace } from './pace.js';
import { LIMITS, UnreadableFile } from './unreadable-file.js';
import { readWorkbookTable } from './workbook-table.js';

/**
 * Reads a file that somebody brought for an import: CSV as any program writes it, or an Excel workbook. What it is is
 * told from its content; `fileName` is used in sentences only. Works in small pieces, so that nobody else in the process
 * waits for it.
 *
 * @throws UnreadableFile with a sentence for whoever brought it.
 * @throws the signal's reason when the reading is given up.
 */
export async function readImportFile(
  path: string,
  fileName: string,
  signal: AbortSignal,
): Promise<ImportTable> {
  const pace = new Pace(signal);
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > LIMITS.bytes) throw tooLarge(size);
    if (size === 0) {
      throw new UnreadableFile('empty', 'The file is empty, of 0 bytes. Choose one with headings and rows');
    }
    if ((await fileKind(file, size)) === 'zip') return await readWorkbookTable(path, fileName, pace);
    return await readCsvTable(file, size, pace);
  } finally {
    await file.close();
  }
}

function tooLarge(size: number): UnreadableFile {
  const megabytes = Math.ceil(size / 1_048_576).toLocaleString('en-GB');
  return new UnreadableFile(
    'too-large',
    `The file has ${megabytes} MB, and ${LIMITS.bytes / 1_048_576} MB is the most. Take out pictures and columns that the import does not need, or divide it`,
  );
}
