import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyDatabase } from './platform/database/testing/test-database.js';

/** The program as it is built; `npm test` builds first. */
const MAIN = join(__dirname, '../dist/src/main.js');
const ROOT = join(__dirname, '../../..');

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

describe('the process', () => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let dataDir: string;
  let port: number;
  let child: ChildProcess | undefined;
  let said: string;

  beforeAll(async () => {
    if (!existsSync(MAIN)) throw new Error('Build the API first: npm run build');
    database = await createEmptyDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'learning-reviews-'));
    port = await freePort();
  });
  afterEach(() => child?.kill('SIGKILL'));
  afterAll(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });

  function start(change: NodeJS.ProcessEnv = {}): ChildProcess {
    said = '';
    child = fork(MAIN, [], {
      cwd: ROOT,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        DATA_DIR: dataDir,
        DATABASE_URL: database.appUrl,
        MIGRATION_DATABASE_URL: database.ownerUrl,
        LOG_LEVEL: 'warn',
        ...change,
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return child;
  }
  const ready = async (started: ChildProcess) => {
    const ended = once(started, 'exit').then(() => Promise.reject(new Error(`It ended: ${said}`)));
    const [message] = (await Promise.race([once(started, 'message'), ended])) as [unknown];
    ended.catch(() => undefined);
    return message;
  };
  const exitCode = async (started: ChildProcess) => ((await once(started, 'exit')) as [number | null])[0];

  it.each([
    ['a wrong setting', { PORT: 'eighty' }, 'PORT must be a whole number from 0 to 65535\n'],
    [
      'no database',
      { DATABASE_URL: '' },
      'DATABASE_URL must be a PostgreSQL address, such as postgres://user:secret@host:5432/name\n',
    ],
  ])(
    'stops with %s and says one sentence',
    async (_what, change, sentence) => {
      expect(await exitCode(start(change))).toBe(1);
      expect(said).toBe(sentence);
    },
    30_000,
  );

  it('does not start as a login that could read every agency', async () => {
    expect(await exitCode(start({ DATABASE_URL: database.superuserUrl }))).toBe(1);
    expect(said).toContain('which is a superuser');
  }, 30_000);

  it('tells its launcher where it answers, and leaves when the launcher is gone', async () => {
    const started = start();
    expect(await ready(started)).toEqual({ ready: true, address: `http://localhost:${port}`, lines: [] });
    expect((await fetch(`http://localhost:${port}/api/health`)).status).toBe(200);
    const code = exitCode(started);
    started.disconnect();
    expect(await code).toBe(0);
  }, 60_000);

  it('answers every request it has taken when it is asked to stop under load (R10)', async () => {
    const started = start();
    await ready(started);
    const failures: unknown[] = [];
    let answered = 0;
    const client = async () => {
      for (;;) {
        try {
          const answer = await fetch(`http://localhost:${port}/api/session`);
          await answer.json();
          if (answer.status !== 200) failures.push(answer.status);
          answered += 1;
        } catch (error) {
          const cause = (error as { cause?: { code?: string; errors?: { code: string }[] } }).cause;
          // Nobody listens any more: a proxy would have gone elsewhere before it sent anything.
          if (cause?.code === 'ECONNREFUSED' || cause?.errors?.[0]?.code === 'ECONNREFUSED') return;
          failures.push(cause?.code ?? error);
        }
      }
    };
    const clients = Array.from({ length: 16 }, client);
    await new Promise((turn) => setTimeout(turn, 1_000));
    const code = exitCode(started);
    started.kill('SIGTERM');
    await Promise.all(clients);
    expect(await code).toBe(0);
    expect(answered).toBeGreaterThan(50);
    expect(failures).toEqual([]);
  }, 60_000);
});
