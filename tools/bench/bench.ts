// `npm run bench`: speed beside the bare thing, as ratios within one run. It fails nothing: figures of a shared machine
// are to be read, not to be asserted.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../embedded-postgres/cluster.ts';
import { build } from '../launcher/build.ts';
import { say } from '../launcher/say.ts';
import { ROOT } from '../launcher/workspace.ts';
import { residentMegabytes } from './process-usage.ts';
import { startBenchProduct } from './product.ts';
import { benchRequests } from './requests.ts';
import { printTable } from './table.ts';

const stopping = new AbortController();
await build(stopping.signal);

say('Starting twice from nothing …');
const starts = await benchStarts();

const product = await startBenchProduct();
try {
  say('Waiting a minute for the memory of a process at rest …');
  await pause(60_000);
  const resident = residentMegabytes(product.api.pid);
  printTable(
    ['Start and memory', 'seen', 'limit'],
    [
      ['First npm start, installed and built, to first answer', `${starts.first.toFixed(1)} s`, ''],
      ['Second npm start to first answer', `${starts.second.toFixed(1)} s`, '10 s'],
      ['API process, 60 s after its start', `${resident.toFixed(0)} MB`, '200 MB'],
    ],
  );
  say('');
  await benchRequests(product);
} finally {
  await product.stop();
}

/** Seconds from `npm start` to the first answer: on an empty data folder, and again on the same one. */
async function benchStarts(): Promise<{ first: number; second: number }> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-bench-start-'));
  try {
    return { first: await secondsToAnswer(dataDir), second: await secondsToAnswer(dataDir) };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function secondsToAnswer(dataDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let isAnswered = false;
  while (!isAnswered && child.exitCode === null) {
    await pause(50);
    isAnswered = await fetch(`http://localhost:${port}/`).then(
      (answer) => answer.ok,
      () => false,
    );
  }
  const seconds = (performance.now() - began) / 1000;
  // The whole group: npm, the launcher and what it started.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await ended;
  if (!isAnswered) throw new Error('npm start ended before it answered');
  return seconds;
}
