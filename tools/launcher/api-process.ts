import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { lastLines } from './say.ts';

/** What the API says over its channel once it listens. */
export interface Ready {
  readonly ready: true;
  /** Where it answers, such as `http://localhost:3000`. */
  readonly address: string;
  /** For the person at the terminal, such as the demonstration accounts. */
  readonly lines?: readonly string[];
}

/** What is asked of `startApi`. */
export interface ApiOptions {
  /** The built entry point. */
  readonly main: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Gets everything the API prints. */
  readonly logFile: string;
}

/** A running API. */
export interface Api {
  readonly pid: number;
  readonly ready: Ready;
  /** Settles with the exit code (`null` when a signal ended it), whatever ended it. */
  readonly ended: Promise<number | null>;
  /** Asks it to finish what it has begun; makes it, after `patienceMs`. */
  stop(patienceMs?: number): Promise<void>;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
  /** The last `count` lines it printed. */
  lastWords(count: number): string;
}

/**
 * Starts the API as a child and waits until it listens. It leaves by itself when the channel to us closes, so a killed
 * launcher leaves no API behind.
 *
 * @throws Error with its last lines when it ends before it listens.
 */
export async function startApi(
  { main, environment, logFile }: ApiOptions,
  stopWith?: AbortSignal,
): Promise<Api> {
  const log = openSync(logFile, 'w', 0o600);
  // A process group of its own: Ctrl-C reaches the whole group, and the API shall hear of it once, from us.
  const child = fork(main, [], {
    env: environment,
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
    // Young objects get 4 MB at a time instead of 16 to 32. Resident 45 s after a first start with demonstration data:
    // 154 MB; with 8 MB it was 184, and the limit is 200.
    execArgv: ['--max-semi-space-size=4'],
  });
  closeSync(log);
  const lastWords = (count: number) => lastLines(readFileSync(logFile, 'utf8'), count);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  stopWith?.addEventListener('abort', () => child.kill('SIGTERM'));
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.on('message', (message) => {
      if (isReady(message)) resolve(message);
    });
    child.once('error', reject);
    void ended.then((code) =>
      reject(new Error(`The API ended with code ${code} before it was ready.\n\n${lastWords(20)}`)),
    );
  });
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    stop: (patienceMs = 3_000) => stop(child, ended, patienceMs),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    lastWords,
  };
}

function isReady(message: unknown): message is Ready {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}

async function stop(child: ChildProcess, ended: Promise<unknown>, patienceMs: number): Promise<void> {
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(impatience);
}
