import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './say.ts';

/** How long a start that was just told to stop may take to be gone, in milliseconds. */
const STOPPING_MS = 3_000;

/**
 * Makes this the only start that uses `dataDir`, until the process ends. The mark of a start that was killed does not
 * count: the process it names is gone, or is another program that was given its number.
 *
 * @param programs Folder of the programs that claim here, as their command lines name it.
 * @throws Refusal when another start is running there.
 */
export function claim(dataDir: string, programs = 'launcher/start.ts'): void {
  const mark = path.join(dataDir, 'launcher.pid');
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!existsSync(mark)) throw error;
    const holder = Number(readFileSync(mark, 'utf8'));
    if (!goesWithin(holder, programs, STOPPING_MS)) {
      throw new Refusal(
        `Learning Reviews is already running on ${dataDir} (process ${holder}). ` +
          'Stop that one first, or set DATA_DIR to another folder and PORT to another port.',
      );
    }
    writeFileSync(mark, String(process.pid));
  }
  process.on('exit', () => rmSync(mark, { force: true }));
}

/** Whether the start `pid` is gone, or goes while we wait: Ctrl-C and the same command again must not be refused. */
function goesWithin(pid: number, programs: string, milliseconds: number): boolean {
  const giveUpAt = Date.now() + milliseconds;
  while (isRunning(pid, programs)) {
    if (Date.now() > giveUpAt) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  return true;
}

function isRunning(pid: number, programs: string): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.includes(programs) ?? false;
}
