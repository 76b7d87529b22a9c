import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { Client } from 'pg';
import { findBinaries, type Binaries } from './binaries.ts';
import { asUser, databaseUser, type OperatingUser } from './operating-user.ts';

/** The major version of the embedded PostgreSQL, as `PG_VERSION` in a data folder spells it. */
const MAJOR = '18';

/** Longest we wait for the server to take connections, in milliseconds. Recovery after a crash is the slow case. */
const READY_WITHIN_MS = 60_000;

/** What is asked of `startCluster`. */
export interface ClusterOptions {
  /** The data folder. Made when it is missing; its parent has to be one the database's user can enter. */
  readonly folder: string;
  /** Where the server's log goes; the folder must exist. */
  readonly logFile: string;
  /** The superuser's password. Used when the data folder is made, and again at every start to sign in. */
  readonly password: string;
  /** Whether a committed row has to survive the machine losing power. Tests say no, and run faster. */
  readonly durable: boolean;
  /** A folder to throw away once the server has ended or whoever started it is gone: a test's data. */
  readonly removeAfter?: string;
  /** The port to listen on; any free one when left out. */
  readonly port?: number;
  /** More settings of `postgresql.conf`, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL server of our own, on a port of 127.0.0.1 that was free. */
export interface Cluster {
  readonly port: number;
  /** Signs in as the superuser, to the database `postgres`. */
  readonly url: string;
  /** Settles when the server has ended, whatever ended it. */
  readonly ended: Promise<void>;
  /** `fast` breaks connections off and writes everything down; `immediate` is a power cut. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
}

/**
 * Starts PostgreSQL on a data folder, making the folder first when it is not there. A server left over from a run
 * that was killed is stopped first; its data stays.
 *
 * @throws Error in one sentence when the folder is of another version or the server does not come up.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const user = databaseUser();
  const binaries = findBinaries(user);
  if (!existsSync(path.join(options.folder, 'PG_VERSION'))) makeDataFolder(binaries, user, options);
  const version = readFileSync(path.join(options.folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new Error(
      `${options.folder} was made by PostgreSQL ${version} and this one is ${MAJOR}. Move it away, or set DATA_DIR to another folder.`,
    );
  }
  stopLeftOver(binaries, user, options.folder);
  const port = options.port ?? (await freePort());
  const server = launch(binaries, user, options, port);
  const guard = guardServer(server, options);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  void ended.then(() => dismiss(guard));
  const url = `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  await untilReady(server, url, options.logFile);
  return {
    port,
    url,
    ended,
    async stop(how = 'fast') {
      server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await ended;
      if (options.removeAfter !== undefined) rmSync(options.removeAfter, { recursive: true, force: true });
    },
  };
}

/** Runs `initdb` beside the folder and renames, so that a run broken off half-way is never taken for a database. */
function makeDataFolder(binaries: Binaries, user: OperatingUser | undefined, options: ClusterOptions): void {
  const half = `${options.folder}.new`;
  const passwordFile = `${options.folder}.password`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user !== undefined) for (const made of [half, passwordFile]) chownSync(made, user.uid, user.gid);
  // The built-in locale gives the same order of text on every machine, whatever languages it has installed.
  const flags = [
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const sync = options.durable ? [] : ['--no-sync'];
  const { status, stderr } = spawnSync(
    path.join(binaries.bin, 'initdb'),
    [`--pgdata=${half}`, ...flags, ...locale, ...sync],
    { ...asUser(user), encoding: 'utf8' },
  );
  rmSync(passwordFile);
  if (status !== 0)
    throw new Error(`PostgreSQL could not make its data folder ${options.folder}: ${stderr.trim()}`);
  renameSync(half, options.folder);
}

/** Stops a server that still runs on this folder. Its starter was killed, so nobody else will. */
function stopLeftOver(binaries: Binaries, user: OperatingUser | undefined, folder: string): void {
  if (!existsSync(path.join(folder, 'postmaster.pid'))) return;
  const pgCtl = (...words: string[]) =>
    spawnSync(path.join(binaries.bin, 'pg_ctl'), [...words, '-D', folder], {
      ...asUser(user),
      stdio: 'ignore',
    });
  if (pgCtl('status').status !== 0) return; // only the file was left: PostgreSQL clears that away itself
  if (pgCtl('stop', '-m', 'fast', '-w', '-t', '20').status !== 0) pgCtl('stop', '-m', 'immediate', '-w');
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/**
 * The server as a child in a process group of its own: Ctrl-C reaches every process of ours at once, and the
 * database has to be the last to go.
 */
function launch(
  binaries: Binaries,
  user: OperatingUser | undefined,
  { folder, logFile, durable, settings: more }: ClusterOptions,
  port: number,
): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...more,
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile, 'a', 0o600);
  return spawn(path.join(binaries.bin, 'postgres'), ['-D', folder, ...words], {
    ...asUser(user),
    detached: true,
    stdio: ['ignore', log, log],
  });
}

/**
 * A small shell that waits for us to be gone, however that happens, and then ends the server. It learns of it because
 * the pipe it reads from closes. Without it a killed test run would leave a server behind.
 */
function guardServer(server: ChildProcess, { removeAfter }: ClusterOptions): ChildProcess {
  const script = removeAfter ? 'cat; kill -QUIT "$1"; sleep 1; rm -rf "$2"' : 'cat; kill -INT "$1"';
  const guard = spawn('sh', ['-c', script, 'sh', String(server.pid), removeAfter ?? ''], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return guard;
}

/** Sends the guard home, so that it cannot end another process that later gets the server's number. */
function dismiss(guard: ChildProcess): void {
  if (guard.pid === undefined || guard.exitCode !== null) return;
  try {
    process.kill(-guard.pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}

/** Waits until the server answers a query. */
async function untilReady(server: ChildProcess, url: string, logFile: string): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      const gone = server.exitCode !== null || server.signalCode !== null;
      if (!gone && Date.now() < giveUpAt && !isRefusedPassword(error)) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      server.kill('SIGINT');
      const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
      throw new Error(`The embedded PostgreSQL did not start (log ${logFile}):\n${lines}`, { cause: error });
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Whether the server answered, and said that this is not its password: waiting does not help. */
function isRefusedPassword(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '28P01';
}
