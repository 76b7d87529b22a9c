// Part of the web app's build: fails it when a first load or a route has outgrown its budget.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { measureLoads, type BuiltFile } from './bundle-size.ts';
import { say } from './say.ts';
import { inWorkspace, WEB_DIR } from './workspace.ts';

const { outputs } = JSON.parse(readFileSync(inWorkspace('apps/web/dist/browser-stats.json'), 'utf8')) as {
  outputs: Record<string, BuiltFile>;
};
const sizeOf = (file: string) => gzipSync(readFileSync(path.join(WEB_DIR, file)), { level: 9 }).length;
const loads = measureLoads(outputs, readFileSync(path.join(WEB_DIR, 'index.html'), 'utf8'), sizeOf);

const inKilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`.padStart(9);
for (const { name, bytes, budget } of loads) {
  say(`${inKilobytes(bytes)} of ${inKilobytes(budget)}  ${bytes > budget ? 'TOO BIG ' : ''}${name}`);
}
const tooBig = loads.filter(({ bytes, budget }) => bytes > budget);
if (tooBig.length > 0) {
  console.error(`Over budget after gzip: ${tooBig.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
