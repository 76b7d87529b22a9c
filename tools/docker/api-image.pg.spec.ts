import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { freePort, type Cluster } from '../embedded-postgres/cluster.ts';
import { password, prepareDatabase } from '../embedded-postgres/logins.ts';
import { startTestServer } from '../embedded-postgres/test-server.ts';
import { WORKER_MAIN } from '../launcher/workspace.ts';
import { finalStage } from './dockerfile.ts';

const ROOT = path.resolve(__dirname, '../..');
const { command = [], environment } = finalStage(
  readFileSync(path.join(ROOT, 'docker/api.Dockerfile'), 'utf8'),
);

describe('the start command of the API image', () => {
  let server: Cluster;
  let api: ChildProcess;
  let worker: ChildProcess | undefined;
  let folder: string;

  beforeAll(async () => {
    server = await startTestServer();
    folder = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-image-'));
  }, 60_000);
  afterAll(async () => {
    api?.kill('SIGKILL');
    worker?.kill('SIGKILL');
    await server?.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  });

  it('migrates, loads the content and answers, beside a worker that waits for it and runs the jobs', async () => {
    const addresses = await prepareDatabase(server, { owner: password(), app: password() });
    const port = await freePort();
    worker = spawn(process.execPath, [WORKER_MAIN], {
      cwd: ROOT,
      env: { ...environment, ...addresses, DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let workerSaid = '';
    worker.stdout?.on('data', (chunk: Buffer) => (workerSaid += chunk.toString()));
    await until(() => workerSaid.includes('Waiting for the database and its migrations'), worker);
    await endsWithItsStarter({ ...environment, ...addresses, DATA_DIR: folder });
    const [program = '', ...words] = command;
    expect(program).toBe('node');
    let said = '';
    api = spawn(process.execPath, words, {
      cwd: ROOT,
      env: {
        ...environment,
        ...addresses,
        PORT: String(port),
        DATA_DIR: folder,
        PUBLIC_URL: `http://localhost:${port}`,
        RUN_JOBS: 'no',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [api.stdout, api.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));

    const health = await firstAnswer(`http://localhost:${port}/api/health`, api).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}\n${said.slice(-3_000)}`);
    });
    expect(health.status).toBe(200);

    const modules = await fetch(`http://localhost:${port}/api/module`);
    expect(modules.status).toBe(200);
    expect(await modules.text()).toContain('kern-young-person');

    const database = new Client({ connectionString: server.url.replace(/\/[^/]*$/, '/learning_reviews') });
    await database.connect();
    // What runs at each start, run by the worker: the API was told to leave jobs alone.
    await until(
      async () =>
        (await database.query(`select from pgboss.job where name = 'board.publish' and state = 'completed'`))
          .rowCount === 1,
      worker,
    );
    await database.end();

    for (const program of [worker, api]) {
      const ended = new Promise((resolve) => program.once('exit', resolve));
      program.kill('SIGTERM');
      await expect(ended).resolves.toBe(0);
    }
  }, 90_000);
});

/** Starts a worker that has to wait for migrations, goes away, and expects it to go too. */
async function endsWithItsStarter(variables: NodeJS.ProcessEnv): Promise<void> {
  const waiting = spawn(process.execPath, [WORKER_MAIN], {
    cwd: ROOT,
    env: variables,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let said = '';
  waiting.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise((resolve) => waiting.once('exit', resolve));
  await until(() => said.includes('Waiting'), waiting);
  waiting.disconnect();
  expect(await ended).toBe(0);
}

/** Looks until it is so, or the program has ended. */
async function until(isSo: () => boolean | Promise<boolean>, program: ChildProcess): Promise<void> {
  while (!(await isSo())) {
    if (program.exitCode !== null) throw new Error(`The program ended with ${program.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Asks until somebody answers, or the program has ended. */
async function firstAnswer(url: string, program: ChildProcess): Promise<Response> {
  for (;;) {
    if (program.exitCode !== null) throw new Error(`The start command ended with ${program.exitCode}.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
