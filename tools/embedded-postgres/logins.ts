import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import type { Cluster } from './cluster.ts';

/** Name of the product's database in the embedded PostgreSQL. */
const DATABASE = 'learning_reviews';

/** Passwords of the embedded PostgreSQL: 32 random bytes each, in letters and digits. */
export interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
}

/** Addresses by which the product reaches its database. */
export interface DatabaseAddresses {
  /** The app's login `lr_app`: it owns nothing and may do nothing but take on the roles it was granted. */
  readonly DATABASE_URL: string;
  /** The login `lr_owner`, which owns the database, migrates it and makes the roles. Not a superuser. */
  readonly MIGRATION_DATABASE_URL: string;
}

/** Reads the passwords kept in `dataDir`, or makes them and keeps them in a file only its owner can read. */
export function passwords(dataDir: string): Passwords {
  const file = path.join(dataDir, 'database-passwords.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  const made = { superuser: password(), owner: password(), app: password() };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  chmodSync(file, 0o600);
  return made;
}

/** A password nobody has to type. */
export function password(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Makes the two logins and the database where they are missing, and sets their passwords. The product never acts as
 * the superuser: a superuser ignores row-level security.
 */
export async function prepareDatabase(
  server: Pick<Cluster, 'url' | 'port'>,
  { owner, app }: Pick<Passwords, 'owner' | 'app'>,
  database: string = DATABASE,
): Promise<DatabaseAddresses> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    // Two starts on one server at once would alter the same role: PostgreSQL refuses the second with "tuple
    // concurrently updated". The lock ends with the connection.
    await client.query("select pg_advisory_lock(hashtext('prepare-database'))");
    await setLogin(client, 'lr_owner', 'createrole inherit', owner);
    await setLogin(client, 'lr_app', 'nocreaterole noinherit', app);
    const name = client.escapeIdentifier(database);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${name} owner lr_owner`);
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to lr_app`);
  } finally {
    await client.end();
  }
  return addressesOf(server.port, { owner, app }, database);
}

/** How the product reaches a database that is prepared already, on a server that runs. */
export function addressesOf(
  port: number,
  { owner, app }: Pick<Passwords, 'owner' | 'app'>,
  database: string = DATABASE,
): DatabaseAddresses {
  const address = (login: string, secret: string) =>
    `postgresql://${login}:${secret}@127.0.0.1:${port}/${database}`;
  return { DATABASE_URL: address('lr_app', app), MIGRATION_DATABASE_URL: address('lr_owner', owner) };
}

/** Makes a login, or brings one that exists to the same state. DDL takes no parameters, hence the escapes. */
async function setLogin(client: Client, login: string, rights: string, secret: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  const attributes = `login nosuperuser nobypassrls nocreatedb noreplication ${rights}`;
  await client.query(
    `${verb} role ${client.escapeIdentifier(login)} with ${attributes} password ${client.escapeLiteral(secret)}`,
  );
}
