import type { Client, DatabaseError } from 'pg';
import { APP_ROLES, type AppRole } from './roles.js';
import { createAttackedDatabase, DENIED, type AttackedDatabase } from './testing/attack.js';
import { tablesOf, type CatalogueTable } from './testing/catalogue.js';
import { address, type TestDatabase } from './testing/test-database.js';
import { OWNERS } from './testing/two-owners.js';

// Test A3 of docs/data.md: raw SQL as each of the app's roles against every table of a tenant or a person, as
// somebody would who found an injection. The tables come from the catalogue, so a new one is attacked too.

const [OWN, FOREIGN] = OWNERS;

let db: TestDatabase;
let app: Client;
let attempt: AttackedDatabase['attempt'];
let attacked: AttackedDatabase;
let tables: CatalogueTable[];

beforeAll(async () => {
  attacked = await createAttackedDatabase();
  ({ db, app, attempt } = attacked);
  tables = (await tablesOf(db.superuser)).filter(({ kind }) => kind === 'tenant' || kind === 'person');
});
afterAll(() => attacked.close());

const foreignKey = (table: CatalogueTable) => (table.kind === 'tenant' ? FOREIGN.agencyId : FOREIGN.personId);
const isForeign = (table: CatalogueTable) => `${table.ownerColumn}::text = '${foreignKey(table)}'`;

/** Runs an attack on every table as every role, and gathers what came through. */
async function onEveryTable(attack: (role: AppRole, table: CatalogueTable) => Promise<string | undefined>) {
  const throughs: string[] = [];
  for (const role of APP_ROLES) {
    for (const table of tables) {
      const through = await attack(role, table);
      if (through !== undefined) throughs.push(`${role} ${table.name}: ${through}`);
    }
  }
  return throughs;
}

