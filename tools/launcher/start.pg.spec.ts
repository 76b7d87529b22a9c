import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../embedded-postgres/cluster.ts';

const ROOT = path.resolve(__dirname, '../..');

/** `npm start` as the terminal runs it: in a process group of its own, which Ctrl-C's signal reaches as a whole. */
interface Started {
  readonly process: ChildProcess;
  readonly port: number;
  /** Everything it printed so far. */
  said(): string;
  /** Waits for the first answer. */
  answered(): Promise<Response>;
  /** Settles with the exit code. */
  readonly ended: Promise<number | null>;
}

let dataDir: string;
const started: Started[] = [];
/** Another program that holds a port. */
let other: Server | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'learning reviews start '));
  chmodSync(dataDir, 0o711); // as the launcher makes it: the database's own user passes through
});
afterEach(async () => {
  for (const one of started.splice(0)) {
    one.process.kill('SIGTERM');
    await one.ended;
  }
  other?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(environment: NodeJS.ProcessEnv = {}): Promise<Started> {
  const port = environment['PORT'] === undefined ? await freePort() : Number(environment['PORT']);
  const { DATABASE_URL: _none, TEST_DATABASE_URL: _neither, ...rest } = process.env;
  const child = spawn(process.execPath, [path.join(ROOT, 'tools/launcher/start.ts')], {
    cwd: ROOT,
    detached: true,
    env: { ...rest, PORT: String(port), DATA_DIR: dataDir, DEMO_DATA: 'no', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const one: Started = {
    process: child,
    port,
    ended,
    said: () => said,
    async answered() {
      const giveUpAt = Date.now() + 50_000;
      for (;;) {
        if (child.exitCode !== null || Date.now() > giveUpAt)
          throw new Error(`It ended with ${child.exitCode}:\n${said}`);
        const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => undefined);
        if (answer !== undefined) return answer;
        await pause(50);
      }
    },
  };
  started.push(one);
  return one;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Command lines of processes that still work on this test's data, the database's among them. */
function leftRunning(): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(dataDir) && !line.startsWith('sh -c cat;'));
}

async function untilNothingRuns(): Promise<void> {
  for (let tries = 0; leftRunning().length > 0 && tries < 100; tries += 1) await pause(50);
  expect(leftRunning()).toEqual([]);
}

/** Starts that were told to stop are asked, not killed: they have to be gone within this. */
const STOPS_WITHIN_MS = 5_000;

describe('npm start', () => {
  it('answers, prints its address, and on Ctrl-C leaves nothing running', async () => {
    const one = await start();
    expect((await one.answered()).status).toBe(200);
    expect(one.said()).toContain(`Learning Reviews answers on http://localhost:${one.port}`);

    const began = Date.now();
    process.kill(-(one.process.pid ?? 0), 'SIGINT');
    expect(await one.ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(STOPS_WITHIN_MS);
    await untilNothingRuns();
  });

  it('keeps the passwords of the database to its owner', async () => {
    await (await start()).answered();
    expect(statSync(path.join(dataDir, 'database-passwords.json')).mode & 0o777).toBe(0o600);
  });

  it('leaves no API and no database behind when it is killed, and starts again on the same data', async () => {
    const first = await start();
    await first.answered();
    const passwords = readFileSync(path.join(dataDir, 'database-passwords.json'), 'utf8');
    process.kill(first.process.pid ?? 0, 'SIGKILL');
    await untilNothingRuns();

    expect((await (await start()).answered()).status).toBe(200);
    expect(readFileSync(path.join(dataDir, 'database-passwords.json'), 'utf8')).toBe(passwords);
  });

  it('says in one sentence that it is running already, and disturbs nothing', async () => {
    const first = await start();
    await first.answered();
    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.said().trim()).toMatch(
      /^Learning Reviews is already running on .+ \(process \d+\)\. Stop that one first/,
    );
    expect((await first.answered()).status).toBe(200);
  });

  it('reports a wrong setting by the API’s own sentence, and stops the database', async () => {
    const one = await start({ REFLECTION_KEY: 'too short' });
    expect(await one.ended).toBe(1);
    expect(one.said()).toContain('REFLECTION_KEY must be 32 bytes');
    await untilNothingRuns();
  });

  it.each(['0', '65536', 'http', '-1'])('refuses PORT=%s by name', async (port) => {
    const one = await start({ PORT: port });
    expect(await one.ended).toBe(1);
    expect(one.said().trim()).toBe(`PORT must be a whole number from 1 to 65535, and is "${port}".`);
    expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  });

  it('says which port is taken, and how to choose another', async () => {
    other = createServer();
    await new Promise<void>((resolve) => other?.listen(0, resolve));
    const { port } = other.address() as { port: number };
    const one = await start({ PORT: String(port) });
    expect(await one.ended).toBe(1);
    expect(one.said().trim()).toBe(
      `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`,
    );
  });
});
