import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { appDataSource } from '../data-source.js';
import { Database } from '../database.js';
import { migrate } from '../migrate.js';

/** A database of one test suite: migrated, empty but for agency 1, and gone after `close`. */
export interface TestDatabase {
  readonly name: string;
  /** Address of the app's login, as DATABASE_URL. */
  readonly appUrl: string;
  /** Address of the migration login, which owns the tables, as MIGRATION_DATABASE_URL. */
  readonly ownerUrl: string;
  /** Address of a superuser: past every policy, to arrange and to look. */
  readonly superuserUrl: string;
  /** A connection of the superuser. */
  readonly superuser: Client;
  /** The app's pool, with the entities that were asked for. */
  readonly dataSource: DataSource;
  /** What the product's own code gets. */
  readonly database: Database;
  /** Closes every connection and drops the database. */
  close(): Promise<void>;
}

const APP_LOGIN = 'lr_test_app';
const OWNER_LOGIN = 'lr_test_owner';
/** Of logins on a server that exists for tests. */
const PASSPHRASE = 'test-only';
const SERVER_LOCK = 7_216_002;
const MIGRATIONS_FOLDER = join(__dirname, '../../../../migrations');

/**
 * A fresh, migrated database with its two logins. The first call on a server migrates a template; the rest copy it,
 * which takes a fraction of a second. Needs the project `postgres` of jest.config.mjs.
 *
 * @param entities What repositories under test use.
 */
export async function createTestDatabase(entities: (new () => object)[] = []): Promise<TestDatabase> {
  const template = await ensureTemplate();
  const name = `lr_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer((client) =>
    client.query(`create database ${name} template ${template} owner ${OWNER_LOGIN}`),
  );
  // Rights on a database itself are not copied with it.
  await onServer((client) =>
    client.query(`revoke all on database ${name} from public;
        grant connect on database ${name} to ${APP_LOGIN};
        grant temporary on database ${name} to lr_job`),
  );
  const appUrl = address(name, APP_LOGIN);
  const superuserUrl = address(name);
  const superuser = new Client({ connectionString: superuserUrl });
  await superuser.connect();
  const dataSource = await appDataSource(appUrl, entities).initialize();
  return {
    name,
    appUrl,
    ownerUrl: address(name, OWNER_LOGIN),
    superuserUrl,
    superuser,
    dataSource,
    database: new Database(dataSource),
    async close() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await superuser.end();
      await onServer((client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** An empty database of the migration login, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<
  Pick<TestDatabase, 'name' | 'appUrl' | 'ownerUrl' | 'superuserUrl' | 'close'>
> {
  await ensureTemplate();
  const name = `lr_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer((client) => client.query(`create database ${name} owner ${OWNER_LOGIN}`));
  return {
    name,
    appUrl: address(name, APP_LOGIN),
    ownerUrl: address(name, OWNER_LOGIN),
    superuserUrl: address(name),
    close: () =>
      onServer((client) => client.query(`drop database ${name} with (force)`)).then(() => undefined),
  };
}

/** Runs work as the superuser, on the server's own database. */
export async function onServer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The address of a database on the test server, by a login; by the superuser when none is named. */
export function address(database: string, login?: string, passphrase = PASSPHRASE): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  if (login !== undefined) {
    url.username = login;
    url.password = passphrase;
  }
  return url.href;
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('Run the tests that need PostgreSQL with --selectProjects postgres');
  return url;
}

let template: Promise<string> | undefined;

function ensureTemplate(): Promise<string> {
  return (template ??= makeTemplate());
}

/** The template's name holds a digest of the migrations, so a server that is kept never serves an old one. */
async function makeTemplate(): Promise<string> {
  const digest = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS_FOLDER).sort()) {
    digest.update(file).update(readFileSync(join(MIGRATIONS_FOLDER, file)));
  }
  const name = `lr_template_${digest.digest('hex').slice(0, 16)}`;

  return onServer(async (client) => {
    // Workers start together; one makes it and the others wait.
    await client.query('select pg_advisory_lock($1)', [SERVER_LOCK]);
    await ensureLogin(client, OWNER_LOGIN, 'createrole');
    await ensureLogin(client, APP_LOGIN, 'noinherit');
    const { rows } = await client.query<{ ready: boolean }>(
      'select datistemplate as ready from pg_database where datname = $1',
      [name],
    );
    if (rows[0]?.ready) return name;
    if (rows.length > 0) await client.query(`drop database ${name} with (force)`);
    await client.query(`create database ${name} owner ${OWNER_LOGIN}`);
    await migrate({
      databaseUrl: address(name, APP_LOGIN),
      migrationDatabaseUrl: address(name, OWNER_LOGIN),
    });
    await client.query(`alter database ${name} is_template true`);
    return name;
  });
}

async function ensureLogin(client: Client, login: string, rights: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login]);
  if (rowCount === 0) await client.query(`create role ${login} login ${rights} password '${PASSPHRASE}'`);
}