describe('raw SQL as each role of the app', () => {
  it('finds rows of both owners in every table that it attacks', async () => {
    const lacking: string[] = [];
    for (const table of tables) {
      for (const owner of OWNERS) {
        const key = table.kind === 'tenant' ? owner.agencyId : owner.personId;
        const { rowCount } = await db.superuser.query(
          `select from ${table.sql} where ${table.ownerColumn} = $1`,
          [key],
        );
        if (rowCount === 0) lacking.push(`${table.name} has no row of ${key}: add it to two-owners.ts`);
      }
    }
    expect(lacking).toEqual([]);
    expect(tables.length).toBeGreaterThanOrEqual(22);
  });

  it('sees its own rows, so that the rest of this file proves something', async () => {
    const own = async (role: AppRole, table: string) => {
      const outcome = await attempt(role, `select from ${table}`);
      return outcome.refused ?? outcome.count;
    };
    expect(await own('lr_agency', 'standing')).toBe(1);
    expect(await own('lr_job', 'audit_log')).toBe(1);
    expect(await own('lr_person', 'reflection')).toBe(1);
    expect(await own('lr_person', 'membership')).toBe(1);
    expect(await own('lr_person', 'membership_grant')).toBe(1);
    expect(await own('lr_person', 'team')).toBe(1);
    expect(await own('lr_board', 'idempotency')).toBe(1);
  });

  it('reads no row of anybody else', async () => {
    const throughs = await onEveryTable(async (role, table) => {
      const outcome = await attempt(role, `select * from ${table.sql}`);
      if (outcome.refused !== undefined) return outcome.refused === DENIED ? undefined : outcome.refused;
      const key = String(foreignKey(table));
      const foreign = outcome.rows.filter((row) => String(row[table.ownerColumn!]) === key);
      return foreign.length === 0 ? undefined : `${foreign.length} foreign rows`;
    });
    expect(throughs).toEqual([]);
  });

  it('reads nothing where it has asked for another owner by name, or by a clever condition', async () => {
    const throughs = await onEveryTable(async (role, table) => {
      for (const condition of [
        isForeign(table),
        `${isForeign(table)} or true`,
        // An error on a row it may not see would tell that the row is there.
        `1 / (case when ${isForeign(table)} then 0 else 1 end) = 0`,
        `${table.ownerColumn}::text in (select ${table.ownerColumn}::text from ${table.sql} where ${isForeign(table)})`,
      ]) {
        const outcome = await attempt(
          role,
          `select count(*)::int as n from ${table.sql} where (${condition}) and ${isForeign(table)}`,
        );
        if (outcome.refused === DENIED) continue;
        if (outcome.refused !== undefined) return `${condition}: ${outcome.refused}`;
        if (outcome.rows[0]!['n'] !== 0) return `${condition}: ${String(outcome.rows[0]!['n'])} rows`;
      }
      return undefined;
    });
    expect(throughs).toEqual([]);
  });

  it('reads nothing at all outside a context, whether it is missing or empty', async () => {
    const throughs = await onEveryTable(async (role, table) => {
      const empty = await attempt(role, `select from ${table.sql}`, [], {
        agency: '',
        person: '',
        actor: '',
      });
      if (empty.refused === undefined && empty.count > 0) return `${empty.count} rows with empty settings`;
      await app.query('begin');
      await app.query(`select set_config('role', $1, true)`, [role]);
      const missing = await app.query(`select from ${table.sql}`).then(
        (result) => result.rowCount,
        () => 0,
      );
      await app.query('rollback');
      return missing === 0 ? undefined : `${missing} rows with nothing set`;
    });
    expect(throughs).toEqual([]);
  });

  it('changes no row of anybody else, by any column, and moves none of its own to them', async () => {
    const throughs = await onEveryTable(async (role, table) => {
      for (const column of table.columns) {
        const touch = await attempt(
          role,
          `update ${table.sql} set ${column} = ${column} where ${isForeign(table)}`,
        );
        if (touch.refused === undefined && touch.count > 0) return `changed ${column} of ${touch.count} rows`;
        const all = await attempt(
          role,
          `update ${table.sql} set ${column} = ${column} returning ${table.ownerColumn}::text as owner`,
        );
        if (all.refused !== undefined) continue;
        if (all.rows.some((row) => row['owner'] === String(foreignKey(table))))
          return `changed ${column} of all`;
      }
      const move = await attempt(role, `update ${table.sql} set ${table.ownerColumn} = $1`, [
        foreignKey(table),
      ]);
      return move.refused === undefined && move.count > 0 ? `moved ${move.count} rows` : undefined;
    });
    expect(throughs).toEqual([]);
  });

  it('deletes no row of anybody else and empties no table', async () => {
    const throughs = await onEveryTable(async (role, table) => {
      const foreign = await attempt(role, `delete from ${table.sql} where ${isForeign(table)}`);
      if (foreign.refused === undefined && foreign.count > 0) return `deleted ${foreign.count} rows`;
      const truncate = await attempt(role, `truncate ${table.sql} cascade`);
      return truncate.refused === DENIED ? undefined : `truncate: ${truncate.refused ?? 'done'}`;
    });
    expect(throughs).toEqual([]);
  });

  it('writes no row for anybody else, not even one that would be theirs word for word', async () => {
    const throughs = await onEveryTable(async (role, table) => {
      const { rows } = await db.superuser.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${table.sql} t where ${isForeign(table)} limit 1`,
      );
      const outcome = await attempt(
        role,
        `insert into ${table.sql} select * from jsonb_populate_record(null::${table.sql}, $1)`,
        [JSON.stringify(rows[0]!.row)],
      );
      // Only a refusal by right or policy will do: a key that is taken would mean the policy let it pass.
      return outcome.refused === DENIED ? undefined : (outcome.refused ?? 'written');
    });
    expect(throughs).toEqual([]);
  });

  it('switches off, weakens and lends out nothing', async () => {
    const throughs = await onEveryTable(async (role, table) => {
      for (const sql of [
        `alter table ${table.sql} disable row level security`,
        `alter table ${table.sql} no force row level security`,
        `create policy mine on ${table.sql} using (true)`,
        `alter policy ${table.name}_agency on ${table.sql} using (true)`,
        `drop policy ${table.name}_agency on ${table.sql}`,
        `alter table ${table.sql} owner to ${role}`,
        `alter table ${table.sql} disable trigger all`,
        `create trigger mine before insert on ${table.sql} for each row execute function refuse_change()`,
        `create rule mine as on insert to ${table.sql} do instead nothing`,
        `create index mine on ${table.sql} (${table.ownerColumn})`,
        `create view public.mine as select * from ${table.sql}`,
        `copy ${table.sql} from program 'true'`,
        `copy ${table.sql} to '/tmp/mine'`,
        `drop table ${table.sql} cascade`,
      ]) {
        const outcome = await attempt(role, sql);
        if (outcome.refused === undefined) return `${sql}: done`;
        // 42704: there is no policy of that name; 42501 for everything that exists.
        if (outcome.refused !== DENIED && outcome.refused !== '42704') return `${sql}: ${outcome.refused}`;
      }
      // A grant without the right to give it away is a warning, not an error: nothing may come of it.
      const give = await attempt(
        role,
        `grant select on ${table.sql} to public; select has_table_privilege('lr_public', '${table.sql}', 'select') as has`,
      );
      return give.refused === undefined || give.refused === DENIED ? undefined : `grant: ${give.refused}`;
    });
    expect(throughs).toEqual([]);
    const { rows } = await db.superuser.query(
      `select relname from pg_class cross join aclexplode(relacl) a where a.grantee = 0 and relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    expect(rows).toEqual([]);
  });

  it('is refused, not answered, when row_security is off', async () => {
    const throughs = await onEveryTable(async (role, table) => {
      await app.query('begin');
      await app.query(`set local row_security = off`);
      await app.query(
        `select set_config('role', $1, true), set_config('app.agency_id', '${OWN.agencyId}', true)`,
        [role],
      );
      const outcome = await app.query(`select from ${table.sql}`).then(
        (result) => `${result.rowCount} rows`,
        (error: DatabaseError) => (error.code === DENIED ? undefined : error.code),
      );
      await app.query('rollback');
      return outcome;
    });
    expect(throughs).toEqual([]);
  });

  it('learns nothing from the planner about columns of protected tables', async () => {
    await db.superuser.query('analyze');
    for (const role of APP_ROLES) {
      const outcome = await attempt(
        role,
        `select tablename from pg_stats where tablename = any($1) and schemaname = 'public'`,
        [tables.map((table) => table.name)],
      );
      expect(outcome).toMatchObject({ count: 0 });
    }
  });
});

describe('the login of the app', () => {
  it('reads and writes nothing as itself', async () => {
    const all = await tablesOf(db.superuser);
    for (const table of all) {
      for (const sql of [`select from ${table.sql}`, `delete from ${table.sql}`]) {
        await expect(app.query(sql)).rejects.toMatchObject({ code: DENIED });
      }
    }
  });

  it.each(APP_ROLES)('as %s becomes nobody stronger', async (role) => {
    const superuser = new URL(address('postgres')).username;
    const owner = new URL(db.ownerUrl).username;
    for (const stronger of [
      superuser,
      owner,
      'lr_definer',
      'pg_read_all_data',
      'pg_write_all_data',
      'pg_execute_server_program',
    ]) {
      for (const sql of [`set local role "${stronger}"`, `set session authorization "${stronger}"`]) {
        expect([sql, await attempt(role, sql)]).toEqual([sql, { refused: DENIED }]);
      }
      expect(await attempt(role, `select set_config('role', $1, true)`, [stronger])).toEqual({
        refused: DENIED,
      });
    }
  });

  it.each(APP_ROLES)('as %s makes and changes no object, and reaches no file', async (role) => {
    for (const sql of [
      'create schema mine',
      'create table public.mine ()',
      'create table access.mine ()',
      `create function public.mine() returns int language sql security definer return 1`,
      'create extension pg_trgm',
      'create role mine',
      `alter role ${role} bypassrls`,
      `grant lr_definer to ${role}`,
      'alter schema public owner to lr_person',
      'alter function person_for_sign_in(text) owner to lr_person',
      `select pg_read_file('/etc/passwd')`,
      `select lo_import('/etc/passwd')`,
      `copy (select 1) to program 'true'`,
      'alter system set row_security = off',
      `alter database ${db.name} set row_security = off`,
      `select pg_terminate_backend(pid) from pg_stat_activity where usename <> session_user limit 1`,
    ]) {
      const outcome = await attempt(role, sql);
      // ALTER SYSTEM is refused in a transaction before anything else is looked at; a role that may not
      // enter the schema has no place to make things in and finds no function to alter.
      const refusals = [
        DENIED,
        '25001',
        '42883',
        '3F000',
        ...(sql.includes('pg_terminate') ? [undefined] : []),
      ];
      expect([sql, refusals.includes(outcome.refused)]).toEqual([sql, true]);
      if (outcome.refused === undefined) expect(outcome.count).toBe(0);
    }
    await expect(app.query('alter system set row_security = off')).rejects.toMatchObject({ code: DENIED });
  });

  it.each(APP_ROLES.filter((role) => role !== 'lr_job'))(
    'as %s makes no temporary table that could stand in for a real one',
    async (role) => {
      expect(await attempt(role, 'create temporary table membership ()')).toEqual({ refused: DENIED });
    },
  );
});
