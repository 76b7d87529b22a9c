import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../tools/embedded-postgres/cluster.ts';
import { prepareDatabase, type DatabaseAddresses } from '../../tools/embedded-postgres/logins.ts';
import { startApi, type Api } from '../../tools/launcher/api-process.ts';
import { API_MAIN, WEB_DIR } from '../../tools/launcher/workspace.ts';
import { layLine, type DatabaseLine } from './database-line.ts';

/** The built product, running on a database of its own. */
export interface Product {
  /** Its address, such as `http://localhost:41234`; no slash at the end. */
  readonly address: string;
  readonly api: Api;
  /** Superuser's address of this product's database, to look behind the screen. */
  readonly databaseUrl: string;
  /** Everything the API has printed. */
  readonly logFile: string;
  /** The way between the two. */
  readonly line: DatabaseLine;
  /**
   * Ends this process and starts the product anew on the same data and at the same address, with its clock set to an
   * instant; from there it goes on. Nobody's session is as old as that: they sign in again.
   */
  startAt(instant: Date): Promise<void>;
  stop(): Promise<void>;
}

/** The superuser's address on the server of this run, as the global set-up left it. */
function serverUrl(): URL {
  const text = process.env['E2E_SERVER'];
  if (!text)
    throw new Error('Journeys run through `npx playwright test -c apps/e2e`, which starts their database.');
  return new URL(text);
}

/**
 * The logins' passwords on the test server. The roles belong to the whole server, so each database made there has to
 * use the same two.
 */
function loginPasswords(): { owner: string; app: string } {
  const derive = (login: string) =>
    createHash('sha256').update(`${login} ${serverUrl().password}`).digest('base64url');
  return { owner: derive('lr_owner'), app: derive('lr_app') };
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl().href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Makes the database and the data folder every product of this run starts from; answers how to remove the folder. */
export async function makeTemplate(): Promise<() => void> {
  const template = { database: `e2e_template_${randomBytes(4).toString('hex')}`, folder: newFolder() };
  process.env['E2E_TEMPLATE'] = JSON.stringify(template);
  const addresses = await addressesOf(template.database);
  const api = await launch(addresses, template.folder);
  await api.stop(10_000);
  return () => rmSync(template.folder, { recursive: true, force: true });
}

/** Starts the product on a fresh copy of the demonstration data. */
export async function startProduct(environment: NodeJS.ProcessEnv = {}): Promise<Product> {
  const template = JSON.parse(process.env['E2E_TEMPLATE'] ?? '{}') as { database: string; folder: string };
  const database = `e2e_${randomBytes(6).toString('hex')}`;
  const folder = newFolder();
  cpSync(template.folder, folder, { recursive: true });
  await onServer(`create database "${database}" template "${template.database}" owner lr_owner`);
  const line = await layLine(Number(serverUrl().port));
  const addresses = await addressesOf(database, line.port);
  const port = await freePort();
  let api = await launch(addresses, folder, { ...environment, ...at(port) });
  const databaseUrl = serverUrl();
  databaseUrl.pathname = `/${database}`;
  return {
    address: api.ready.address.replace(/\/$/, ''),
    get api() {
      return api;
    },
    databaseUrl: databaseUrl.href,
    logFile: logIn(folder),
    line,
    async startAt(instant) {
      await api.stop(10_000);
      api = await launch(addresses, folder, { ...environment, ...at(port), ...clockAt(instant) });
    },
    async stop() {
      await api.stop();
      line.cut();
      await onServer(`drop database if exists "${database}" with (force)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const at = (port: number) => ({ PORT: String(port), PUBLIC_URL: `http://localhost:${port}` });

/** Environment of a process whose clock says this instant at its start. */
function clockAt(instant: Date): NodeJS.ProcessEnv {
  return {
    NODE_OPTIONS: `--import=${new URL('./moved-clock.mjs', import.meta.url).href}`,
    CLOCK_AHEAD_MS: String(instant.getTime() - Date.now()),
  };
}

/** @param port At which the product is to find the server, when that is not the server's own. */
function addressesOf(database: string, port = Number(serverUrl().port)): Promise<DatabaseAddresses> {
  const server = { url: serverUrl().href, port };
  return prepareDatabase(server, loginPasswords(), database);
}

async function launch(
  addresses: DatabaseAddresses,
  folder: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Api> {
  return startApi({
    main: API_MAIN,
    logFile: logIn(folder),
    environment: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      ...at(await freePort()),
      DATA_DIR: folder,
      DEMO_DATA: 'yes',
      WEB_DIR,
      ...addresses,
      ...environment,
    },
  });
}

const logIn = (folder: string) => path.join(folder, 'api.log');

function newFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-e2e-'));
}
