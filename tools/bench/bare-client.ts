import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { BarePlan } from './bare-server.ts';

/** A running bare server. */
export interface Bare {
  readonly address: string;
  readonly pid: number;
  stop(): void;
}

/** Starts Node's own http and pg with the statements of each path. */
export async function startBare(plan: BarePlan): Promise<Bare> {
  const child = fork(path.join(import.meta.dirname, 'bare-server.ts'), { execArgv: ['--no-warnings'] });
  child.send(plan);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { address: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => child.kill() };
}
