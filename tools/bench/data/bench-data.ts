// `npm run bench:data`: fills a database of its own with invented agencies, people, standings and completions, so that
// `npm run bench` measures the size the product is meant for. The same seed and day give the same rows.
import { build } from '../../launcher/build.ts';
import { Refusal, say } from '../../launcher/say.ts';
import type { DatabaseAddresses } from '../../embedded-postgres/logins.ts';
import { printTable } from '../table.ts';
import { openBenchServer } from './bench-server.ts';
import { readDataOptions, type DataPlan } from './data-plan.ts';
import { fillDatabase } from './fill.ts';
import { isWanted, readKept, writeKept } from './kept-data.ts';
import { migrateByStarting } from './migrated.ts';
import { tableSizes } from './table-size.ts';

const words = process.argv.slice(2);
try {
  const { plan, dataDir } = readDataOptions(words);
  await build(new AbortController().signal);
  const databaseUrl = process.env['DATABASE_URL'];
  if (databaseUrl) {
    const owner = process.env['MIGRATION_DATABASE_URL'] || databaseUrl;
    await fill({ DATABASE_URL: databaseUrl, MIGRATION_DATABASE_URL: owner }, plan);
  } else {
    await fillEmbedded(plan, dataDir);
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  process.exitCode = 1;
}

async function fillEmbedded(plan: DataPlan, dataDir: string): Promise<void> {
  const server = await openBenchServer(dataDir, 'loading');
  try {
    const kept = await readKept((await server.addresses(plan)).MIGRATION_DATABASE_URL);
    if (isWanted(kept, plan, words.includes('--today'))) {
      say(`Kept as it is: ${dataDir} holds this data already, up to ${kept?.plan.today}.`);
      return;
    }
    await server.drop(plan);
    await fill(await server.addresses(plan), plan);
  } finally {
    await server.stop();
  }
}

async function fill(addresses: DatabaseAddresses, plan: DataPlan): Promise<void> {
  const began = performance.now();
  say(
    `Filling ${plan.people} people and ${plan.standings} standings, seed ${plan.seed}, up to ${plan.today} …`,
  );
  await migrateByStarting(addresses);
  const owner = addresses.MIGRATION_DATABASE_URL;
  const filled = await fillDatabase(owner, plan, ({ table, rows, seconds }) =>
    say(`${seconds.toFixed(1).padStart(7)} s  ${table}${rows > 0 ? ` ${rows}` : ''}`),
  );
  await writeKept(owner, plan);
  const sizes = await tableSizes(owner);
  const rowsOf = new Map<string, number>();
  for (const { table, rows } of filled) rowsOf.set(table, (rowsOf.get(table) ?? 0) + rows);
  const secondsOf = (name: string) =>
    filled.filter(({ table }) => table === name).reduce((sum, { seconds }) => sum + seconds, 0);
  say('');
  printTable(
    ['Table', 'rows', 'MB with indexes', 'seconds'],
    sizes.map(({ table, megabytes }) => [
      table,
      String(rowsOf.get(table) ?? ''),
      megabytes.toFixed(0),
      rowsOf.has(table) ? secondsOf(table).toFixed(1) : '',
    ]),
  );
  say(`\nDone in ${((performance.now() - began) / 1000).toFixed(0)} s.`);
}
