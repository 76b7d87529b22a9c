import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../embedded-postgres/cluster.ts';
import { say } from '../launcher/say.ts';
import { ROOT } from '../launcher/workspace.ts';
import { finding, told, type Finding } from './finding.ts';
import { residentMegabytes } from './process-usage.ts';
import { startBenchProduct } from './product.ts';

/** How soon the product answers, and what it takes up at rest. */
export async function benchStart(): Promise<Finding[]> {
  say('Starting twice from nothing …');
  const { first, second } = await secondsToStart();
  const product = await startBenchProduct();
  try {
    say('Waiting a minute for the memory of a process at rest …');
    await pause(60_000);
    return [
      told('First npm start, installed and built, to first answer', `${first.toFixed(1)} s`),
      finding('Second npm start to first answer', second, { atMost: 10 }, ' s'),
      finding(
        'API process, 60 s after its start',
        residentMegabytes(product.api.pid),
        { atMost: 200 },
        ' MB',
      ),
    ];
  } finally {
    await product.stop();
  }
}

/** Seconds from `npm start` to the first answer: on an empty data folder, and again on the same one. */
async function secondsToStart(): Promise<{ first: number; second: number }> {
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
