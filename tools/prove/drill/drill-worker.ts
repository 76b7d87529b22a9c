import { startApi, type Api } from '../../launcher/api-process.ts';
import { say } from '../../launcher/say.ts';
import { WORKER_MAIN } from '../../launcher/workspace.ts';

/** A worker of the built product that can be killed and started again, on whatever database its settings name. */
export interface DrillWorker {
  start(): Promise<void>;
  /** Ends it without a word, as `kill -9` does. */
  kill(): Promise<void>;
  /** Asks it to finish what it has begun; nothing when it does not run. */
  stop(): Promise<void>;
}

/**
 * Makes one; `start` it when the database is migrated, or it waits for that.
 *
 * @param environment What the product is started with: DATABASE_URL, DATA_DIR and the rest.
 * @param logFile     Gets what it prints, of the last start only.
 */
export function drillWorker(environment: NodeJS.ProcessEnv, logFile: string): DrillWorker {
  let running: Api | undefined;
  return {
    async start() {
      running = await startApi({ main: WORKER_MAIN, environment, logFile });
    },
    async kill() {
      await running?.kill();
      running = undefined;
    },
    async stop() {
      await running?.stop(30_000);
      running = undefined;
    },
  };
}

/**
 * Kills a worker in the middle of its work so many times, spread evenly, starting it again each time. The worker runs
 * when it begins and when it ends.
 *
 * @param done How much of `total` is done by now; asked every few milliseconds.
 */
export async function killWhileBusy(
  worker: DrillWorker,
  times: number,
  total: number,
  done: () => Promise<number>,
): Promise<void> {
  for (let kill = 1; kill <= times; kill += 1) {
    while ((await done()) < (kill * total) / (times + 1)) await pause(5);
    // Not always between two jobs.
    await pause(Math.random() * 20);
    await worker.kill();
    say(`kill ${kill} of ${times}, ${await done()} of ${total} done`);
    await worker.start();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
