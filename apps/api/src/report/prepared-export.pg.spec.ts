import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { Database } from '../platform/database/database.js';
import { ExportDatabase } from '../platform/database/export-database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import type { TestClient } from '../platform/testing/test-client.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { TIDY_EXPORTS } from './export-job-kinds.js';
import { addExportHistory, TRUST } from './testing/export-history.js';
import { readCsv } from './testing/read-csv.js';

const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const FROM = addDays(TODAY, -100);
const dataDir = mkdtempSync(join(tmpdir(), 'learning-reviews-exports-'));
const folder = join(dataDir, 'exports', String(TRUST));

let app: TestApp;
let lead: TestClient;
let police: TestClient;
beforeAll(async () => {
  app = await startTestApp({ configuration: { dataDir } });
  await addExportHistory(app, TODAY);
  lead = await app.signIn('lead@trust.example');
  police = await app.signIn('lead@police.example');
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});
afterEach(() =>
  app.testDatabase.superuser.query(
    `update agency_export set state = 'failed', problem = 'fault' where state in ('waiting', 'writing')`,
  ),
);

/** Orders a file and gives its id. */
async function order(asked: Record<string, string> = {}): Promise<string> {
  const body = { kind: 'completions', format: 'csv', from: FROM, to: TODAY, ...asked };
  const answer = await lead.post('/api/agency/export', body);
  expect([answer.status, answer.text]).toEqual([202, expect.stringContaining('"id"')]);
  return String(answer.body['id']);
}

/** One file of the history. */
async function recordOf(id: string): Promise<Record<string, unknown>> {
  const { body } = await lead.get('/api/agency/export');
  return (body['exports'] as Record<string, unknown>[]).find((record) => record['id'] === id)!;
}

const auditOf = async (id: string) =>
  (
    await app.testDatabase.superuser.query<{ action: string }>(
      `select action from audit_log where agency_id = $1 and object = $2 order by at, id`,
      [TRUST, `export:${id}`],
    )
  ).rows.map(({ action }) => action);

