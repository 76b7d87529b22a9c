// `npm run prove`: the long proofs, too slow for every `npm test`. Each is a program `<name>.proof.ts` beside this one
// that ends with code 0 when what it claims holds. `npm run prove -- kill` runs those whose name begins so.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { say } from '../launcher/say.ts';
import { runStep, type Outcome } from '../launcher/step.ts';

const wanted = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .flatMap((file) => /^(.+)\.proof\.ts$/.exec(file)?.[1] ?? [])
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .sort();

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

const outcomes: Outcome[] = [];
for (const name of names) {
  const words = [path.join(import.meta.dirname, `${name}.proof.ts`)];
  if (!stopping.signal.aborted) outcomes.push(await runStep({ name, words }, true, stopping.signal));
}
const failed = outcomes.filter((outcome) => outcome.failed > 0).length;
say(`\n${outcomes.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || outcomes.length === 0 ? 1 : 0);
