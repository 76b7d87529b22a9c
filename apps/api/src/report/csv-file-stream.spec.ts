import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { CsvFileStream } from './csv-file-stream.js';

/** The file made of these chunks, and the hash the stream tells. */
async function fileOf(...chunks: string[]) {
  const stream = new CsvFileStream();
  const bytes = await buffer(Readable.from(chunks.map((chunk) => Buffer.from(chunk))).pipe(stream));
  return {
    bytes,
    text: bytes.toString('utf8'),
    sha256: stream.sha256(),
    rows: stream.rows,
    length: stream.bytes,
  };
}

describe('CsvFileStream', () => {
  it.each([
    ['a,b\n1,2\n', '\uFEFFa,b\r\n1,2\r\n'],
    ['a\n"one\ntwo"\n', '\uFEFFa\r\n"one\ntwo"\r\n'], // the line feed inside quotes is the cell's own
    ['a\n"say ""so""\n"\n', '\uFEFFa\r\n"say ""so""\n"\r\n'], // a doubled quote closes and opens again
  ])('makes %j into %j', async (copied, file) => {
    expect((await fileOf(copied)).text).toBe(file);
  });

  it('remembers from chunk to chunk whether it is inside quotes', async () => {
    expect((await fileOf('a\n"one', '\n', 'two"\n')).text).toBe('\uFEFFa\r\n"one\ntwo"\r\n');
  });

  it('hashes exactly what it sends', async () => {
    const { bytes, sha256 } = await fileOf('a,b\n', '1,"ü"\n');
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it.each([
    ['a,b\n', 0], // the headings are no row
    ['a\n1\n2\n', 2],
    ['a\n"one\ntwo"\n', 1], // nor is a line inside quotes
  ])('counts the rows of %j as %i', async (copied, rows) => {
    const file = await fileOf(copied);
    expect([file.rows, file.length]).toEqual([rows, file.bytes.length]);
  });
});
