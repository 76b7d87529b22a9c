import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { inWorkspace } from '../../launcher/workspace.ts';
import type { DataPlan } from './data-plan.ts';

/** What was filled, as the database itself remembers it. */
export interface KeptData {
  readonly plan: DataPlan;
  /** Of the migrations and of what makes the rows: data made by others is not the same data. */
  readonly madeBy: string;
}

/** Digest of every migration and of the programs that make the rows. */
export function madeBy(): string {
  const migrations = inWorkspace('apps/api/migrations');
  const files = [
    ...readdirSync(migrations)
      .sort()
      .map((file) => path.join(migrations, file)),
    ...['agency-size.ts', 'statements.ts'].map((file) => path.join(import.meta.dirname, file)),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(path.basename(file)).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * Whether what is kept is what a plan asks for.
 *
 * @param isDayAsked Whether its last day has to be the same too; else yesterday's data will do.
 */
export function isWanted(kept: KeptData | null, plan: DataPlan, isDayAsked: boolean): boolean {
  if (kept === null || kept.madeBy !== madeBy()) return false;
  const { people, standings, seed, today } = kept.plan;
  const isSame = people === plan.people && standings === plan.standings && seed === plan.seed;
  return isSame && (!isDayAsked || today === plan.today);
}

/** What a database remembers of its filling; `null` when it was never filled to the end. */
export async function readKept(ownerUrl: string): Promise<KeptData | null> {
  return withClient(ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ there: boolean }>(
      "select to_regclass('benchmark.fill') is not null as there",
    );
    if (tables[0]?.there !== true) return null;
    const { rows } = await client.query<{ kept: KeptData }>('select kept from benchmark.fill');
    return rows[0]?.kept ?? null;
  });
}

/** Notes, last of all, that a database is filled. */
export async function writeKept(ownerUrl: string, plan: DataPlan): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const kept: KeptData = { plan, madeBy: madeBy() };
    await client.query('create schema benchmark');
    await client.query('create table benchmark.fill (kept jsonb not null)');
    await client.query('insert into benchmark.fill values ($1)', [JSON.stringify(kept)]);
  });
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
