import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { unzip } from './testing/unzip.js';
import { XlsxFileStream } from './xlsx-file-stream.js';

const HEADINGS = 'surname\tcompleted_on\tminutes';

/** The workbook made of these lines of COPY, cut into pieces of `size` bytes. */
async function workbookOf(lines: readonly string[], { mostRows = 1000, size = 65_536 } = {}) {
  const stream = new XlsxFileStream({
    sheet: 'Completions',
    mostRows,
    about: (rows) => [
      ['Agency', '=Southmoor & <Sons>'],
      ['Rows', String(rows)],
    ],
  });
  const bytes = Buffer.from([HEADINGS, ...lines].map((line) => `${line}\n`).join(''));
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const file = await buffer(Readable.from(pieces).pipe(stream));
  return { file, stream };
}

/** The second sheet as a spreadsheet reads it. */
const rowsOf = async (file: Buffer) => (await readXlsxFile(file, { trim: false })).at(1)?.data;

const partOf = (file: Buffer, name: string) => unzip(file).get(name) ?? '';

/** A text as COPY writes it. */
const copied = (text: string) =>
  text.replace(
    /[\\\b\f\n\r\t\v]/g,
    (letter) =>
      ({ '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' })[
        letter
      ]!,
  );

describe('XlsxFileStream', () => {
  it('gives real days and numbers, texts as they are, and nothing where there is nothing', async () => {
    const { file } = await workbookOf([
      'Ellison\t2026-02-28\t40',
      `O'Neill "x", <y> & z\t\\N\t-5`,
      '0012\t2024-02-29\t0',
    ]);
    expect(await rowsOf(file)).toEqual([
      ['surname', 'completed_on', 'minutes'],
      ['Ellison', new Date(Date.UTC(2026, 1, 28)), 40],
      [`O'Neill "x", <y> & z`, null, -5],
      ['0012', new Date(Date.UTC(2024, 1, 29)), 0],
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\tcmd', '\rcmd'])(
    'keeps %j text',
    async (formula) => {
      const { file } = await workbookOf([`${copied(formula)}\t\\N\t\\N`]);
      const sheet = partOf(file, 'xl/worksheets/sheet2.xml');
      expect(sheet).not.toMatch(/<f>|t="str"/);
      expect(sheet).toContain('<c r="A2" s="2" t="inlineStr">');
      // The style of texts has the format of text, so that it stays one when it is edited.
      expect(
        partOf(file, 'xl/styles.xml')
          .match(/<xf [^>]*>/g)
          ?.at(3),
      ).toContain('numFmtId="49"');
    },
  );

  it('says first what the file is, and how many rows it has', async () => {
    const { file } = await workbookOf(['Ellison\t2026-02-28\t40', 'Moor\t2026-02-28\t40']);
    const [about] = await readXlsxFile(file);
    expect(about).toEqual({
      sheet: 'About this file',
      data: [
        ['Agency', '=Southmoor & <Sons>'],
        ['Rows', '2'],
      ],
    });
  });

  it('keeps the headings in sight', async () => {
    const { file } = await workbookOf([]);
    expect(partOf(file, 'xl/worksheets/sheet2.xml')).toContain('<pane ySplit="1" topLeftCell="A2"');
    expect(await rowsOf(file)).toEqual([['surname', 'completed_on', 'minutes']]);
  });

  it('is the same file however its input was cut', async () => {
    const lines = Array.from({ length: 200 }, (_, at) => `Łukasz ${at}\t2026-02-28\t${at}`);
    const [whole, cut] = await Promise.all([workbookOf(lines), workbookOf(lines, { size: 7 })]);
    expect(await rowsOf(cut.file)).toEqual(await rowsOf(whole.file));
    expect((await rowsOf(cut.file))?.length).toBe(201);
  });

  it('hashes and counts exactly what it sends', async () => {
    const { file, stream } = await workbookOf(['Ellison\t2026-02-28\t40']);
    expect([stream.sha256(), stream.bytes]).toEqual([
      createHash('sha256').update(file).digest('hex'),
      file.length,
    ]);
  });

  it('refuses the first row too many', async () => {
    const line = 'Ellison\t2026-02-28\t40';
    await expect(workbookOf([line, line, line], { mostRows: 2 })).rejects.toMatchObject({
      code: 'export.too-long',
    });
    expect(await rowsOf((await workbookOf([line, line], { mostRows: 2 })).file)).toHaveLength(3);
  });

  it.each(['x\t2026-02-30\t1', 'x\t1899-12-31\t1', 'x\t\\N\t1.5', 'x\t\\N\tmany'])(
    'refuses %j rather than write a wrong number',
    async (line) => {
      await expect(workbookOf([line])).rejects.toThrow(RangeError);
    },
  );

  it('is read back as it was, whatever the texts', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
        const { file } = await workbookOf(texts.map((one) => `${copied(one)}\t\\N\t1`));
        const rows = await rowsOf(file);
        expect(rows?.slice(1).map(([first]) => first)).toEqual(texts);
      }),
      { numRuns: 50 },
    );
  });
});
