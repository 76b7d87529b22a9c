import { spawnSync } from 'node:child_process';

/** An account of the operating system, as numbers. */
export interface OperatingUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The number `id` prints for an account, or `undefined` when there is no such account. */
function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}

/**
 * The account PostgreSQL has to run as, or `undefined` when it can run as whoever started us.
 * PostgreSQL refuses to run as root, so root hands it to `postgres`, else to `nobody`.
 *
 * @throws Error when we are root and the machine has neither account.
 */
export function databaseUser(): OperatingUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { name, uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no user "postgres" or "nobody" to run it as. ' +
      'Start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether `user` can enter `folder`: every folder above it has to let them through too. */
export function canEnter(user: OperatingUser | undefined, folder: string): boolean {
  const { status } = spawnSync('sh', ['-c', 'cd "$1"', 'sh', folder], { ...asUser(user), stdio: 'ignore' });
  return status === 0;
}

/** The options of `spawn` that start a program as `user`, in a folder anybody can be in. */
export function asUser(user: OperatingUser | undefined): { cwd: string; uid?: number; gid?: number } {
  return user === undefined ? { cwd: '/' } : { cwd: '/', uid: user.uid, gid: user.gid };
}
