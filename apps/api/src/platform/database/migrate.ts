import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../../migrations/migration-list.js';
import { urlWithRole } from './data-source.js';
import { ensureRoles, loginOf, rolesSql } from './roles.js';

/** Stops the start: its message says in whole sentences what an administrator has to do. */
export class MigrationStopped extends Error {
  override readonly name = 'MigrationStopped';
}

/** What a migration did. */
export interface Migrated {
  /** Names of the migrations that ran now, in order; empty when the database was up to date. */
  readonly applied: readonly string[];
  /** What works, but is weaker than it should be: sentences for the log. */
  readonly warnings: readonly string[];
}

/** Table in which TypeORM notes what has run. */
export const MIGRATION_TABLE = 'migration';

/** Names of all migrations, oldest first: what a database that is up to date has in `migration`. */
export const MIGRATION_NAMES: readonly string[] = MIGRATIONS.map((migration) => migration.name);

/** Any number that nothing else of ours locks. */
const MIGRATION_LOCK = 7_216_001;
const OLDEST_SERVER = 150_000;

/** A data source of the migration login that knows the migrations; not connected yet. */
export function migrationDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS,
    migrationsTableName: MIGRATION_TABLE,
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize: 2,
    applicationName: 'learning-reviews migration',
  });
}

/**
 * Brings the database up to date: makes the roles where the migration login may, then runs what is missing.
 * Several instances may start at once; one migrates and the others wait.
 *
 * @throws MigrationStopped when the roles are missing and cannot be made (with the SQL to run), when the app's
 * login could pass row-level security, or when the server is too old.
 */
export async function migrate(addresses: {
  databaseUrl: string;
  migrationDatabaseUrl: string;
}): Promise<Migrated> {
  const app = await withClient(addresses.databaseUrl, loginOf);
  if (app.isSuperuser || app.bypassesRowSecurity) {
    throw new MigrationStopped(
      `DATABASE_URL signs in as ${app.name}, which ${app.isSuperuser ? 'is a superuser' : 'has BYPASSRLS'} and could read ` +
        'every agency past row-level security. Use a login without rights of its own, such as lr_app, and give the ' +
        `privileged one as MIGRATION_DATABASE_URL. docker/roles.sql makes the logins:\n\n${rolesSql()}`,
    );
  }

  return withClient(addresses.migrationDatabaseUrl, async (client) => {
    const { rows } = await client.query<{ number: number; version: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
    );
    if (rows[0]!.number < OLDEST_SERVER) {
      throw new MigrationStopped(`PostgreSQL ${rows[0]!.version} is too old: version 15 or later is needed.`);
    }
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);

    const owner = await loginOf(client);
    const missing = await ensureRoles(client, app.name);
    if (missing.length > 0) {
      throw new MigrationStopped(
        `The database roles are not complete (${missing.join('; ')}) and ${owner.name}, the login of ` +
          'MIGRATION_DATABASE_URL, may not make them. Ask the administrator of the server to run docker/roles.sql, ' +
          `with your logins in place of lr_app and lr_owner:\n\n${rolesSql()}`,
      );
    }

    const warnings: string[] = [];
    if (app.name === owner.name) {
      warnings.push(
        `One login, ${app.name}, both owns the tables and runs the app. Row-level security binds it, but it could ` +
          'switch it off. Give the app a login of its own: see docker/roles.sql.',
      );
    } else if (app.inherits) {
      warnings.push(`The login ${app.name} should be NOINHERIT: alter role ${app.name} noinherit.`);
    }
    return { applied: await runMigrations(addresses.migrationDatabaseUrl), warnings };
  });
}

const LOOK_EVERY_MS = 1_000;
/** A server that does not answer at all, such as behind a firewall, would keep us for minutes. */
const CONNECT_WITHIN_MS = 10_000;

/**
 * Resolves once the database is there and every migration has run: for a process that does not migrate itself.
 *
 * @param say Told once, in a sentence, when there is something to wait for.
 */
export async function untilMigrated(databaseUrl: string, say: (sentence: string) => void): Promise<void> {
  for (let look = 1; !(await isMigrated(databaseUrl)); look += 1) {
    if (look === 1) say('Waiting for the database and its migrations, which the API runs');
    await pause(LOOK_EVERY_MS);
  }
}

/**
 * Sees to it that a process that does not migrate itself, and does not wait either, can work on a database.
 *
 * @throws MigrationStopped when it cannot: in whole sentences.
 */
export async function requireMigrated(databaseUrl: string): Promise<void> {
  let isUpToDate: boolean;
  try {
    isUpToDate = await hasEveryMigration(databaseUrl);
  } catch (error) {
    const { message, code = '' } = error as NodeJS.ErrnoException;
    if (!NO_ROLES.includes(code))
      throw new MigrationStopped(`The database could not be used: ${message || code}.`);
    isUpToDate = false;
  }
  if (!isUpToDate)
    throw new MigrationStopped(
      'The database is not up to date with this version: start the API once, which migrates.',
    );
}

/** The roles are not there yet, or not granted to the app's login: the first start makes them. */
const NO_ROLES = ['22023', '42501'];

/** Whether every migration has run; `false` too while nobody can tell. */
function isMigrated(databaseUrl: string): Promise<boolean> {
  return hasEveryMigration(databaseUrl).catch(() => false);
}

function hasEveryMigration(databaseUrl: string): Promise<boolean> {
  return withClient(urlWithRole(databaseUrl, 'lr_public'), async (client) => {
    const known = await client.query<{ is: boolean }>('select to_regclass($1) is not null as is', [
      MIGRATION_TABLE,
    ]);
    if (known.rows[0]?.is !== true) return false;
    const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATION_TABLE}`);
    const done = new Set(rows.map(({ name }) => name));
    return MIGRATION_NAMES.every((name) => done.has(name));
  });
}

async function runMigrations(url: string): Promise<string[]> {
  const dataSource = await migrationDataSource(url).initialize();
  try {
    return (await dataSource.runMigrations()).map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({
    connectionString: url,
    application_name: 'learning-reviews migration',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
