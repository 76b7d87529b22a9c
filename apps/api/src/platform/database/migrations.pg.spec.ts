import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { MIGRATIONS } from '../../../migrations/migration-list.js';
import { migrate, MIGRATION_NAMES, migrationDataSource } from './migrate.js';
import { createEmptyDatabase } from './testing/test-database.js';

/** Everything of ours that the catalogue knows, as text that does not depend on object ids. */
async function snapshot(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const ours = `n.nspname !~ '^(pg_|information_schema$)'`;
    const notOfExtension = (catalogue: string, oid: string) =>
      `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;
    // The order of grants in an access list is that of the statements, and means nothing.
    const acl = (column: string) =>
      `(select string_agg(a::text, ',' order by a::text) from unnest(${column}) a)`;
    const queries = [
      `select 'schema', nspname, ${acl('nspacl')} from pg_namespace n where ${ours}`,
      `select 'extension', extname, '' from pg_extension`,
      `select 'relation', n.nspname || '.' || c.relname, concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity,
         c.relforcerowsecurity, c.reloptions::text, ${acl('c.relacl')}, obj_description(c.oid, 'pg_class'))
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind <> 'i'`,
      `select 'column', n.nspname || '.' || c.relname || '.' || a.attname, concat_ws(' ', a.attnum, format_type(a.atttypid, a.atttypmod),
         a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), ${acl('a.attacl')},
         co.collname, col_description(c.oid, a.attnum))
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum left join pg_collation co on co.oid = a.attcollation
       where ${ours} and a.attnum > 0 and c.relkind = 'r' and not a.attisdropped`,
      `select 'constraint', c.conrelid::regclass || '.' || c.conname, pg_get_constraintdef(c.oid)
       from pg_constraint c join pg_namespace n on n.oid = c.connamespace where ${ours}`,
      `select 'index', schemaname || '.' || indexname, indexdef from pg_indexes where schemaname !~ '^pg_'`,
      `select 'policy', tablename || '.' || policyname, concat_ws(' ', permissive, roles::text, cmd, qual, with_check) from pg_policies`,
      `select 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal`,
      `select 'function', p.oid::regprocedure::text, concat_ws(' ', r.rolname, ${acl('p.proacl')}, pg_get_functiondef(p.oid))
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
       where ${ours} and ${notOfExtension('pg_proc', 'p.oid')}`,
    ];
    const lines: string[] = [];
    for (const query of queries) {
      const { rows } = await client.query<string[]>({ text: query, rowMode: 'array' });
      lines.push(...rows.map((row) => row.join(' | ')));
    }
    // PostgreSQL 18 names a NOT NULL constraint anew each time a table is made, always alike; kept as it is.
    return lines.sort();
  } finally {
    await client.end();
  }
}

describe('the migrations', () => {
  it('are all in the list, in the order of their file names', () => {
    const files = readdirSync(join(__dirname, '../../../migrations'))
      .filter((file) => /^\d{13}-/.test(file))
      .sort();
    expect(files.map((file) => file.slice(0, 13))).toEqual(MIGRATION_NAMES.map((name) => name.slice(-13)));
    expect(new Set(MIGRATION_NAMES).size).toBe(MIGRATIONS.length);
  });

  it('go up, down and up again, and leave nothing behind either way', async () => {
    const empty = await createEmptyDatabase();
    try {
      const addresses = { databaseUrl: empty.appUrl, migrationDatabaseUrl: empty.ownerUrl };
      const before = await snapshot(empty.superuserUrl);

      expect((await migrate(addresses)).applied).toEqual(MIGRATION_NAMES);
      const up = await snapshot(empty.superuserUrl);
      expect(up.length).toBeGreaterThan(before.length + 300);

      const dataSource = await migrationDataSource(empty.ownerUrl).initialize();
      for (let undone = 0; undone < MIGRATIONS.length; undone += 1) await dataSource.undoLastMigration();
      expect(await dataSource.query('select from migration')).toEqual([]);
      await dataSource.query('drop table migration');
      await dataSource.destroy();
      const isOfSchemaRights = (line: string) => line.startsWith('schema | public');
      const down = await snapshot(empty.superuserUrl);
      // The rights on the schema come back in another order and by another grantor, which is compared below.
      expect(down.filter((line) => !isOfSchemaRights(line))).toEqual(
        before.filter((line) => !isOfSchemaRights(line)),
      );
      expect(down.find(isOfSchemaRights)).toMatch(
        / \| =U\/pg_database_owner,pg_database_owner=UC\/pg_database_owner$/,
      );

      expect((await migrate(addresses)).applied).toEqual(MIGRATION_NAMES);
      expect(await snapshot(empty.superuserUrl)).toEqual(up);
      expect((await migrate(addresses)).applied).toEqual([]);
    } finally {
      await empty.close();
    }
  });

  it('run once when several instances start together', async () => {
    const empty = await createEmptyDatabase();
    try {
      const addresses = { databaseUrl: empty.appUrl, migrationDatabaseUrl: empty.ownerUrl };
      const done = await Promise.all([migrate(addresses), migrate(addresses), migrate(addresses)]);
      expect(done.map(({ applied }) => applied.length).sort((a, b) => a - b)).toEqual([
        0,
        0,
        MIGRATIONS.length,
      ]);
    } finally {
      await empty.close();
    }
  });
});
