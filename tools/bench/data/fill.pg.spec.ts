import { Client } from 'pg';
import type { Cluster } from '../../embedded-postgres/cluster.ts';
import { password, prepareDatabase, type DatabaseAddresses } from '../../embedded-postgres/logins.ts';
import { startTestServer } from '../../embedded-postgres/test-server.ts';
import type { DataPlan } from './data-plan.ts';
import { fillDatabase } from './fill.ts';
import { migrateByStarting } from './migrated.ts';

const PLAN: DataPlan = { people: 1_000, standings: 5_000, seed: 7, today: '2026-02-28' };
const TABLES = [
  'agency',
  'module',
  'person',
  'team',
  'membership',
  'membership_grant',
  'headcount',
  'assignment',
];
const secrets = { owner: password(), app: password() };

let server: Cluster;
let first: DatabaseAddresses;

beforeAll(async () => {
  server = await startTestServer();
  first = await filled('first', PLAN);
}, 180_000);
afterAll(async () => {
  await server?.stop('immediate');
});

async function filled(name: string, plan: DataPlan): Promise<DatabaseAddresses> {
  const addresses = await prepareDatabase(server, secrets, name);
  await migrateByStarting(addresses);
  await fillDatabase(addresses.MIGRATION_DATABASE_URL, plan);
  return addresses;
}

async function ask<Row>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const sql of statements) rows = (await client.query(sql)).rows as Row[];
    return rows;
  } finally {
    await client.end();
  }
}

function asSuperuser(database: string): string {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  return url.href;
}

/** A digest of each table, without the columns that say when a row was written. */
async function digests(database: string): Promise<unknown[]> {
  const selects = [...TABLES, 'standing', 'agency_completion'].map(
    (table) =>
      `select '${table}' as table, count(*)::int as rows, md5(string_agg(row, ';' order by row)) as digest
       from (select (to_jsonb(t) - '{created_at,supplied_at}'::text[])::text as row from ${table} t) x`,
  );
  return ask(asSuperuser(database), selects.join(' union all '));
}

describe('filling a database with benchmark data', () => {
  it('writes as many people and standings as asked, and as many modules as the goals are for', async () => {
    const [counted] = await ask<Record<string, number>>(
      asSuperuser('first'),
      `select (select count(*) from membership where agency_id > 1)::int as people,
         (select count(*) from standing)::int as standings, (select count(*) from module)::int as modules,
         (select count(*) from agency where id > 1)::int as agencies,
         (select count(*) from standing where state = 2)::int as done,
         (select count(distinct (membership_id, module_id)) from agency_completion)::int as evidenced`,
    );
    expect(counted).toMatchObject({ people: 1_000, standings: 5_000, modules: 150, agencies: 400 });
    expect(counted?.['done']).toBeGreaterThan(2_000);
    expect(counted?.['evidenced']).toBe(counted?.['done']);
  });

  it('asks of nobody what no rule of their agency asks', async () => {
    const [{ unasked } = { unasked: -1 }] = await ask<{ unasked: number }>(
      asSuperuser('first'),
      `select count(*)::int as unasked from standing s join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
       where not exists (select from assignment a where a.agency_id = s.agency_id and a.module_id = s.module_id
                         and a.audience -> 'jobRoles' ? m.job_role)`,
    );
    expect(unasked).toBe(0);
  });

  it('writes nothing that has not happened yet, nor anything after somebody left', async () => {
    const [late] = await ask<{ late: number; gone: number }>(
      asSuperuser('first'),
      `select count(*) filter (where c.completed_on >= '2026-02-28')::int as late,
         count(*) filter (where c.completed_on > m.to_on)::int as gone
       from agency_completion c join membership m on m.agency_id = c.agency_id and m.id = c.membership_id`,
    );
    expect(late).toEqual({ late: 0, gone: 0 });
  });

  it('leaves row-level security as it was: no agency in the scope, no rows; one agency, its own', async () => {
    const app = first.DATABASE_URL;
    const count = 'select count(*)::int as n, count(distinct agency_id)::int as agencies from standing';
    expect(await ask(app, 'set role lr_agency', count)).toEqual([{ n: 0, agencies: 0 }]);
    const [own] = await ask<{ n: number; agencies: number }>(
      app,
      'set role lr_agency',
      `select set_config('app.agency_id', '3', false)`,
      count,
    );
    expect(own?.agencies).toBe(1);
    // The owner itself is bound again.
    expect(await ask(first.MIGRATION_DATABASE_URL, count)).toEqual([{ n: 0, agencies: 0 }]);
  });

  it('refuses a database that somebody is in', async () => {
    await expect(fillDatabase(first.MIGRATION_DATABASE_URL, PLAN)).rejects.toThrow(
      'has people or agencies in it',
    );
  });

  it('gives the same rows for the same seed and day, and others for another seed', async () => {
    await filled('second', PLAN);
    await filled('other', { ...PLAN, seed: 8 });
    const expected = await digests('first');
    expect(await digests('second')).toEqual(expected);
    expect(await digests('other')).not.toEqual(expected);
  }, 180_000);
});
