// `npm run bench:data`: fills a database of its own with invented agencies, people, standings and completions, so that
// `npm run bench` measures the size the product is meant for. The same seed and day give the same rows.
import { build } from '../../launcher/build.ts';
import { Refusal, say } from '../../launcher/say.ts';
import { openBenchServer } from './bench-server.ts';
import { readDataOptions } from './data-plan.ts';
import { ensureData, fill } from './ensure-data.ts';

const words = process.argv.slice(2);
try {
  const { plan, dataDir } = readDataOptions(words);
  await build(new AbortController().signal);
  const databaseUrl = process.env['DATABASE_URL'];
  if (databaseUrl) {
    const owner = process.env['MIGRATION_DATABASE_URL'] || databaseUrl;
    await fill({ DATABASE_URL: databaseUrl, MIGRATION_DATABASE_URL: owner }, plan);
  } else {
    const server = await openBenchServer(dataDir, 'loading');
    try {
      await ensureData(server, plan, words.includes('--today'));
    } finally {
      await server.stop();
    }
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  process.exitCode = 1;
}
