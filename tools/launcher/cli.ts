// `npm run cli -- …`: the command line for operators, on the database that `npm start` uses. Builds what has changed,
// and reaches or starts the embedded PostgreSQL when the command asks for it. Whatever this program itself has to say
// goes to standard error: standard output is the command's alone.
import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.ts';
import { openOperatorDatabase, type OperatorDatabase } from './operator-database.ts';
import { Refusal } from './say.ts';
import { CLI_MAIN, ROOT, WEB_DIR } from './workspace.ts';

/** As `EXIT` of the command line has them. */
const AWAY = 3;
const STOPPED = 130;

const stopping = new AbortController();
const print = (line: string) => void process.stderr.write(`${line}\n`);
let interrupt = (signal: NodeJS.Signals): void => {
  stopping.abort(signal);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt(signal));

let database: OperatorDatabase | undefined;
const code = await run().catch((error: unknown) => {
  if (stopping.signal.aborted) return STOPPED;
  print(error instanceof Refusal ? error.message : ((error as Error).stack ?? String(error)));
  return AWAY;
});
await database?.stop();
process.exit(code);

/** @returns The exit code of the command. */
async function run(): Promise<number> {
  await build(stopping.signal, print);
  const dataDir = path.resolve(ROOT, process.env['DATA_DIR'] || '.data');
  if (process.env['DATABASE_URL']) mkdirSync(dataDir, { recursive: true });
  // A process group of its own: Ctrl-C reaches the whole group, and the command shall hear of it once, from us.
  const child = fork(CLI_MAIN, process.argv.slice(2), {
    // Where the operator typed it: npm itself goes to the root of the checkout.
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    env: {
      NODE_ENV: 'production',
      ...process.env,
      WEB_DIR: process.env['WEB_DIR'] ?? WEB_DIR,
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
    execArgv: [],
  });
  interrupt = (signal) => {
    stopping.abort();
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  };
  // It asks once, when it knows that the call is right.
  child.once('message', () => void answer(dataDir).then((message) => child.connected && child.send(message)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? (stopping.signal.aborted ? STOPPED : AWAY)));
  });
}

async function answer(dataDir: string): Promise<{ environment: NodeJS.ProcessEnv } | { problem: string }> {
  try {
    database = await openOperatorDatabase(dataDir, print, stopping.signal);
    return { environment: database.environment };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
