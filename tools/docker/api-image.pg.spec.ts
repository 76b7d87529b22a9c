import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, type Cluster } from '../embedded-postgres/cluster.ts';
import { password, prepareDatabase } from '../embedded-postgres/logins.ts';
import { startTestServer } from '../embedded-postgres/test-server.ts';
import { finalStage } from './dockerfile.ts';

const ROOT = path.resolve(__dirname, '../..');
const { command = [], environment } = finalStage(
  readFileSync(path.join(ROOT, 'docker/api.Dockerfile'), 'utf8'),
);

describe('the start command of the API image', () => {
  let server: Cluster;
  let api: ChildProcess;
  let folder: string;

  beforeAll(async () => {
    server = await startTestServer();
    folder = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-image-'));
  }, 60_000);
  afterAll(async () => {
    api?.kill('SIGKILL');
    await server?.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  });

  it('migrates, loads the content and answers, with logins of which none is a superuser', async () => {
    const addresses = await prepareDatabase(server, { owner: password(), app: password() });
    const port = await freePort();
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

    const ended = new Promise((resolve) => api.once('exit', resolve));
    api.kill('SIGTERM');
    await expect(ended).resolves.toBe(0);
  }, 90_000);
});

/** Asks until somebody answers, or the program has ended. */
async function firstAnswer(url: string, program: ChildProcess): Promise<Response> {
  for (;;) {
    if (program.exitCode !== null) throw new Error(`The start command ended with ${program.exitCode}.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