describe('a file prepared in the background', () => {
  it.each(['csv', 'xlsx'])('is the file that a download sends at once (%s)', async (format) => {
    const id = await order({ format });
    expect(await recordOf(id)).toMatchObject({ state: 'waiting', rows: null, sha256: null, expiresAt: null });
    await app.runJobs();
    const record = await recordOf(id);
    const { bytes, headers } = await lead.download(`/api/agency/export/${id}/file`);
    expect(record).toMatchObject({
      state: 'ready',
      rowsSoFar: record['rowsExpected'],
      rows: record['rowsExpected'],
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      by: 'lead Example',
    });
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="agency-2-completions-${FROM}-to-${TODAY}.${format}"`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    if (format === 'csv') {
      const marks = new Set(['exported_at']);
      const read = (text: string) =>
        readCsv(text).rows.map((row) => Object.entries(row).filter(([name]) => !marks.has(name)));
      const sent = await lead.get(`/api/agency/export/completions.csv?from=${FROM}&to=${TODAY}`);
      expect(read(bytes.toString('utf8').slice(1))).toEqual(read(sent.text));
      expect(readCsv(sent.text).rows).toHaveLength(Number(record['rows']));
    }
  });

  it('keeps its filters, and is in the manifest of the same rows', async () => {
    const id = await order({ role: 'school-nurse', kind: 'not-completed' });
    await app.runJobs();
    expect(await recordOf(id)).toMatchObject({ role: 'School nurse', team: null, module: null });
    const { body } = await lead.get(`/api/agency/export/manifest?from=${FROM}&to=${TODAY}&role=school-nurse`);
    expect(body['files']).toEqual([
      expect.objectContaining({ kind: 'not-completed', sha256: (await recordOf(id))['sha256'] }),
    ]);
  });

  it('is readable by the service alone, under a name of ids', async () => {
    const id = await order();
    await app.runJobs();
    const { mode } = statSync(join(folder, id));
    expect((mode & 0o777).toString(8)).toBe('600');
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    expect(readdirSync(folder).every((name) => /^[0-9a-f-]{36}$/.test(name))).toBe(true);
  });

  it('is the acting agency’s: anybody else finds nothing, as for an id that never was', async () => {
    const id = await order();
    await app.runJobs();
    const missing = '01936d5e-0000-7000-8000-0000000000ff';
    for (const foreign of [id, missing]) {
      expect((await police.get(`/api/agency/export/${foreign}/file`)).body).toMatchObject({
        status: 404,
        code: 'request.not-found',
      });
      expect((await police.post(`/api/agency/export/${foreign}/cancellation`)).status).toBe(404);
    }
    expect((await police.get('/api/agency/export')).body['exports']).toEqual([]);
    const outside = encodeURIComponent('../../reflection-key');
    expect((await lead.get(`/api/agency/export/${outside}/file`)).body.code).toBe('request.not-found');
    expect(await recordOf(id)).toMatchObject({ state: 'ready', fetched: 0 });
  });

  it('is audited from the order to each fetch', async () => {
    const id = await order();
    await app.runJobs();
    const other = await app.signIn('other-lead@trust.example');
    await lead.download(`/api/agency/export/${id}/file`);
    await other.download(`/api/agency/export/${id}/file`);
    expect(await auditOf(id)).toEqual(['export.ordered', 'export.fetched', 'export.fetched']);
    const { rows } = await app.testDatabase.superuser.query<{ actors: number }>(
      `select count(distinct actor)::int as actors from audit_log where object = $1 and action = 'export.fetched'`,
      [`export:${id}`],
    );
    expect([rows[0]?.actors, (await recordOf(id))['fetched']]).toEqual([2, 2]);
  });

  it('is ordered once however often the button’s request arrives', async () => {
    const body = { kind: 'summary', format: 'csv', from: FROM, to: TODAY };
    const headers = { 'idempotency-key': '01936d5e-0000-7000-8000-00000000abcd' };
    const [first, again] = [
      await lead.post('/api/agency/export', body, { headers }),
      await lead.post('/api/agency/export', body, { headers }),
    ];
    expect(again.body['id']).toBe(first.body['id']);
    expect(await auditOf(String(first.body['id']))).toEqual(['export.ordered']);
  });

  it.each([
    [
      { from: '2026-02-01', to: '2026-01-31' },
      'to',
      'The last day must be the same as or after the first day',
    ],
    [{ from: '1826-01-01', to: '2026-01-31' }, 'from', 'Choose ten years or less'],
    [{ team: '01936d5e-0000-7000-8000-0000000000ff' }, 'team', 'There is no such team in your agency'],
  ])('is refused for %j', async (asked, field, message) => {
    const body = { kind: 'completions', format: 'csv', from: FROM, to: TODAY, ...asked };
    const answer = await lead.post('/api/agency/export', body);
    expect([answer.status, answer.body['errors']]).toEqual([
      422,
      [{ field, message: expect.stringContaining(message) }],
    ]);
  });

  it('is refused while five wait', async () => {
    for (let ordered = 0; ordered < 5; ordered += 1) await order();
    const answer = await lead.post('/api/agency/export', {
      kind: 'summary',
      format: 'csv',
      from: FROM,
      to: TODAY,
    });
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
      503,
      'export.busy',
      '60',
    ]);
  });
});

describe('cancelling', () => {
  it('takes an order back, and nothing is written', async () => {
    const id = await order();
    expect((await lead.post(`/api/agency/export/${id}/cancellation`)).status).toBe(204);
    await app.runJobs();
    expect(await recordOf(id)).toMatchObject({ state: 'cancelled', rows: null });
    expect(existsSync(join(folder, id))).toBe(false);
    expect(await auditOf(id)).toEqual(['export.ordered', 'export.cancelled']);
    expect((await lead.get(`/api/agency/export/${id}/file`)).body.code).toBe('export.not-ready');
    expect((await lead.post(`/api/agency/export/${id}/cancellation`)).status).toBe(204);
  });

  it('stops a file that is being written, and leaves nothing of it', async () => {
    // Two readers who take nothing have the agency's turns, so the job begins and waits for one.
    const held = await Promise.all([holdTurn(), holdTurn()]);
    const id = await order();
    const running = app.runJobs();
    while ((await recordOf(id))['state'] !== 'writing') await turn();
    expect((await lead.post(`/api/agency/export/${id}/cancellation`)).status).toBe(204);
    await running;
    expect((await recordOf(id))['state']).toBe('cancelled');
    expect(readdirSync(folder).filter((name) => name.startsWith(id))).toEqual([]);
    for (const release of held) release();
  });

  it('comes too late for a file that is ready', async () => {
    const id = await order();
    await app.runJobs();
    const answer = await lead.post(`/api/agency/export/${id}/cancellation`);
    expect([answer.status, answer.body.code]).toEqual([409, 'export.not-ready']);
    expect((await lead.get(`/api/agency/export/${id}/file`)).status).toBe(200);
  });
});

describe('a worker that was killed in the middle', () => {
  it('left half a file that nobody is offered; the next one begins again', async () => {
    const id = await order();
    // What a kill leaves: the row taken up, the file under its other name.
    await app.testDatabase.superuser.query(
      `update agency_export set state = 'writing', rows_so_far = 7 where id = $1`,
      [id],
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${id}.part`), 'half a file');
    expect((await lead.get(`/api/agency/export/${id}/file`)).body.code).toBe('export.not-ready');
    await app.runJobs();
    const record = await recordOf(id);
    expect(record).toMatchObject({ state: 'ready', rows: record['rowsExpected'] });
    const file = readFileSync(join(folder, id));
    expect(createHash('sha256').update(file).digest('hex')).toBe(record['sha256']);
    expect(existsSync(join(folder, `${id}.part`))).toBe(false);
  });

  it('between the file’s name and its record: it is written again, and offered once', async () => {
    const id = await order();
    await app.testDatabase.superuser.query(`update agency_export set state = 'writing' where id = $1`, [id]);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, id), 'a file that nobody recorded');
    expect((await lead.get(`/api/agency/export/${id}/file`)).body.code).toBe('export.not-ready');
    await app.runJobs();
    const { bytes } = await lead.download(`/api/agency/export/${id}/file`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe((await recordOf(id))['sha256']);
  });
});

