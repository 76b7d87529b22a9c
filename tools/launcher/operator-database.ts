import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startCluster } from '../embedded-postgres/cluster.ts';
import { dataFolder } from '../embedded-postgres/data-folder.ts';
import { addressesOf, passwords, prepareDatabase, type Passwords } from '../embedded-postgres/logins.ts';
import { databaseUser } from '../embedded-postgres/operating-user.ts';
import { portOfRunning } from '../embedded-postgres/running-server.ts';
import { claim, holderOf } from './one-at-a-time.ts';
import { Refusal } from './say.ts';

/** A start of the product brings its database up in seconds; recovery after a crash is the slow case. */
const STARTS_WITHIN_MS = 60_000;
/** An export of millions of rows may be under way. */
const COMMAND_ENDS_WITHIN_MS = 600_000;
const LOOK_EVERY_MS = 200;

/** The embedded database, for the length of one command. */
export interface OperatorDatabase {
  /** Settings by which the command reaches it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Stops it if it was started for this command alone. */
  stop(): Promise<void>;
}

/**
 * Reaches the embedded database of `dataDir`: the one that `npm start` runs, or else it is started for as long as the
 * command takes. A second command waits for the first, which would take the database away with it.
 *
 * @param print Tells whoever waits why.
 * @throws Refusal when there is none yet, or it is somebody else's.
 */
export async function openOperatorDatabase(
  dataDir: string,
  print: (line: string) => void,
  stopWith: AbortSignal,
): Promise<OperatorDatabase> {
  const kept = keptPasswords(dataDir);
  const { folder } = dataFolder(dataDir);
  let isTold = false;
  const giveUpAt = Date.now() + COMMAND_ENDS_WITHIN_MS;
  for (;;) {
    const holder = holderOf(dataDir);
    if (holder === undefined) {
      if (claimed(dataDir)) return startForCommand(dataDir, folder, kept);
    } else if (!holder.isCommand) {
      const port = await portOfStart(folder, dataDir, stopWith);
      if (port !== undefined)
        return {
          environment: { ...addressesOf(port, kept), EMBEDDED_DATABASE: 'yes' },
          stop: () => Promise.resolve(),
        };
    } else if (Date.now() > giveUpAt) {
      throw new Refusal(`Another command still uses the database in ${dataDir} (process ${holder.pid}).`);
    } else if (!isTold) {
      print(`Another command is using the database (process ${holder.pid}); waiting for it …`);
      isTold = true;
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: stopWith });
  }
}

/** The passwords that the first start made: without them there is no database here, or not for this user. */
function keptPasswords(dataDir: string): Passwords {
  const file = path.join(dataDir, 'database-passwords.json');
  if (!existsSync(file))
    throw new Refusal(
      `There is no database in ${dataDir} yet. Start Learning Reviews once (npm start), or set DATABASE_URL.`,
    );
  try {
    return passwords(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    throw new Refusal(`${dataDir} belongs to another user: run the command as the one who runs npm start.`);
  }
}

/** Makes this command the one that uses the database; `false` when another was quicker. */
function claimed(dataDir: string): boolean {
  try {
    claim(dataDir);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function startForCommand(dataDir: string, folder: string, kept: Passwords): Promise<OperatorDatabase> {
  const user = databaseUser();
  if (user !== undefined && statSync(folder).uid !== user.uid)
    throw new Refusal(
      `The database in ${dataDir} belongs to another user: run the command as the one who runs npm start.`,
    );
  const logFile = path.join(dataDir, 'postgres.log');
  closeSync(openSync(logFile, 'w', 0o600));
  const cluster = await startCluster({ folder, logFile, password: kept.superuser, durable: true });
  const addresses = await prepareDatabase(cluster, kept);
  return { environment: { ...addresses, EMBEDDED_DATABASE: 'yes' }, stop: () => cluster.stop() };
}

/** The port of the database of a running `npm start`, once it is up; `undefined` when that start has ended. */
async function portOfStart(
  folder: string,
  dataDir: string,
  stopWith: AbortSignal,
): Promise<number | undefined> {
  const giveUpAt = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    const port = portOfRunning(folder);
    if (port !== undefined) return port;
    if (holderOf(dataDir)?.isCommand !== false) return undefined;
    if (Date.now() > giveUpAt)
      throw new Refusal(`npm start is running on ${dataDir}, but its database does not come up.`);
    await pause(LOOK_EVERY_MS, undefined, { signal: stopWith });
  }
}
