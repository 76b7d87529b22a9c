import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLISH_BOARD } from '../report/board.jobs.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';

let app: TestApp;
let admin: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  await app.people.addAgency(7, { name: 'Southmoor Community Trust' });
  await app.people.addPerson('admin@partnership.example', { agencyId: 1, grants: ['administrator'] });
  await app.people.addPerson('officer@partnership.example', { agencyId: 1, grants: ['partnership-officer'] });
  admin = await app.signIn('admin@partnership.example');
});
afterAll(() => app.close());
beforeEach(() => app.testDatabase.superuser.query('delete from pgboss.job'));

/** A job as the queue would have left it. */
async function addJob(
  kind: string,
  state: string,
  more: { data?: object; output?: object; ago?: string } = {},
) {
  const { rows } = await app.testDatabase.superuser.query<{ id: string }>(
    `insert into pgboss.job (name, data, state, output, retry_count, retry_limit, start_after, completed_on)
     values ($1, $2, $3::text::pgboss.job_state, $4, 3, 3, now() - $5::interval, case when $3::text in ('failed', 'completed') then now() - $5::interval end)
     returning id`,
    [kind, more.data ?? {}, state, more.output ?? null, more.ago ?? '1 second'],
  );
  return rows[0]!.id;
}
const status = async () =>
  (await admin.get('/api/job')).body as {
    lateSince: string | null;
    kinds: Record<string, unknown>[];
    failed: Record<string, unknown>[];
  };

describe('GET /api/job', () => {
  it('counts the jobs of each kind, and says when its schedule has it next', async () => {
    await addJob('board.publish', 'completed', { ago: '2 hours' });
    await addJob('board.publish', 'completed', { ago: '1 hour' });
    await addJob('email.send', 'created');
    await addJob('email.send', 'retry', { ago: '-10 minutes' });
    await addJob('email.send', 'active');
    await addJob('email.send', 'failed');
    const { kinds } = await status();
    const kind = (name: string) => kinds.find((one) => one['name'] === name);
    const published = kind('board.publish')!;
    expect(published).toMatchObject({ waiting: 0, running: 0, failed: 0 });
    expect(Date.now() - Date.parse(String(published['lastSucceededAt']))).toBeLessThan(70 * 60_000);
    const next = new Date(String(published['nextAt']));
    expect([next.getUTCMinutes(), next.getTime() > Date.now()]).toEqual([5, true]);
    expect(kind('email.send')).toMatchObject({ waiting: 2, running: 1, failed: 1, lastSucceededAt: null });
    expect(Date.parse(String(kind('email.send')!['nextAt'])) - Date.now()).toBeGreaterThan(9 * 60_000);
  });

  it('knows no kind that the page has no words for', async () => {
    const words = readFileSync(join(__dirname, '../../../web/src/app/admin/job-words.ts'), 'utf8');
    const names = (await status()).kinds.map((kind) => String(kind['name']));
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !words.includes(`'${name}': '`))).toEqual([]);
  });

  it('says why a job was given up and for whom, and hands out neither its data nor a message of others', async () => {
    await addJob('email.send', 'failed', {
      data: { agencyId: 7, messageId: 'secret-id' },
      output: { type: 'Error', code: 'EENVELOPE', message: '550 sam@demo.example', stack: 'at x' },
      ago: '1 hour',
    });
    await addJob('board.publish', 'failed', { output: { type: 'JobFault', message: 'No agency is open' } });
    await addJob('board.publish', 'failed', {
      output: { value: { message: 'job heartbeat timeout' } },
      ago: '2 hours',
    });
    const { failed } = await status();
    expect(failed).toMatchObject([
      {
        kind: 'board.publish',
        agencyName: null,
        tries: 4,
        reason: { type: 'JobFault', message: 'No agency is open' },
      },
      {
        kind: 'email.send',
        agencyName: 'Southmoor Community Trust',
        reason: { type: 'Error', code: 'EENVELOPE', message: null },
      },
      { kind: 'board.publish', reason: { type: 'WorkerDied', code: null, message: null } },
    ]);
    expect(JSON.stringify(failed)).not.toMatch(/secret-id|sam@demo/);
  });

  it('notices that work waits and nobody does it', async () => {
    await addJob('email.send', 'created', { ago: '4 minutes' });
    expect((await status()).lateSince).toBeNull();
    await addJob('email.send', 'created', { ago: '6 minutes' });
    expect((await status()).lateSince).not.toBeNull();
  });

  it('shows jobs to an administrator alone', async () => {
    const officer = await app.signIn('officer@partnership.example');
    expect((await officer.get('/api/job')).status).toBe(403);
  });
});

describe('POST /api/job/:id/retry', () => {
  it('has a failed job tried once more, and notes who asked', async () => {
    const id = await addJob(PUBLISH_BOARD.name, 'failed');
    expect((await admin.post(`/api/job/${id}/retry`, {})).status).toBe(204);
    expect((await admin.post(`/api/job/${id}/retry`, {})).status).toBe(204); // a second press changes nothing
    await app.runJobs();
    const { superuser } = app.testDatabase;
    expect((await superuser.query('select state, retry_limit from pgboss.job')).rows).toEqual([
      { state: 'completed', retry_limit: 4 },
    ]);
    const noted = await superuser.query('select agency_id, action, object from audit_log');
    expect(noted.rows).toEqual([{ agency_id: 1, action: 'job.retried', object: `job:${id}` }]);
  });

  it.each(['created', 'active', 'completed'])('leaves one that is %s as it is', async (state) => {
    const id = await addJob('email.send', state);
    expect((await admin.post(`/api/job/${id}/retry`, {})).status).toBe(204);
    const { rows } = await app.testDatabase.superuser.query('select state, retry_limit from pgboss.job');
    expect(rows).toEqual([{ state, retry_limit: 3 }]);
  });

  it('knows no other job, and is not for others', async () => {
    expect((await admin.post('/api/job/0b7e8f64-6d3a-4c8e-9f6a-0f1d6a3f4b11/retry', {})).status).toBe(404);
    const id = await addJob('email.send', 'failed');
    const officer = await app.signIn('officer@partnership.example');
    expect((await officer.post(`/api/job/${id}/retry`, {})).status).toBe(403);
  });
});
