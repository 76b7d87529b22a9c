import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DatabaseAddresses } from '../embedded-postgres/logins.ts';
import { WEB_DIR } from '../launcher/workspace.ts';

/** Whose agency a service is asked about. */
export interface AgencyScopeFacts {
  readonly agencyId: number;
  readonly personId: string;
  readonly membershipId: string;
}

/** What the process is to do. */
export type InProcessTask =
  | { readonly kind: 'agency'; readonly calls: number; readonly scope: AgencyScopeFacts }
  | {
      readonly kind: 'select';
      readonly calls: number;
      readonly scope: AgencyScopeFacts;
      readonly moduleId: number;
    }
  | { readonly kind: 'board'; readonly calls: number; readonly personId: string }
  | { readonly kind: 'count'; readonly how: 'fold' | 'snapshot'; readonly agencyId: number };

/** How long each call took, or why it could not be made. */
export type InProcessAnswer = { readonly milliseconds: readonly number[] } | { readonly error: string };

/** The product's services on one database, without a server. */
export interface InProcess {
  /** Milliseconds of each call. @throws Error when a call failed. */
  run(task: InProcessTask): Promise<readonly number[]>;
  stop(): Promise<void>;
}

/** Starts the built services on a migrated database. They run no jobs. */
export async function startInProcess(addresses: DatabaseAddresses): Promise<InProcess> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-bench-services-'));
  const child = fork(path.join(import.meta.dirname, 'in-process.ts'), {
    execArgv: ['--no-warnings'],
    env: {
      ...process.env,
      ...addresses,
      NODE_ENV: 'production',
      DEMO_DATA: 'no',
      RUN_JOBS: 'no',
      WEB_DIR,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'error',
    },
  });
  const ended = new Promise<never>((_resolve, reject) =>
    child.once('exit', (code) => reject(new Error(`The services ended with code ${code}`))),
  );
  ended.catch(() => undefined);
  await Promise.race([once(child, 'message'), ended]);
  return {
    async run(task) {
      child.send(task);
      const [answer] = (await Promise.race([once(child, 'message'), ended])) as [InProcessAnswer];
      if ('error' in answer) throw new Error(answer.error);
      return answer.milliseconds;
    },
    async stop() {
      child.kill();
      await ended.catch(() => undefined);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
