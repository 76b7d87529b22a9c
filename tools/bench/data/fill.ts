import { Client } from 'pg';
import { agencySizes } from './agency-size.ts';
import { withBareTables } from './bare-tables.ts';
import type { DataPlan } from './data-plan.ts';
import { FILL, HISTORY, OFFICER, PREPARATION } from './statements.ts';

/** The tables that hold most rows: loaded without what costs most per row. */
const BIG_TABLES = [
  'person',
  'team',
  'membership',
  'membership_grant',
  'headcount',
  'assignment',
  'standing',
];
/** And agencies, which no role but the partnership's own may add otherwise. */
const TABLES = [...BIG_TABLES, 'agency_completion', 'agency'];

/** What one table got. */
export interface FilledTable {
  readonly table: string;
  readonly rows: number;
  readonly seconds: number;
}

/**
 * Fills a migrated database that holds nobody yet, as its owner, all of it or nothing. Rows are made by the server
 * itself (`insert … select`), which spares them the way through a client: the only thing faster than COPY.
 *
 * @throws Error when somebody is in the database already: benchmark data is never mixed with anything.
 */
export async function fillDatabase(
  ownerUrl: string,
  plan: DataPlan,
  told: (table: FilledTable) => void = () => undefined,
): Promise<FilledTable[]> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'learning-reviews bench data' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      "set local maintenance_work_mem = '1GB'; set local work_mem = '256MB'; set local jit = off",
    );
    await refuseUnlessEmpty(client);
    const filled: FilledTable[] = [];
    const note = (table: FilledTable) => {
      filled.push(table);
      told(table);
    };
    let checking = performance.now();
    await withBareTables(client, TABLES, async () => {
      await prepare(client, plan);
      for (const { table, sql } of [...FILL, ...OFFICER]) {
        const began = performance.now();
        const { rowCount } = await client.query(sql);
        if (table !== '') note({ table, rows: rowCount ?? 0, seconds: secondsSince(began) });
      }
      checking = performance.now();
    });
    note({ table: 'indexes and foreign keys', rows: 0, seconds: secondsSince(checking) });
    await client.query('commit');

    const began = performance.now();
    await client.query('vacuum (analyze)');
    note({ table: 'vacuum and analyze', rows: 0, seconds: secondsSince(began) });
    return filled;
  } finally {
    // Ending the connection rolls back what was not committed.
    await client.end();
  }
}

/**
 * Invents how the two years before ended, from the counts of today, once the product has made those. It would count
 * them itself, but for as many months as there are that takes longer than the whole fill.
 *
 * @returns How many rows.
 */
export async function fillHistory(ownerUrl: string): Promise<number> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    let rows = 0;
    await client.query('begin');
    await withBareTables(client, ['agency_count', 'agency_count_head', 'agency_month'], async () => {
      rows = (await client.query(HISTORY)).rowCount ?? 0;
    });
    await client.query('commit');
    await client.query('vacuum (analyze)');
    return rows;
  } finally {
    await client.end();
  }
}

async function prepare(client: Client, plan: DataPlan): Promise<void> {
  const [draw, identity, planTable, agencyTable] = PREPARATION;
  await client.query(draw ?? '');
  await client.query(identity ?? '');
  await client.query(planTable ?? '', [plan.seed, plan.people, plan.standings, plan.today]);
  await client.query(agencyTable ?? '', [agencySizes(plan.people)]);
}

async function refuseUnlessEmpty(client: Client): Promise<void> {
  // As the owner, whom FORCE shows nothing: for the length of this question it is lifted.
  await client.query('alter table person no force row level security');
  const { rows } = await client.query<{ people: boolean; agencies: boolean }>(
    'select exists (select from person) as people, exists (select from agency where id > 1) as agencies',
  );
  await client.query('alter table person force row level security');
  if (rows[0]?.people || rows[0]?.agencies) {
    throw new Error(
      'This database has people or agencies in it. Benchmark data goes into a database of its own: make an empty one and name it in DATABASE_URL and MIGRATION_DATABASE_URL.',
    );
  }
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}
