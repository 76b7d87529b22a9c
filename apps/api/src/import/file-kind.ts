import type { FileHandle } from 'node:fs/promises';
import { UnreadableFile, type UnreadableCode } from './unreadable-file.js';

/** Bytes that tell what a file is. */
const HEAD_BYTES = 8_192;

/** What a file is read as. */
export type FileKind = 'text' | 'zip';

const SAVE_AS =
  'Open it in your spreadsheet program, save it as “Excel workbook (.xlsx)” or “CSV UTF-8”, and choose that file';
const CHOOSE_TABLE = 'Choose a CSV file or an Excel workbook (.xlsx)';

/** Beginnings of files that are no table, with what they are. Bytes as Latin-1. */
const BEGINNINGS: readonly (readonly [start: string, code: UnreadableCode, sentence: string])[] = [
  ['MZ', 'wrong-type', `This is a program, whatever its name says. ${CHOOSE_TABLE}`],
  ['\x7fELF', 'wrong-type', `This is a program, whatever its name says. ${CHOOSE_TABLE}`],
  ['\xca\xfe\xba\xbe', 'wrong-type', `This is a program, whatever its name says. ${CHOOSE_TABLE}`],
  ['\xcf\xfa\xed\xfe', 'wrong-type', `This is a program, whatever its name says. ${CHOOSE_TABLE}`],
  ['#!', 'wrong-type', `This is a script, whatever its name says. ${CHOOSE_TABLE}`],
  ['%PDF', 'wrong-type', `This is a PDF, from which no table can be read. ${CHOOSE_TABLE}`],
  ['\x89PNG', 'wrong-type', `This is a picture. ${CHOOSE_TABLE}`],
  ['\xff\xd8\xff', 'wrong-type', `This is a picture. ${CHOOSE_TABLE}`],
  ['GIF8', 'wrong-type', `This is a picture. ${CHOOSE_TABLE}`],
  ['\x1f\x8b', 'wrong-type', `This file is packed (gzip). Unpack it, and choose the file inside`],
  ['7z\xbc\xaf', 'wrong-type', `This file is packed (7-Zip). Unpack it, and choose the file inside`],
  ['Rar!', 'wrong-type', `This file is packed (RAR). Unpack it, and choose the file inside`],
  ['{\\rtf', 'wrong-type', `This is a text document (RTF). ${CHOOSE_TABLE}`],
  ['SQLite format 3', 'wrong-type', `This is a database. ${CHOOSE_TABLE}`],
  ['\xff\xfe\x00\x00', 'encoding', `This file is written as UTF-32, which few programs read. ${SAVE_AS}`],
  ['\x00\x00\xfe\xff', 'encoding', `This file is written as UTF-32, which few programs read. ${SAVE_AS}`],
  ['PK\x05\x06', 'damaged', `This workbook has nothing in it. ${SAVE_AS}`],
];
/** Compound files: Excel before 2007, and every workbook with a password since. */
const COMPOUND = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/**
 * Tells what a file is from its content; its name says nothing.
 *
 * @throws UnreadableFile for what is neither text nor a ZIP file.
 */
export async function fileKind(file: FileHandle, size: number): Promise<FileKind> {
  const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
  await file.read(head, 0, head.length, 0);
  const start = head.toString('latin1', 0, 16);
  const known = BEGINNINGS.find(([beginning]) => start.startsWith(beginning));
  if (known !== undefined) throw new UnreadableFile(known[1], known[2]);
  if (start.startsWith('PK\x03\x04')) return 'zip';
  if (start.startsWith(COMPOUND)) throw await compoundFile(file, size);
  return 'text';
}

/** Names of streams inside a compound file are UTF-16; a file of ten megabytes is looked through in a few milliseconds. */
async function compoundFile(file: FileHandle, size: number): Promise<UnreadableFile> {
  const bytes = Buffer.alloc(size);
  await file.read(bytes, 0, size, 0);
  const holds = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) {
    return new UnreadableFile(
      'password',
      'This workbook is protected with a password. Open it, take the password away (File, Info, Protect workbook), save it, and choose it again',
    );
  }
  if (holds('Workbook') || holds('Book')) {
    return new UnreadableFile('old-excel', `This is an old Excel file (.xls). ${SAVE_AS}`);
  }
  return new UnreadableFile(
    'wrong-type',
    `This is an old document of Office, and no workbook. ${CHOOSE_TABLE}`,
  );
}

/** Beginnings of texts that are no table. */
const TEXTS: readonly (readonly [start: RegExp, sentence: string])[] = [
  [
    /^<(?:!doctype html|html|head|body|table|meta|div)\b/i,
    `This is a web page, even if it is called .xls or .csv. ${SAVE_AS}`,
  ],
  [
    /^<\?xml[^]{0,2000}urn:schemas-microsoft-com:office:spreadsheet/,
    `This is an Excel file of 2003 (XML spreadsheet). ${SAVE_AS}`,
  ],
  [/^<(?:\?xml|svg|!--|!DOCTYPE)/i, `This is an XML file. ${CHOOSE_TABLE}`],
  [/^(?:\{\s*"|\[\s*[[{"])/, `This is a JSON file. ${CHOOSE_TABLE}`],
  [
    /^(?:<\?php|import |#include|function |@echo off)/i,
    `This is a script, whatever its name says. ${CHOOSE_TABLE}`,
  ],
];

/**
 * Refuses a text that is no table, by its beginning.
 *
 * @throws UnreadableFile
 */
export function refuseOtherText(beginning: string): void {
  const text = beginning.trimStart();
  const known = TEXTS.find(([start]) => start.test(text));
  if (known !== undefined) throw new UnreadableFile('wrong-type', known[1]);
  // No text has them; what has is data of a program that nobody named above.
  if (beginning.includes('\0')) {
    throw new UnreadableFile('wrong-type', `This is no text and no workbook. ${CHOOSE_TABLE}`);
  }
}