describe('a disk that takes nothing', () => {
  it('full: the file failed, says why, and leaves nothing', async () => {
    const id = await order();
    mkdirSync(folder, { recursive: true });
    symlinkSync('/dev/full', join(folder, `${id}.part`));
    await app.runJobs();
    expect(await recordOf(id)).toMatchObject({
      state: 'failed',
      problem: 'disk-full',
      rows: null,
      sha256: null,
    });
    expect(readdirSync(folder).filter((name) => name.startsWith(id))).toEqual([]);
    expect((await lead.get(`/api/agency/export/${id}/file`)).body.code).toBe('export.not-ready');
  });

  it('no folder: the file failed, and says so', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'not a folder');
    const id = await order();
    await app.runJobs();
    expect(await recordOf(id)).toMatchObject({ state: 'failed', problem: 'not-written' });
    rmSync(folder);
  });
});

describe('after seven days', () => {
  it('deletes the file, keeps its row, and takes away what nobody is at', async () => {
    const id = await order();
    await app.runJobs();
    const record = await recordOf(id);
    const days = (Date.parse(String(record['expiresAt'])) - Date.parse(String(record['at']))) / 86_400_000;
    expect(Math.round(days * 100) / 100).toBe(7);
    writeFileSync(join(folder, '01936d5e-0000-7000-8000-0000000000ff'), 'of no row');
    const abandoned = await order();
    await app.testDatabase.superuser.query(
      `update agency_export set state = 'writing', at = now() - interval '25 hours' where id = $1`,
      [abandoned],
    );

    app.clock.advance({ hours: 7 * 24 + 1 });
    const later = await app.signIn('lead@trust.example');
    // Over at once, whenever the job that deletes it comes by.
    expect((await later.get(`/api/agency/export/${id}/file`)).body.code).toBe('export.not-ready');
    const { application } = app;
    const everywhere: JobScope = { brand: 'JobScope', agencyId: null };
    await application
      .get(Database)
      .write(everywhere, (tx) => application.get(JobQueue).send(tx, TIDY_EXPORTS, {}));
    await app.runJobs();
    const { body } = await later.get('/api/agency/export');
    const records = body['exports'] as Record<string, unknown>[];
    expect(records.find((one) => one['id'] === id)).toMatchObject({
      state: 'deleted',
      sha256: record['sha256'],
      deletedAt: expect.stringMatching(/Z$/),
    });
    expect(records.find((one) => one['id'] === abandoned)).toMatchObject({
      state: 'failed',
      problem: 'fault',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Reads an export of the agency and does not go on until it is told to. */
async function holdTurn(): Promise<() => void> {
  const scope: JobScope = { brand: 'JobScope', agencyId: TRUST };
  return new Promise((held, reject) => {
    app.application
      .get(ExportDatabase)
      .exportStream(scope, 'select 1 as one', {}, async (lines) => {
        await new Promise<void>((release) => held(() => release()));
        lines.resume();
        await once(lines, 'end');
      })
      .catch(reject);
  });
}
