const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Whoever asks is at the screen, and the link opens the other account's record. */
const LINK_MS = 60 * MINUTE_MS;
/** Both proofs are written by one request; this is for a machine that stands still in between. */
const PROOF_MS = 5 * MINUTE_MS;
const UNDO_DAYS = 30;

/** The instant at which a link made at `madeAt` to join two accounts is over. */
export function mergeLinkEndsAt(madeAt: Date): Date {
  return new Date(madeAt.getTime() + LINK_MS);
}

/** The instant up to which what two people proved at `at` may be used to join their accounts. */
export function mergeProofEndsAt(at: Date): Date {
  return new Date(at.getTime() + PROOF_MS);
}

/** The last instant at which two accounts that were joined at `mergedAt` can be parted again: 30 days later. */
export function undoEndsAt(mergedAt: Date): Date {
  return new Date(mergedAt.getTime() + UNDO_DAYS * DAY_MS);
}

/** A job as far as its days go. Days are `YYYY-MM-DD`, both included; `to` is `null` while it is open. */
export interface JobDays {
  readonly agencyId: number;
  readonly from: string;
  readonly to: string | null;
}

/**
 * The jobs of one account that fall on days of a job of the other in the same agency: nobody has two jobs in one agency
 * on one day, so the accounts cannot be joined until the agency has ended one.
 */
export function jobsInTheWay<Job extends JobDays>(stays: readonly JobDays[], joins: readonly Job[]): Job[] {
  return joins.filter((job) => stays.some((other) => other.agencyId === job.agencyId && overlap(other, job)));
}

const overlap = (one: JobDays, other: JobDays) =>
  (one.to === null || other.from <= one.to) && (other.to === null || one.from <= other.to);
