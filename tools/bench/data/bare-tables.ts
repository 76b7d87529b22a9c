import type { Client } from 'pg';

/** Something that costs time for each row: the statement that takes it away, and the one that makes it again. */
interface Part {
  readonly drop: string;
  readonly make: string;
}

/**
 * Runs a load on tables without what would be done row by row: policies on their owner, triggers, foreign keys and
 * secondary indexes. Afterwards all of it is made again and proved to be as it was. Everything happens in the caller's
 * transaction, which holds the tables alone, so nobody ever sees them bare.
 *
 * Why this is right: the rows are made up, so there is nobody to protect from whoever makes them up; foreign keys are
 * checked all the same, once for the whole table when they come back; and ten million rows through
 * row-level security, with a check and four index entries each, take several times as long. The triggers that note
 * changes for the read model would write ten million notes of a change that its rebuild counts in one pass.
 *
 * @throws Error when a table is not what it was.
 */
export async function withBareTables(
  client: Client,
  tables: readonly string[],
  load: () => Promise<void>,
): Promise<void> {
  const before = await describe(client, tables);
  const parts = await partsOf(client, tables);
  for (const { drop } of parts) await client.query(drop);
  await load();
  for (const { make } of parts) await client.query(make);
  const after = await describe(client, tables);
  const differences = [
    ...before.filter((line) => !after.includes(line)).map((line) => `lost: ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `new: ${line}`),
  ];
  if (differences.length > 0)
    throw new Error(`The load changed the tables, so it was undone:\n${differences.join('\n')}`);
}

/** What is taken away, in the order in which it comes back: row-level security last, once the keys are checked. */
async function partsOf(client: Client, tables: readonly string[]): Promise<Part[]> {
  const { rows } = await client.query<Part>(
    `select 1 as position, format('drop index %s', i.indexrelid::regclass) as drop, pg_get_indexdef(i.indexrelid) as make
     from pg_index i
     where i.indrelid = any($1::regclass[]) and not i.indisprimary and not i.indisunique
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     union all
     select 2, format('alter table %s drop constraint %I', conrelid::regclass, conname),
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
     from pg_constraint where contype = 'f' and conrelid = any($1::regclass[])
     union all
     select 3, format('alter table %s disable trigger user', oid::regclass),
       format('alter table %s enable trigger user', oid::regclass)
     from pg_class where oid = any($1::regclass[])
     union all
     select 4, format('alter table %s no force row level security', oid::regclass),
       format('alter table %s force row level security', oid::regclass)
     from pg_class where oid = any($1::regclass[]) and relforcerowsecurity
     order by position, make`,
    [tables],
  );
  return rows;
}

/** Everything about the tables that a load must leave as it was, one line each. */
async function describe(client: Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select relname || ': row security' as line from pg_class where oid = any($1::regclass[]) and relrowsecurity
     union all
     select relname || ': forced' from pg_class where oid = any($1::regclass[]) and relforcerowsecurity
     union all
     select polrelid::regclass || ': policy ' || polname || ' ' || polcmd::text || ' ' || polroles::text || ' '
       || coalesce(pg_get_expr(polqual, polrelid), '') || ' ' || coalesce(pg_get_expr(polwithcheck, polrelid), '')
     from pg_policy where polrelid = any($1::regclass[])
     union all
     select conrelid::regclass || ': constraint ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated
     from pg_constraint where conrelid = any($1::regclass[])
     union all
     select indrelid::regclass || ': index ' || pg_get_indexdef(indexrelid) from pg_index where indrelid = any($1::regclass[])
     union all
     select tgrelid::regclass || ': trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text
     from pg_trigger where tgrelid = any($1::regclass[]) and not tgisinternal
     union all
     select relname || ': grants ' || coalesce(relacl::text, '') from pg_class where oid = any($1::regclass[])
     order by line`,
    [tables],
  );
  return rows.map(({ line }) => line);
}
