import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readImportFile } from './import-file.js';
import { number, shared, workbookBytes } from './testing/workbook-bytes.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'import-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const never = new AbortController().signal;

function fileOf(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
const read = (name: string, content: string | Buffer, signal = never) =>
  readImportFile(fileOf(name, content), name, signal);

const HEADINGS = [
  'Staff number',
  'Given name',
  'Family name',
  'Work email',
  'Job role',
  'Workforce group',
  'Team',
  'Manager’s staff number',
  'Start date',
  'End date',
  'Notes',
  'Cost centre',
];
const ROWS = 20_000;
const person = (at: number) => [
  `S${at}`,
  `Given${at}`,
  `Family-${at}`,
  `given${at}@agency.example`,
  'School nurse',
  '3',
  `Team ${at % 40}`,
  `S${at % 100}`,
  '2026-02-03',
  '',
  `Note of row ${at}`,
  'CC-100',
];

/** The longest time for which nobody else had a turn, and what the process has grown by, while something is done. */
async function watched<Done>(work: () => Promise<Done>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
  delay.enable();
  const start = performance.now();
  const done = await work();
  const ms = Math.round(performance.now() - start);
  delay.disable();
  clearInterval(watch);
  return { done, ms, pauseMs: Math.round(delay.max / 1e6), grownMb: Math.round((most - before) / 1_048_576) };
}

describe('readImportFile', () => {
  it('refuses a file of 200 MB without reading it', async () => {
    const file = fileOf('large.csv', 'a,b\n');
    truncateSync(file, 200 * 1_048_576);
    const { done, grownMb } = await watched(() =>
      readImportFile(file, 'large.csv', never).catch((error: unknown) => error),
    );
    expect(done).toMatchObject({
      code: 'too-large',
      message:
        'The file has 200 MB, and 10 MB is the most. Take out pictures and columns that the import does not need, or divide it',
    });
    expect(grownMb).toBeLessThan(50);
  });

  it.each([
    [
      'csv',
      () =>
        Buffer.from(
          [HEADINGS, ...Array.from({ length: ROWS }, (_, at) => person(at))]
            .map((row) => row.join(','))
            .join('\n'),
        ),
    ],
    [
      'xlsx',
      () =>
        workbookBytes({
          sheets: [
            {
              rows: [
                HEADINGS,
                ...Array.from({ length: ROWS }, (_, at) =>
                  person(at).map((cell, column) =>
                    column === 4 ? shared(0) : column === 8 ? number(46056, 1) : cell,
                  ),
                ),
              ],
            },
          ],
          shared: ['School nurse'],
        }),
    ],
  ])('reads 20,000 rows of %s in pieces, and gives others their turn', async (format, make) => {
    const file = fileOf(`staff.${format}`, make());
    const { done, ...cost } = await watched(() => readImportFile(file, 'staff', never));
    expect(done.rows).toHaveLength(ROWS);
    expect(done.rows.at(-1)).toEqual({ line: ROWS + 1, cells: person(ROWS - 1) });
    if (process.env['SHOW_COST'] === 'yes') process.stdout.write(`${format}: ${JSON.stringify(cost)}\n`);
    // Far above what is seen, for a busy machine; read at once it would be seconds.
    expect(cost.pauseMs).toBeLessThan(500);
    expect(cost.grownMb).toBeLessThan(150);
  });

  it('ends when it is given up, with the reason', async () => {
    const given = new AbortController();
    const rows = Array.from({ length: ROWS }, (_, at) => person(at).join(',')).join('\n');
    const reading = read('given-up.csv', `${HEADINGS.join(',')}\n${rows}`, given.signal);
    given.abort(new Error('The page was left'));
    await expect(reading).rejects.toThrow('The page was left');
    const workbook = workbookBytes({ sheets: [{ rows: [HEADINGS, person(1)] }] });
    await expect(read('given-up.xlsx', workbook, given.signal)).rejects.toThrow('The page was left');
  });

  it('refuses letters that break off in the middle of a file, and leaves nothing open', async () => {
    const rows = Array.from({ length: 9_000 }, (_, at) => person(at).join(',')).join('\n');
    const text = Buffer.from(`\uFEFF${HEADINGS.join(',')}\n${rows}\n\uD800,x`, 'utf16le');
    await expect(read('half-a-letter.csv', text)).rejects.toMatchObject({ code: 'encoding' });
  });

  it('reads 50,000 rows and not one more', async () => {
    const rows = (count: number) => `Staff number,Team\n${'1,2\n'.repeat(count)}`;
    expect((await read('most.csv', rows(50_000))).rows).toHaveLength(50_000);
    await expect(read('more.csv', rows(50_001))).rejects.toMatchObject({ code: 'too-many-rows' });
  });

  it('counts what is unpacked over all sheets together', async () => {
    const sheet = { rows: [HEADINGS, person(1)] };
    const bytes = workbookBytes({
      sheets: [sheet, sheet],
      change: (part) =>
        part.name.startsWith('xl/worksheets/')
          ? { ...part, data: `${String(part.data)}${' '.repeat(31 * 1_048_576)}` }
          : part,
    });
    const { done, grownMb } = await watched(() =>
      read('two-bombs.xlsx', bytes).catch((error: unknown) => error),
    );
    expect(done).toMatchObject({ code: 'zip-bomb' });
    expect(grownMb).toBeLessThan(64);
  });
});
