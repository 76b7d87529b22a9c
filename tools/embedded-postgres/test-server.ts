import { chmodSync, closeSync, mkdtempSync, openSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCluster, type Cluster } from './cluster.ts';
import { password } from './logins.ts';
import { canEnter, databaseUser } from './operating-user.ts';
import { stateFolder } from './state-folder.ts';

/**
 * Starts an empty PostgreSQL for tests: on a free port, in a temporary folder, not safe against power cuts. It goes
 * when `stop` is called or, at the latest, when the process that started it ends.
 */
export async function startTestServer(): Promise<Cluster> {
  const parent = canEnter(databaseUser(), os.tmpdir()) ? os.tmpdir() : stateFolder();
  const place = mkdtempSync(path.join(parent, 'learning-reviews-test-'));
  chmodSync(place, 0o711);
  const logFile = path.join(place, 'postgres.log');
  closeSync(openSync(logFile, 'w', 0o600));
  return startCluster({
    folder: path.join(place, 'postgres'),
    logFile,
    password: password(),
    durable: false,
    removeAfter: place,
  });
}
