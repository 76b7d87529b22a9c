import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './say.ts';

/** How long a start that was just told to stop may take to be gone, in milliseconds. */
const STOPPING_MS = 3_000;

/** What starts the embedded database of a data folder: `npm start`, and a command of an operator that finds none. */
const LAUNCHERS = 'tools/launcher/';

/** Whoever has claimed a data folder and still runs. */
export interface Holder {
  readonly pid: number;
  /** Whether it is a command of an operator, which soon ends by itself, and no `npm start`. */
  readonly isCommand: boolean;
}

/** Who uses the database of `dataDir` now; `undefined` when nobody does. */
export function holderOf(dataDir: string): Holder | undefined {
  const mark = markOf(dataDir);
  const pid = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
  const command = commandOf(pid);
  return command?.includes(LAUNCHERS)
    ? { pid, isCommand: command.includes(`${LAUNCHERS}cli.ts`) }
    : undefined;
}

/**
 * Makes this the only start that uses `dataDir`, until the process ends. The mark of a start that was killed does not
 * count: the process it names is gone, or is another program that was given its number.
 *
 * @param programs Folder of the programs that claim here, as their command lines name it.
 * @throws Refusal when another start is running there.
 */
export function claim(dataDir: string, programs = LAUNCHERS): void {
  const mark = markOf(dataDir);
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!existsSync(mark)) throw error;
    const holder = Number(readFileSync(mark, 'utf8'));
    if (!goesWithin(holder, programs, STOPPING_MS)) {
      if (holderOf(dataDir)?.isCommand)
        throw new Refusal(
          `A command is using the database in ${dataDir} (process ${holder}). Start again when it has ended.`,
        );
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
  return commandOf(pid)?.includes(programs) ?? false;
}

/** The command line of another process; `undefined` when it is gone. */
function commandOf(pid: number): string | undefined {
  if (!(pid > 0) || pid === process.pid) return undefined;
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? undefined;
}

function markOf(dataDir: string): string {
  return path.join(dataDir, 'launcher.pid');
}
