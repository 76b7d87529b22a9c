import type { Client } from 'pg';
import { median } from './load.ts';
import type { LoggedStatement } from './statement-log.ts';

const ROUNDS = 3;
const CALLS = 7;

/**
 * How long a request takes, and how long the SQL that it sends takes through bare pg: the medians of several rounds of
 * calls, in turns, one caller. Milliseconds.
 */
export async function besideBare(
  request: () => Promise<unknown>,
  bare: Client,
  statements: readonly LoggedStatement[],
): Promise<{ ours: number; theirs: number }> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let call = 0; call < CALLS; call += 1) ours.push(await milliseconds(request));
    for (let call = 0; call < CALLS; call += 1) theirs.push(await milliseconds(() => send(bare, statements)));
  }
  return { ours: median(ours), theirs: median(theirs) };
}

async function send(bare: Client, statements: readonly LoggedStatement[]): Promise<void> {
  for (const { sql, parameters } of statements) {
    if (parameters.length === 0) await bare.query(sql);
    else await bare.query(sql, [...parameters]);
  }
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
