// R1 of docs/data.md: the API is killed ten times while 50,000 completions are on their way through real HTTP, one in
// twenty of them sent twice. None is lost and none is doubled, in any table that keeps the fact.
// COMPLETIONS=2000 tries it out.
import { build } from '../launcher/build.ts';
import { say } from '../launcher/say.ts';
import { drillCompletions } from './drill/completion-drill.ts';
import { startDrillProduct } from './drill/drill-product.ts';

const completions = Number(process.env['COMPLETIONS'] || 50_000);
/** Standings, and so attempts, of each person. */
const EACH = 10;
const KILLS = 10;

await build(new AbortController().signal);
const people = Math.max(1_000, Math.ceil(completions / EACH));
const product = await startDrillProduct({ people, standings: people * EACH, seed: 1, today: today() });
try {
  const result = await drillCompletions(product, completions, {
    times: KILLS,
    name: 'kill -9 the API,',
    async strike() {
      await product.killApi();
      await product.startApi();
    },
  });
  say(
    `${completions} completions, ${result.repeated} of them repeated on purpose, in ${result.seconds.toFixed(0)} s ` +
      `(${(completions / result.seconds).toFixed(0)}/s); ${result.retries} requests sent again; next answer ` +
      `${result.untilAnswered.map((ms) => (ms / 1000).toFixed(1)).join(', ')} s after each kill`,
  );
  if (result.broken.length > 0) throw new Error(result.broken.slice(0, 20).join('\n'));
} finally {
  await product.stop();
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
