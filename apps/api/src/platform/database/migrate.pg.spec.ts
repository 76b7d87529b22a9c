import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from './migrate.js';
import { APP_ROLES, rolesSql } from './roles.js';
import { address, createEmptyDatabase, onServer } from './testing/test-database.js';

const PASSPHRASE = 'of a login for one test';

let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
beforeEach(async () => (empty = await createEmptyDatabase()));
afterEach(() => empty.close());

/** Makes a login for the length of one test. */
async function withLogin(rights: string, work: (name: string, url: string) => Promise<void>): Promise<void> {
  const name = `lr_test_login_${process.pid}`;
  await onServer((client) => client.query(`create role ${name} login ${rights} password '${PASSPHRASE}'`));
  try {
    await work(name, address(empty.name, name, PASSPHRASE));
  } finally {
    await onServer((client) => client.query(`alter database ${empty.name} owner to current_user`));
    const inDatabase = new Client({ connectionString: empty.superuserUrl });
    await inDatabase.connect();
    await inDatabase.query(`drop owned by ${name} cascade`);
    await inDatabase.end();
    await onServer((client) => client.query(`drop role ${name}`));
  }
}

describe('migrate', () => {
  it.each([
    ['superuser', 'is a superuser'],
    ['bypassrls', 'has BYPASSRLS'],
  ])("refuses %s as the app's login, naming it", async (rights, reason) => {
    await withLogin(rights, async (name, url) => {
      const attempt = migrate({ databaseUrl: url, migrationDatabaseUrl: empty.ownerUrl });
      await expect(attempt).rejects.toThrow(`DATABASE_URL signs in as ${name}, which ${reason}`);
      await expect(attempt).rejects.toMatchObject({ name: 'MigrationStopped' });
    });
  });

  it('stops and prints the roles to make when it may not make them itself', async () => {
    await withLogin('', async (name, url) => {
      const attempt = migrate({ databaseUrl: url, migrationDatabaseUrl: url });
      await expect(attempt).rejects.toThrow(`lr_agency is not granted to ${name}`);
      await expect(attempt).rejects.toThrow(rolesSql());
    });
    const client = new Client({ connectionString: empty.superuserUrl });
    await client.connect();
    const { rows } = await client.query(`select to_regclass('public.person') as person`);
    await client.end();
    expect(rows).toEqual([{ person: null }]);
  });

  it('runs with roles that an administrator made, and no right to make any', async () => {
    await withLogin('', async (name, url) => {
      await onServer((client) =>
        client.query(`grant lr_definer to ${name}; alter database ${empty.name} owner to ${name}`),
      );
      const { applied, warnings } = await migrate({ databaseUrl: empty.appUrl, migrationDatabaseUrl: url });
      expect(applied.length).toBeGreaterThan(10);
      expect(warnings).toEqual([]);
    });
  });

  it('runs with one login for both, and says what is weaker', async () => {
    await withLogin('', async (name, url) => {
      await onServer((client) =>
        client.query(
          `grant ${APP_ROLES.join(', ')}, lr_definer to ${name}; alter database ${empty.name} owner to ${name}`,
        ),
      );
      const { warnings } = await migrate({ databaseUrl: url, migrationDatabaseUrl: url });
      expect(warnings).toEqual([
        expect.stringContaining(`One login, ${name}, both owns the tables and runs the app`),
      ]);

      // Even so the owner, outside a scope, sees no row: FORCE binds it.
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query('select count(*)::int as n from person');
      await client.end();
      expect(rows).toEqual([{ n: 0 }]);
    });
  });

  it("warns of an app's login that inherits its roles", async () => {
    await withLogin('inherit', async (name, url) => {
      await onServer((client) => client.query(`grant ${APP_ROLES.join(', ')} to ${name}`));
      const { warnings } = await migrate({ databaseUrl: url, migrationDatabaseUrl: empty.ownerUrl });
      expect(warnings).toEqual([`The login ${name} should be NOINHERIT: alter role ${name} noinherit.`]);
    });
  });
});

describe('docker/roles.sql', () => {
  it('is what the start prints', () => {
    expect(readFileSync(join(__dirname, '../../../../../docker/roles.sql'), 'utf8')).toBe(rolesSql());
  });

  it('runs as it stands', async () => {
    // Under other names, because the roles of the server are those of every test.
    await onServer(async (client) => {
      await client.query('begin');
      await client.query(rolesSql().replaceAll(/\blr_/g, 'lr_script_'));
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = 'lr_script_app'`,
      );
      await client.query('rollback');
      expect(rows).toEqual([{ n: APP_ROLES.length }]);
    });
  });
});
