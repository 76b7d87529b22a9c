import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { SeededRandom } from './demonstration/seeded-random.js';
import { createTestDatabase, type TestDatabase } from './platform/database/testing/test-database.js';
import { DutyHistory } from './report/testing/duty-history.js';
import { addModule } from './report/testing/report-data.js';

/** The program as it is built; `npm test` builds first. */
const REBUILD = join(__dirname, '../dist/src/rebuild-counts.js');

describe('rebuild-counts', () => {
  let db: TestDatabase;
  let dataDir: string;

  beforeAll(async () => {
    if (!existsSync(REBUILD)) throw new Error('Build the API first: npm run build');
    db = await createTestDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'learning-reviews-'));
    await addModule(db.superuser, 1, 'first-module');
    const today = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
    for (const agencyId of [71, 72])
      await new DutyHistory(agencyId, [1], today, new SeededRandom(agencyId)).begin(db.superuser, 5);
  });
  afterAll(async () => {
    await db.close();
    rmSync(dataDir, { recursive: true });
  });

  async function rebuild(databaseUrl = db.appUrl): Promise<{ code: number; said: string }> {
    const child = spawn(process.execPath, [REBUILD], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        MIGRATION_DATABASE_URL: db.ownerUrl,
        LOG_LEVEL: 'silent',
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  }

  it('counts every agency, finds nothing wrong in what it counted, and says so', async () => {
    expect(await rebuild()).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^3 agencies, 0 differences, .+ s\n$/),
    });
    expect(await rebuild()).toMatchObject({ code: 0 });
    expect(
      (await db.superuser.query('select from agency_count_head where counts is not null')).rowCount,
    ).toBe(3);
  });

  it('names the agency whose counts were not what its standings say, and ends as a failure', async () => {
    await db.superuser.query(`alter table standing disable trigger user`);
    await db.superuser.query(`update standing set state = 0, due_on = null where agency_id = 72`);
    await db.superuser.query(`alter table standing enable trigger user`);
    const { code, said } = await rebuild();
    expect(code).toBe(1);
    expect(said).toMatch(/^Agency 72: \d+ counts differed, \d+ ms\n3 agencies, \d+ differences, /);
    expect(await rebuild()).toMatchObject({ code: 0 });
  });
});
