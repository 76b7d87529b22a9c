import type { DatabaseAddresses } from '../../embedded-postgres/logins.ts';
import { say } from '../../launcher/say.ts';
import { startInProcess } from '../in-process-client.ts';
import { printTable } from '../table.ts';
import { AGENCIES } from './agency-size.ts';
import type { BenchServer } from './bench-server.ts';
import type { DataPlan } from './data-plan.ts';
import { fillDatabase, fillHistory } from './fill.ts';
import { isWanted, readKept, writeKept } from './kept-data.ts';
import { migrateByStarting } from './migrated.ts';
import { tableSizes } from './table-size.ts';

const PROGRESS_EVERY = 50;

/**
 * Makes sure that the server holds the data of a plan, filling it when it does not.
 *
 * @param isDayAsked Whether data that ends on another day will not do.
 */
export async function ensureData(server: BenchServer, plan: DataPlan, isDayAsked = false): Promise<void> {
  const kept = await readKept((await server.addresses(plan)).MIGRATION_DATABASE_URL);
  if (kept !== null && isWanted(kept, plan, isDayAsked)) {
    say(`Kept: ${plan.people} people and ${plan.standings} standings, up to ${kept.plan.today}.`);
    return;
  }
  await server.drop(plan);
  await fill(await server.addresses(plan), plan);
}

/** Fills a database that holds nobody yet: migrations and content, the rows, and the read model by the product itself. */
export async function fill(addresses: DatabaseAddresses, plan: DataPlan): Promise<void> {
  const began = performance.now();
  say(
    `Filling ${plan.people} people and ${plan.standings} standings, seed ${plan.seed}, up to ${plan.today} …`,
  );
  await migrateByStarting(addresses);
  const owner = addresses.MIGRATION_DATABASE_URL;
  const filled = await fillDatabase(owner, plan, ({ table, rows, seconds }) =>
    say(`${seconds.toFixed(1).padStart(7)} s  ${table}${rows > 0 ? ` ${rows}` : ''}`),
  );
  await countAgencies(addresses, 'fold');
  say(`${secondsSince(began).padStart(7)} s  history ${await fillHistory(owner)}`);
  await writeKept(owner, plan);
  const sizes = await tableSizes(owner);
  const of = (name: string) => filled.filter(({ table }) => table === name);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  say('');
  printTable(
    ['Table', 'rows', 'MB with indexes', 'seconds'],
    sizes.map(({ table, megabytes }) => [
      table,
      of(table).length === 0 ? '' : String(sum(of(table).map(({ rows }) => rows))),
      megabytes.toFixed(0),
      of(table).length === 0 ? '' : sum(of(table).map(({ seconds }) => seconds)).toFixed(1),
    ]),
  );
  say(`\nFilled in ${((performance.now() - began) / 1000).toFixed(0)} s.`);
}

/**
 * Has the product count every agency: `fold`, which counts what was never counted, or `snapshot`, what a new day
 * changes. Data of yesterday is counted for today before anything is measured, as the night would have done.
 */
export async function countAgencies(addresses: DatabaseAddresses, how: 'fold' | 'snapshot'): Promise<void> {
  const services = await startInProcess(addresses);
  const began = performance.now();
  try {
    for (let agencyId = 1; agencyId <= AGENCIES + 1; agencyId += 1) {
      const [milliseconds = 0] = await services.run({ kind: 'count', how, agencyId });
      if (how === 'fold' && (agencyId === 2 || agencyId % PROGRESS_EVERY === 0))
        say(
          `${secondsSince(began).padStart(7)} s  counted up to agency ${agencyId} (${(milliseconds / 1000).toFixed(1)} s for it)`,
        );
    }
  } finally {
    await services.stop();
  }
}

function secondsSince(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}
