import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Lines of `postmaster.pid`, counted from zero, as PostgreSQL has written them since version 10. */
const PORT_LINE = 3;
const STATUS_LINE = 7;

/** The port on which the server of a data folder takes connections; `undefined` while none does. */
export function portOfRunning(folder: string): number | undefined {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines[STATUS_LINE]?.trim() === 'ready' ? Number(lines[PORT_LINE]) : undefined;
}
