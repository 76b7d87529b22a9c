import { setTimeout as pause } from 'node:timers/promises';
import { residentMegabytes } from './process-usage.ts';
import type { SignedIn } from './product.ts';

const CALLERS = 4;
const CALLS = 40;

/** Looks at the memory of a process until it is asked what it grew by, in megabytes. */
export function watchMemory(pid: number): () => Promise<number> {
  const before = residentMegabytes(pid);
  let most = before;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, residentMegabytes(pid));
      await pause(100);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return most - before;
  };
}

/** How long a route takes four callers at once, in milliseconds, call by call. */
export async function latencies(lead: SignedIn, route: string): Promise<number[]> {
  const milliseconds: number[] = [];
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (let call = 0; call < CALLS; call += 1) {
        const began = performance.now();
        await lead.get(route);
        milliseconds.push(performance.now() - began);
      }
    }),
  );
  return milliseconds;
}

/** The time that nineteen of twenty calls stay below. */
export function p95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}
