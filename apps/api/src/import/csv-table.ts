import { CsvError, parse } from 'csv-parse';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { refuseOtherText } from './file-kind.js';
import { tableOf, TableRows, type ImportTable } from './import-table.js';
import type { Pace } from './pace.js';
import { piecesOf, textEncoding, type TextEncoding } from './text-encoding.js';
import { UnreadableFile } from './unreadable-file.js';

/** What may part the cells of a text, the most likely first. */
const DELIMITERS = [',', ';', '\t', '|'];
/** Letters of a text that are looked at to tell how it is written. */
const BEGINNING = 8_192;
/** Letters given to the parser at once: some milliseconds of work. */
const PIECE = 16_384;
/** More than a whole row may have: a quotation mark that is never closed would swallow the rest of the file. */
const LONGEST_ROW = 200_000;

/**
 * Reads a text of which each line is a row, its cells parted by commas, semicolons, tabs or upright strokes.
 *
 * @throws UnreadableFile
 */
export async function readCsvTable(file: FileHandle, size: number, pace: Pace): Promise<ImportTable> {
  const encoding = await textEncoding(file, size, pace);
  const beginning = await beginningOf(file, size, encoding);
  refuseOtherText(beginning);
  // Excel's own way of saying what parts the cells; it shows no row for it.
  const [told, separator] = /^sep=(.)\r?\n?/i.exec(beginning) ?? ['', undefined];
  const parser = parse({
    delimiter: separator ?? delimiterOf(beginning),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
  });
  const rows = new TableRows();
  let line = 0;
  try {
    await pipeline(
      () => lettersOf(file, size, encoding, told.length, pace),
      parser,
      async (records: AsyncIterable<string[]>) => {
        for await (const cells of records) {
          line += 1;
          rows.add(line, cells);
        }
      },
    );
  } catch (error) {
    // The rows read before are told by the parser: they may not have come out of it yet.
    if (error instanceof CsvError) throw quoteProblem(Math.max(line, Number(error['records']) || 0) + 1);
    throw error;
  }
  return tableOf('csv', encoding, rows.rows);
}

function quoteProblem(line: number): UnreadableFile {
  return new UnreadableFile(
    'damaged',
    `From row ${line} on the cells cannot be told apart. Look for a quotation mark that is not closed`,
  );
}

async function beginningOf(file: FileHandle, size: number, encoding: TextEncoding): Promise<string> {
  const head = Buffer.alloc(Math.min(size, BEGINNING * 2));
  await file.read(head, 0, head.length, 0);
  return new TextDecoder(encoding).decode(head, { stream: true }).slice(0, BEGINNING);
}

/** The text, without its byte order mark and the letters before `from`. */
async function* lettersOf(
  file: FileHandle,
  size: number,
  encoding: TextEncoding,
  from: number,
  pace: Pace,
): AsyncGenerator<string> {
  // Bytes that are not letters end the reading: half a table is none, and a wrong letter in a name is worse.
  const decoder = new TextDecoder(encoding, { fatal: true });
  let skip = from;
  for await (const bytes of piecesOf(file, size)) {
    const text = decoded(() => decoder.decode(bytes, { stream: true })).slice(skip);
    skip = 0;
    for (let at = 0; at < text.length; at += PIECE) {
      yield text.slice(at, at + PIECE);
      await pace.breathe();
    }
  }
  yield decoded(() => decoder.decode());
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new UnreadableFile(
      'encoding',
      'Some letters of this file cannot be read. Save it as “CSV UTF-8 (comma delimited)” or as an Excel workbook (.xlsx), and choose it again',
    );
  }
}

/** What parts most cells in the first rows that say something. Inside quotation marks it parts nothing. */
function delimiterOf(beginning: string): string {
  const lines = beginning
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const parted = DELIMITERS.map((delimiter) => ({
    delimiter,
    // The rows that have it at all come first: a title may have many commas, and the table none.
    lines: lines.filter((line) => line.includes(delimiter)).length,
    cells: Math.max(0, ...lines.map((line) => line.split(delimiter).length)),
  }));
  return parted.reduce((best, next) =>
    next.lines > best.lines || (next.lines === best.lines && next.cells > best.cells) ? next : best,
  ).delimiter;
}
