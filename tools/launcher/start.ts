// `npm start`: builds what has changed, starts the embedded PostgreSQL unless DATABASE_URL names another, starts the
// API, which serves the web app too, and prints the address. Ctrl-C stops all of it.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { startCluster, type Cluster } from '../embedded-postgres/cluster.ts';
import { dataFolder } from '../embedded-postgres/data-folder.ts';
import { passwords, prepareDatabase } from '../embedded-postgres/logins.ts';
import { startApi, type Api } from './api-process.ts';
import { build } from './build.ts';
import { claim } from './one-at-a-time.ts';
import { chosenPort } from './port.ts';
import { Refusal, say } from './say.ts';
import { API_MAIN, inWorkspace, ROOT, WEB_DIR } from './workspace.ts';

const stopping = new AbortController();
let cluster: Cluster | undefined;
let api: Api | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    say('\nStopping …');
    void finish(0);
  });
}

try {
  await start();
} catch (error) {
  // Broken off by Ctrl-C: what failed then is only the stopping itself.
  if (!stopping.signal.aborted) {
    console.error(`\n${error instanceof Refusal ? error.message : (error as Error).message}\n`);
    await finish(1);
  }
}

async function start(): Promise<void> {
  const port = await chosenPort(process.env);
  const dataDir = path.resolve(ROOT, process.env['DATA_DIR'] || '.data');
  const database = process.env['DATABASE_URL'] ? undefined : openDatabase(dataDir);
  if (database === undefined) mkdirSync(dataDir, { recursive: true });
  // Two cores: the database comes up while Nx builds. Its failure is told after the build's.
  database?.catch(() => undefined);
  await build(stopping.signal);
  const addresses = await database;
  stopping.signal.throwIfAborted();

  const logFile = path.join(dataDir, 'api.log');
  api = await startApi(
    {
      main: API_MAIN,
      environment: {
        NODE_ENV: 'production',
        WEB_DIR,
        ...process.env,
        ...addresses,
        PORT: String(port),
        DATA_DIR: dataDir,
      },
      logFile,
    },
    stopping.signal,
  );
  void api.ended.then((code) => reportEnd(code, logFile));
  say(`\nLearning Reviews answers on ${api.ready.address}`);
  for (const line of api.ready.lines ?? []) say(line);
  say(
    `\nLog: ${path.relative(inWorkspace(), logFile)}. Ctrl-C stops everything; your data stays in ${dataDir}.`,
  );
}

/** Starts the embedded PostgreSQL in `dataDir` and answers how the API reaches it. */
async function openDatabase(dataDir: string) {
  const { folder, elsewhere } = dataFolder(dataDir);
  claim(dataDir);
  if (elsewhere) say(`The database's files are in ${folder}: PostgreSQL's user cannot enter ${dataDir}.`);
  const kept = passwords(dataDir);
  const logFile = path.join(dataDir, 'postgres.log');
  closeSync(openSync(logFile, 'w', 0o600));
  cluster = await startCluster({ folder, logFile, password: kept.superuser, durable: true });
  void cluster.ended.then(() => {
    if (stopping.signal.aborted) return;
    console.error(`\nThe embedded PostgreSQL ended by itself; ${logFile} says why.\n`);
    void finish(1);
  });
  const addresses = await prepareDatabase(cluster, kept);
  return { ...addresses, EMBEDDED_DATABASE: 'yes' };
}

function reportEnd(code: number | null, logFile: string): void {
  if (stopping.signal.aborted) return;
  console.error(
    `\nThe API ended by itself (code ${code ?? 'none: it was killed'}). Its last lines, from ${logFile}:\n`,
  );
  console.error(api?.lastWords(20));
  void finish(1);
}

/** Stops the API, then the database it writes to, and ends. */
async function finish(code: number): Promise<never> {
  stopping.abort();
  await api?.stop();
  await cluster?.stop();
  process.exit(code);
}
