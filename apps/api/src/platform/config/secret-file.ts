import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from './configuration-error.js';

/**
 * A secret of this installation: the one kept in `folder`, or a new random one of `bytes` bytes that is now
 * kept there, as hexadecimal text that only its owner may read (mode 0600).
 *
 * @throws ConfigurationError when the folder cannot be written or what it holds is no such secret.
 */
export function secretFromFile(folder: string, name: string, bytes: number): Buffer {
  const path = join(folder, name);
  return readSecret(path, bytes) ?? keepNewSecret(folder, path, bytes);
}

function readSecret(path: string, bytes: number): Buffer | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConfigurationError(`DATA_DIR holds ${path}, which cannot be read`);
  }
  if (new RegExp(`^[0-9a-f]{${bytes * 2}}$`).test(text)) return Buffer.from(text, 'hex');
  throw new ConfigurationError(
    `DATA_DIR holds ${path}, which is damaged: put back the copy from your backup`,
  );
}

/** Written aside and linked into place: two processes starting at once agree on one secret, and none is cut short. */
function keepNewSecret(folder: string, path: string, bytes: number): Buffer {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, randomBytes(bytes).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new ConfigurationError(`DATA_DIR must be a folder that can be written: ${folder} is not`);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return readSecret(path, bytes) ?? keepNewSecret(folder, path, bytes);
}
