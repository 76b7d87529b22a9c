import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { BenchDatabase } from './bench-database.ts';
import { finding, told, type Finding } from './finding.ts';
import { startInProcess } from './in-process-client.ts';
import { median } from './load.ts';
import type { DataProduct } from './data-product.ts';

const CALLS = 31;
const PUBLISHED_WITHIN_MS = 600_000;

/** The partnership's matrix of every agency by every module: what the server does for it, and what travels. */
export async function benchBoard(full: BenchDatabase, product: DataProduct): Promise<Finding[]> {
  await untilPublished(full);
  const officer = await product.as(full.officerId);
  const board = await officer.get('/api/partnership');
  const text = JSON.stringify(board);
  const services = await startInProcess(full.addresses);
  try {
    await services.run({ kind: 'board', calls: 5, personId: full.officerId });
    const milliseconds = await services.run({ kind: 'board', calls: CALLS, personId: full.officerId });
    const [rows, modules] = ['rows', 'modules'].map(
      (name) => (board[name] as unknown[] | undefined)?.length ?? 0,
    );
    return [
      told('Matrix as it is answered, small organisations in one row', `${rows} × ${modules}`),
      finding('Service and its JSON', median(milliseconds), { atMost: 50 }, ' ms'),
      finding('The answer, gzip', gzipSync(text).length / 1000, { atMost: 150 }, ' kB'),
    ];
  } finally {
    await services.stop();
  }
}

/** The product publishes by itself, soon after its start. */
async function untilPublished({ superuser }: BenchDatabase): Promise<void> {
  const giveUpAt = Date.now() + PUBLISHED_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    const { rows } = await superuser.query<{ there: boolean }>(
      'select exists (select from board_cell) as there',
    );
    if (rows[0]?.there) return;
    await pause(1_000);
  }
  throw new Error('No board was published within ten minutes');
}
