import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { exportDataSourceOptions } from './data-source.js';
import { ExportDatabase } from './export-database.js';
import { createTestDatabase, type TestDatabase } from './testing/test-database.js';
import { fillForTwoOwners, OWNERS } from './testing/two-owners.js';

const [OWN, FOREIGN] = OWNERS;
const scope: AgencyScope = {
  brand: 'AgencyScope',
  agencyId: OWN.agencyId,
  personId: OWN.personId,
  membershipId: OWN.membershipId,
  timeZone: 'Europe/London',
  accessRoles: ['training-lead'],
  teamOf: null,
};

let db: TestDatabase;
let source: DataSource;
let exports: ExportDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await fillForTwoOwners(db.superuser);
  source = await new DataSource({ ...exportDataSourceOptions(db.appUrl), poolSize: 2 }).initialize();
  exports = new ExportDatabase(source);
});
afterAll(async () => {
  await source.destroy();
  await db.close();
});

/** Runs an export and gives its file and count. */
async function fileOf(select: string, settings = {}) {
  let file = '';
  const rows = await exports.exportStream(scope, select, settings, async (csv) => {
    file = await text(csv);
  });
  return { file, rows };
}

describe('ExportDatabase', () => {
  it("streams the agency's own rows and counts them without the header", async () => {
    expect(await fileOf('select agency_id, completed_on from agency_completion')).toEqual({
      file: 'agency_id,completed_on\n101,2026-02-01\n',
      rows: 1,
    });
  });

  it('gives the header alone for what belongs to somebody else', async () => {
    expect(
      await fileOf(`select agency_id from agency_completion where agency_id = ${FOREIGN.agencyId}`),
    ).toEqual({
      file: 'agency_id\n',
      rows: 0,
    });
    await expect(fileOf('select * from completion')).rejects.toMatchObject({ code: '42501' });
  });

  it('reads its filters from settings, whatever is in them', async () => {
    const hostile = `'; drop table person; --`;
    const { file } = await fileOf(`select current_setting('export.name') as name`, { name: hostile });
    expect(file).toBe(`name\n${hostile}\n`);
    await expect(fileOf('select 1', { 'name; x': '1' })).rejects.toThrow(RangeError);
  });

  it('refuses a bad statement before the first byte, so that it can still be answered', async () => {
    const send = jest.fn<Promise<void>, [Readable]>();
    await expect(exports.exportStream(scope, 'select nothing_here', {}, send)).rejects.toMatchObject({
      code: '42703',
    });
    expect(send).not.toHaveBeenCalled();
  });

  it('fails in the middle when a row fails, never with a short good file', async () => {
    await expect(
      fileOf('select 1 / (200000 - n) as x from generate_series(1, 400000) n'),
    ).rejects.toMatchObject({ code: '22012' });
  });

  it('streams a large file in pieces', async () => {
    const hash = createHash('sha256');
    let pieces = 0;
    const rows = await exports.exportStream(
      scope,
      'select n from generate_series(1, 300000) n',
      {},
      async (csv) => {
        for await (const piece of csv) {
          hash.update(piece as Buffer);
          pieces += 1;
        }
      },
    );
    expect(rows).toBe(300_000);
    expect(pieces).toBeGreaterThan(10);
  });

  it('leaves no backend behind when readers go away, and the pool lives', async () => {
    for (let reader = 0; reader < 12; reader += 1) {
      await expect(
        exports.exportStream(
          scope,
          'select repeat($$x$$, 1000) from generate_series(1, 1000000)',
          {},
          async (csv) => {
            for await (const piece of csv)
              throw new Error(`the reader has gone after ${String(piece).length}`);
          },
        ),
      ).rejects.toThrow('the reader has gone');
    }
    const stuck = async () =>
      (
        await db.superuser.query(
          `select from pg_stat_activity where application_name like '%export' and datname = $1 and state <> 'idle'`,
          [db.name],
        )
      ).rowCount;
    for (let wait = 0; wait < 50 && (await stuck()) !== 0; wait += 1) await pause(100);
    expect(await stuck()).toBe(0);
    expect((await fileOf('select 1 as one')).rows).toBe(1);
  });

  it('ends a statement whose reader goes away before the first byte', async () => {
    const leaving = new AbortController();
    const send = jest.fn<Promise<void>, [Readable]>();
    const reading = exports.exportStream(scope, 'select pg_sleep(600)', {}, send, { signal: leaving.signal });
    await until(async () => (await atWork()) === 1);
    leaving.abort(new Error('the reader has gone'));
    await expect(reading).rejects.toThrow('the reader has gone');
    await until(async () => (await atWork()) === 0);
    expect(send).not.toHaveBeenCalled();
    expect((await fileOf('select 1 as one')).rows).toBe(1);
  });

  it('does not begin for a reader who has gone already', async () => {
    const gone = AbortSignal.abort(new Error('the reader has gone'));
    await expect(
      exports.exportStream(scope, 'select 1', {}, () => Promise.resolve(), { signal: gone }),
    ).rejects.toThrow('the reader has gone');
  });

  it('writes lines for code to read when it is asked to', async () => {
    let lines = '';
    const select = String.raw`select e'a\tb' as one, null as two, '' as three`;
    await exports.exportStream(scope, select, {}, async (read) => void (lines = await text(read)), {
      format: 'text',
    });
    expect(lines).toBe('one\ttwo\tthree\na\\tb\t\\N\t\n');
  });

  /** Backends of the pool that are not idle. */
  async function atWork(): Promise<number> {
    const { rowCount } = await db.superuser.query(
      `select from pg_stat_activity where application_name like '%export' and datname = $1 and state <> 'idle'`,
      [db.name],
    );
    return rowCount ?? 0;
  }
});

/** Waits for what another process is about to do. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let wait = 0; wait < 200 && !(await isSo()); wait += 1) await pause(50);
  expect(await isSo()).toBe(true);
}
