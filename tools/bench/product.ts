import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Cluster } from '../embedded-postgres/cluster.ts';
import { freePort, startCluster } from '../embedded-postgres/cluster.ts';
import { password, prepareDatabase, type DatabaseAddresses } from '../embedded-postgres/logins.ts';
import { canEnter, databaseUser } from '../embedded-postgres/operating-user.ts';
import { stateFolder } from '../embedded-postgres/state-folder.ts';
import { startApi, type Api } from '../launcher/api-process.ts';
import { API_MAIN, WEB_DIR } from '../launcher/workspace.ts';
import {
  LOG_LINE_PREFIX,
  readStatementLog,
  statementsWith,
  transactionsOf,
  type LoggedStatement,
} from './statement-log.ts';

/** The built product with demonstration data, on a PostgreSQL as durable as `npm start` runs it. */
export interface BenchProduct {
  readonly api: Api;
  readonly address: string;
  readonly addresses: DatabaseAddresses;
  /** A connection past every policy, to arrange and to look. */
  readonly superuser: Client;
  /** The statements of the transaction that `request` makes in the role `role`. */
  statementsOf(role: string, request: () => Promise<unknown>): Promise<LoggedStatement[]>;
  /** Every statement that `request` makes with one of `markers`, such as a person's id: whole transactions, and single ones. */
  statementsWith(markers: readonly string[], request: () => Promise<unknown>): Promise<LoggedStatement[]>;
  stop(): Promise<void>;
}

/** Starts the product on data of its own, which go with `stop`. */
export async function startBenchProduct(): Promise<BenchProduct> {
  const parent = canEnter(databaseUser(), os.tmpdir()) ? os.tmpdir() : stateFolder();
  const place = mkdtempSync(path.join(parent, 'learning-reviews-bench-'));
  // PostgreSQL's own user has to pass through it, and to write its log.
  chmodSync(place, 0o711);
  const secrets = { superuser: password(), owner: password(), app: password() };
  const logFile = path.join(place, 'postgres.log');
  closeSync(openSync(logFile, 'w', 0o600));
  const cluster: Cluster = await startCluster({
    folder: path.join(place, 'postgres'),
    logFile,
    password: secrets.superuser,
    durable: true,
    removeAfter: place,
  });
  const addresses = await prepareDatabase(cluster, secrets);
  const product = await startProductOn({ cluster, logFile, addresses }, { EMBEDDED_DATABASE: 'yes' });
  return {
    ...product,
    async stop() {
      await product.stop();
      await cluster.stop();
    },
  };
}

/** Starts the API on a database of a server that runs already, and goes on running. */
export async function startProductOn(
  { cluster, logFile, addresses }: { cluster: Cluster; logFile: string; addresses: DatabaseAddresses },
  environment: NodeJS.ProcessEnv,
): Promise<BenchProduct> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-bench-data-'));
  const api = await startApi({
    main: API_MAIN,
    environment: {
      ...process.env,
      ...addresses,
      NODE_ENV: 'production',
      WEB_DIR,
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
      ...environment,
    },
    logFile: path.join(dataDir, 'api.log'),
  });
  const superuser = await superuserOf(cluster, addresses);

  return {
    api,
    address: api.ready.address,
    addresses,
    superuser,
    async statementsOf(role, request) {
      const statements = await logged(superuser, logFile, request);
      const transaction = transactionsOf(statements, role).at(-1);
      if (transaction === undefined) throw new Error(`The request made no transaction as ${role}`);
      return transaction;
    },
    statementsWith: async (markers, request) =>
      statementsWith(await logged(superuser, logFile, request), markers),
    async stop() {
      await superuser.end();
      await api.stop(10_000);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A connection past every policy, to a database of a server of ours. */
export async function superuserOf(cluster: Cluster, addresses: DatabaseAddresses): Promise<Client> {
  const server = new URL(cluster.url);
  server.pathname = new URL(addresses.DATABASE_URL).pathname;
  const superuser = new Client({ connectionString: server.href });
  await superuser.connect();
  return superuser;
}

/** What PostgreSQL ran while a request was under way, of everybody. */
async function logged(
  superuser: Client,
  logFile: string,
  request: () => Promise<unknown>,
): Promise<LoggedStatement[]> {
  await setLogging(superuser, 'all');
  const from = statSync(logFile).size;
  await request();
  // The log is written by a process of its own.
  await pause(500);
  await setLogging(superuser, 'none');
  return readStatementLog(readFileSync(logFile).subarray(from).toString('utf8'));
}

async function setLogging(superuser: Client, statements: 'all' | 'none'): Promise<void> {
  const literal = superuser.escapeLiteral(LOG_LINE_PREFIX);
  await superuser.query(`alter system set log_line_prefix = ${literal}`);
  await superuser.query(`alter system set log_statement = '${statements}'`);
  await superuser.query('select pg_reload_conf()');
  await pause(500);
}

/** A signed-in browser, as far as a load needs one. */
export interface SignedIn {
  readonly headers: Readonly<Record<string, string>>;
  get(path: string): Promise<Record<string, unknown>>;
  post(path: string, body: unknown): Promise<Record<string, unknown>>;
}

/** Signs in. @throws Error when the answer is not good. */
export async function signIn(address: string, email: string, passphrase: string): Promise<SignedIn> {
  const json = { origin: address, 'content-type': 'application/json' };
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, passphrase }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`${email} could not sign in: ${answer.status}`);
  return signedIn(address, cookie);
}

/** A browser that holds a session already. */
export function signedIn(address: string, cookie: string): SignedIn {
  const headers = { origin: address, 'content-type': 'application/json', cookie };
  const ask = async (path: string, request: RequestInit) => {
    const response = await fetch(`${address}${path}`, request);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  return {
    headers,
    get: (path) => ask(path, { headers }),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      }),
  };
}
