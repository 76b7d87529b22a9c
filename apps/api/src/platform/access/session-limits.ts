/** How long a session lives without a sign of its person, and at the longest. */
export const IDLE_LIMIT_MS = 30 * 60_000;
export const ABSOLUTE_LIMIT_MS = 12 * 60 * 60_000;

/** A sign of life is written down at most this often: a write for each request doubled the cost of a session. */
export const STAMP_EVERY_MS = 60_000;

/** When a session began and when its person was last heard of, in milliseconds since 1970 UTC. */
export interface SessionTimes {
  startedAt: number;
  seenAt: number;
}

/** When silence ends the session, and when it ends whatever happens. */
export function endsOf({ startedAt, seenAt }: Readonly<SessionTimes>): {
  idleEndsAt: number;
  absoluteEndsAt: number;
} {
  const absoluteEndsAt = startedAt + ABSOLUTE_LIMIT_MS;
  return { idleEndsAt: Math.min(seenAt + IDLE_LIMIT_MS, absoluteEndsAt), absoluteEndsAt };
}

/** Whether either limit has passed. A session without times, its sign-in cut short, has ended. */
export function hasEnded(times: Readonly<SessionTimes>, now: number): boolean {
  return !(now <= endsOf(times).idleEndsAt);
}
