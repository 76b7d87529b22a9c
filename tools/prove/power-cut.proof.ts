// R2 of docs/data.md: PostgreSQL is stopped hard under load, as by a power cut, and started again. No completion that
// was answered is lost, none is doubled, and the API answers within ten seconds without being touched.
// COMPLETIONS=500 tries it out.
import { build } from '../launcher/build.ts';
import { say } from '../launcher/say.ts';
import { drillCompletions } from './drill/completion-drill.ts';
import { startDrillProduct } from './drill/drill-product.ts';

const completions = Number(process.env['COMPLETIONS'] || 6_000);
const EACH = 6;
const CUTS = 3;
/** From the cut to the first new answer; the restart of PostgreSQL, with its recovery, is in it. */
const ANSWER_WITHIN_MS = 10_000;

await build(new AbortController().signal);
const people = Math.max(1_000, Math.ceil(completions / EACH));
const product = await startDrillProduct({
  people,
  standings: people * EACH,
  seed: 2,
  today: new Date().toISOString().slice(0, 10),
});
try {
  const result = await drillCompletions(product, completions, {
    times: CUTS,
    name: 'PostgreSQL stopped hard,',
    async strike() {
      await product.cutPower();
      await product.startDatabase();
    },
  });
  const slowest = Math.max(...result.untilAnswered);
  say(
    `${completions} completions in ${result.seconds.toFixed(0)} s; ${result.retries} requests sent again; first new answer ` +
      `${result.untilAnswered.map((ms) => (ms / 1000).toFixed(1)).join(', ')} s after each cut`,
  );
  const late = slowest > ANSWER_WITHIN_MS ? [`an answer took ${Math.round(slowest)} ms after a cut`] : [];
  const broken = [...result.broken, ...late];
  if (broken.length > 0) throw new Error(broken.slice(0, 20).join('\n'));
} finally {
  await product.stop();
}
