import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * A folder every user of the machine can enter, for what the database's own user has to reach when the checkout
 * stands where that user cannot go. Only root comes here: `/var/lib/learning-reviews`, else under the temporary folder.
 */
export function stateFolder(): string {
  for (const parent of ['/var/lib', os.tmpdir()]) {
    const folder = path.join(parent, 'learning-reviews');
    try {
      accessSync(parent, constants.W_OK);
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o755);
      return folder;
    } catch {
      // Read-only, as in some containers: the next one.
    }
  }
  throw new Error(
    'Neither /var/lib nor the temporary folder can be written. Set TMPDIR to a folder that can.',
  );
}
