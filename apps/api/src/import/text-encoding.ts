import chardet from 'chardet';
import type { FileHandle } from 'node:fs/promises';
import { Pace } from './pace.js';
import { UnreadableFile } from './unreadable-file.js';

/** An encoding that is read, as `TextDecoder` names it. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const PIECE_BYTES = 65_536;
const MEND =
  'In Excel choose Save as, “CSV UTF-8 (comma delimited)”, or save it as an Excel workbook (.xlsx), and choose that file';

/** The pieces of a file from its beginning, each of them a new buffer. */
export async function* piecesOf(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += PIECE_BYTES) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, size - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    yield piece.subarray(0, bytesRead);
  }
}

/**
 * Finds out how a text file is written. Everything that is valid UTF-8 is; else it is Windows-1252, unless the letters
 * that this would give are none that anybody writes.
 *
 * @throws UnreadableFile when it is written in a way that would be guessed at.
 */
export async function textEncoding(file: FileHandle, size: number, pace: Pace): Promise<TextEncoding> {
  const head = Buffer.alloc(Math.min(size, 4_096));
  await file.read(head, 0, head.length, 0);
  const wide = wideEncoding(head);
  if (wide !== null) {
    if (size % 2 !== 0)
      throw new UnreadableFile('damaged', `The file ends in the middle of a letter. ${MEND}`);
    return wide;
  }
  if (await isDecodable(file, size, 'utf-8', pace)) return 'utf-8';
  await refuseUnlessWindows(file, size, pace);
  return 'windows-1252';
}

/** UTF-16 by its byte order mark, or by every second byte being none, as in any text that is mostly Latin. */
function wideEncoding(head: Buffer): TextEncoding | null {
  const mark = head.toString('latin1', 0, 2);
  if (mark === '\xff\xfe') return 'utf-16le';
  if (mark === '\xfe\xff') return 'utf-16be';
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]! += 1;
  });
  const half = head.length / 2;
  if (zeros[1]! > half * 0.6 && zeros[0]! < half * 0.1) return 'utf-16le';
  if (zeros[0]! > half * 0.6 && zeros[1]! < half * 0.1) return 'utf-16be';
  return null;
}

async function isDecodable(
  file: FileHandle,
  size: number,
  encoding: TextEncoding,
  pace: Pace,
): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const piece of piecesOf(file, size)) {
      decoder.decode(piece, { stream: true });
      await pace.breathe();
    }
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

/** Bytes that Windows-1252 does not know. */
const UNKNOWN_BYTES = /[\x81\x8d\x8f\x90\x9d]/;
/**
 * What other encodings look like when they are taken for Windows-1252: signs inside words (DOS, Central Europe), capitals
 * after small letters (Macintosh), and words of accents alone (Cyrillic, Greek, Hebrew, the Far East); and
 * UTF-8 of which one letter is broken.
 */
const IMPLAUSIBLE =
  /\p{L}[ƒ„†‡ˆ‰‹›¤¦¬¯±¶¸¹¼½¾¿¡¢¥×÷‚¨µ³]|[ƒ„†‡ˆ‰‹›¤¦¬¯±¶¸¹¼¾¥×÷‚¨µ³£]\p{L}|\p{L}[“”]\p{L}|\p{Ll}[ŠŽŸŒ]|\p{Ll}[À-ÖØ-Þ]\p{Ll}|[À-ÖØ-öø-ÿ]{3,}|[ÃÂ][^\x00-\x7fÀ-ÿ]|[ÃÂ][¡-¿]|â€/u;
const CERTAIN = 80;

async function refuseUnlessWindows(file: FileHandle, size: number, pace: Pace): Promise<void> {
  const decoder = new TextDecoder('windows-1252');
  let before = '';
  let hasLineFeed = false;
  for await (const piece of piecesOf(file, size)) {
    hasLineFeed ||= piece.includes(0x0a);
    const text = before + decoder.decode(piece, { stream: true });
    if (UNKNOWN_BYTES.test(piece.toString('latin1')) || IMPLAUSIBLE.test(text))
      throw notRead(otherName(piece));
    if (isCertainlyOther(piece)) throw notRead(otherName(piece));
    // A word may be cut in two between pieces.
    before = text.slice(-8);
    await pace.breathe();
  }
  // Only Macintoshes of old ended lines by carriage returns alone, and their accents are other bytes.
  if (!hasLineFeed) throw notRead(null);
}

/** Encodings of the Far East, which `chardet` tells apart well; single-byte ones it only guesses. */
const FAR_EAST = /^(?:Shift_JIS|Big5|GB18030|EUC-JP|EUC-KR|ISO-2022)/;

function isCertainlyOther(piece: Buffer): boolean {
  return chardet
    .analyse(piece.subarray(0, 8_192))
    .some(({ name, confidence }) => confidence >= CERTAIN && FAR_EAST.test(name));
}

function otherName(piece: Buffer): string | null {
  const [best] = chardet.analyse(piece.subarray(0, 8_192));
  return best !== undefined && FAR_EAST.test(best.name) && best.confidence >= CERTAIN ? best.name : null;
}

function notRead(name: string | null): UnreadableFile {
  const what =
    name === null
      ? 'The letters with accents in this file cannot be told for certain, since it is neither UTF-8 nor Windows-1252.'
      : `This file seems to be written as ${name}, which is not read here.`;
  return new UnreadableFile('encoding', `${what} ${MEND}`);
}
