import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { canEnter, databaseUser } from './operating-user.ts';
import { stateFolder } from './state-folder.ts';

/** Where the embedded database keeps its files. */
export interface DataFolder {
  readonly folder: string;
  /** Whether it stands outside DATA_DIR, because the database's user cannot enter that. */
  readonly elsewhere: boolean;
}

/**
 * The database's folder inside `dataDir`, which is made when it is missing. When root started us in a place the
 * database's user cannot enter (such as `/root`), the folder stands elsewhere and a link in `dataDir` says where.
 */
export function dataFolder(dataDir: string): DataFolder {
  const user = databaseUser();
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true });
    chmodSync(dataDir, 0o711); // the database's user passes through; nobody else reads the list of files
  }
  const folder = path.join(dataDir, 'postgres');
  const link = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (link) return { folder: readlinkSync(folder), elsewhere: true };
  if (existsSync(folder) || canEnter(user, dataDir)) return { folder, elsewhere: false };

  const place = mkdtempSync(path.join(stateFolder(), 'data-'));
  chmodSync(place, 0o711);
  symlinkSync(path.join(place, 'postgres'), folder);
  return { folder: path.join(place, 'postgres'), elsewhere: true };
}
