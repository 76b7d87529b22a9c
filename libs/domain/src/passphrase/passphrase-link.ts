/** What a link is for: a first passphrase, or another in place of one that is forgotten. */
export type LinkPurpose = 'invite' | 'reset';

/** A link as far as its validity goes. */
export interface DatedLink {
  readonly expiresAt: Date;
  /** `null` while nobody has used it. */
  readonly usedAt: Date | null;
}

const HOUR_MS = 60 * 60_000;
/**
 * An invitation waits for somebody who starts next week; whoever has forgotten their passphrase is at the screen, and
 * the link in their mailbox is worth an account.
 */
const LIFE_MS: Readonly<Record<LinkPurpose, number>> = { invite: 14 * 24 * HOUR_MS, reset: HOUR_MS };

/** The instant at which a link made at `madeAt` is over. */
export function linkEndsAt(purpose: LinkPurpose, madeAt: Date): Date {
  return new Date(madeAt.getTime() + LIFE_MS[purpose]);
}

/** Whether a link can be used at `now`: once, and before its end. */
export function isOpenLink({ expiresAt, usedAt }: DatedLink, now: Date): boolean {
  return usedAt === null && now.getTime() < expiresAt.getTime();
}
