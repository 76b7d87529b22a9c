// What README promises somebody new: `git clone`, `npm start`, and the address answers. From the committed state, in an
// empty folder whose name has a space, with an empty home; then Ctrl-C, a second start, and nothing left behind.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../embedded-postgres/cluster.ts';
import { say } from '../launcher/say.ts';
import { ROOT } from '../launcher/workspace.ts';

/** A second start has to answer within this, on two cores that do nothing else. */
const SECOND_START_MS = 10_000;

const place = mkdtempSync(path.join(os.tmpdir(), 'fresh clone '));
const clone = path.join(place, 'clone');
const home = path.join(place, 'home');
mkdirSync(home);
const { DATABASE_URL: _none, CHROME_PATH: _neither, ...rest } = process.env;
const environment = { ...rest, HOME: home };

try {
  execFileSync('git', ['clone', '--quiet', ROOT, clone]);
  say(`first answer after ${await startAndStop()} ms, installation and build included`);
  const again = await startAndStop();
  say(`second start: first answer after ${again} ms`);
  if (again > SECOND_START_MS) throw new Error(`The second start took longer than ${SECOND_START_MS} ms.`);
  const changed = execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' });
  if (changed !== '')
    throw new Error(`The start changed files that git tracks or does not ignore:\n${changed}`);
} finally {
  rmSync(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
}

/** Starts, waits for the first answer, and stops with Ctrl-C's signal; answers the milliseconds to the first answer. */
async function startAndStop(): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    env: { ...environment, PORT: String(port) },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await firstAnswer(`http://localhost:${port}/`, child);
    return Math.round(performance.now() - began);
  } catch (error) {
    say(said);
    throw error;
  } finally {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`npm start ended by itself with code ${child.exitCode}.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
