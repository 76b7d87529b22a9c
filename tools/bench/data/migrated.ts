import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../embedded-postgres/cluster.ts';
import type { DatabaseAddresses } from '../../embedded-postgres/logins.ts';
import { startApi } from '../../launcher/api-process.ts';
import { API_MAIN, WEB_DIR } from '../../launcher/workspace.ts';

/** Migrates a database and loads the content files, by the product's own start; without demonstration data. */
export async function migrateByStarting(addresses: DatabaseAddresses): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'learning-reviews-bench-migrate-'));
  try {
    const api = await startApi({
      main: API_MAIN,
      environment: {
        ...process.env,
        ...addresses,
        NODE_ENV: 'production',
        DEMO_DATA: 'no',
        RUN_JOBS: 'no',
        WEB_DIR,
        DATA_DIR: dataDir,
        PORT: String(await freePort()),
        LOG_LEVEL: 'warn',
      },
      logFile: path.join(dataDir, 'api.log'),
    });
    await api.stop(10_000);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
