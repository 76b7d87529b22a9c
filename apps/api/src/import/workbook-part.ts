import { crc32 } from 'node:zlib';
import { SaxesParser } from 'saxes';
import type { Entry, ZipFile } from 'yauzl';
import type { Pace } from './pace.js';
import { LIMITS, UnreadableFile } from './unreadable-file.js';

const DAMAGED =
  'The workbook is damaged or was not sent whole. Open it in your spreadsheet program, save it again as “Excel workbook (.xlsx)”, and choose it again';

/** The refusal of a workbook that is not what its format asks for. */
export function damagedWorkbook(): UnreadableFile {
  return new UnreadableFile('damaged', DAMAGED);
}

/** What a reader of XML is told of. Names come without their prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Bytes given to the parser at once: some milliseconds of work. */
const PIECE_BYTES = 16_384;

/** Counts what comes out of a workbook, whatever its directory says. */
export class Inflated {
  private bytes = 0;

  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > LIMITS.inflatedBytes) throw tooMuchInflated();
  }
}

/** The refusal of a workbook that unpacks to more than is accepted. */
export function tooMuchInflated(): UnreadableFile {
  return zipBomb(`The workbook unpacks to more than ${LIMITS.inflatedBytes / 1_048_576} MB`);
}

/** The refusal of a workbook of more parts than is accepted. */
export function tooManyParts(): UnreadableFile {
  return zipBomb(`The workbook has more than ${LIMITS.parts.toLocaleString('en-GB')} parts`);
}

function zipBomb(what: string): UnreadableFile {
  return new UnreadableFile(
    'zip-bomb',
    `${what}. Copy the columns that the import needs into a new workbook, and choose that`,
  );
}

/**
 * Reads one part of a workbook, piece after piece. A part that declares a document type is refused unread: no workbook
 * has one, and its entities could grow without end.
 *
 * @throws UnreadableFile
 */
export async function readPart(
  zip: ZipFile,
  entry: Entry,
  inflated: Inflated,
  pace: Pace,
  events: XmlEvents,
): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new UnreadableFile(
      'document-type',
      'The workbook holds instructions that no workbook needs (a document type). Copy the table into a new workbook, and choose that',
    );
  });
  parser.on('opentag', ({ name, attributes }) => events.open?.(localName(name), attributes));
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  parser.on('closetag', ({ name }) => events.close?.(localName(name)));
  let sum = 0;
  const stream = await zip.openReadStreamPromise(entry);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      inflated.add(chunk.length);
      sum = crc32(chunk, sum);
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        parser.write(decoder.decode(chunk.subarray(at, at + PIECE_BYTES), { stream: true }));
        await pace.breathe();
      }
    }
    parser.write(decoder.decode()).close();
    // The ZIP reader compares sizes and leaves the sum to us.
    if (sum !== entry.crc32) throw damagedWorkbook();
  } finally {
    stream.destroy();
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
