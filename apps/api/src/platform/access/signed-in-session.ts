import type { Request } from 'express';
import type { SessionTimes } from './session-limits.js';

/** The membership a session acts through. With its end the session ends, unless another of the same agency is open. */
export interface ActingThrough {
  readonly membershipId: string;
  readonly agencyId: number;
  /** As it is told when access has ended. */
  readonly agencyName: string;
}

declare module 'express-session' {
  interface SessionData {
    /** Written by passport: the id of the person. */
    passport: { user: string };
    /** Milliseconds since 1970 UTC. */
    startedAt: number;
    seenAt: number;
    /** Browser and system in words. */
    device: string;
    /** What the person acts through, from sign-in on; absent for somebody with no open membership. */
    acting: ActingThrough;
  }
}

/** What the session middleware leaves on the request. */
export interface SessionRequest extends Request {
  /** Whether this request came with a session that has just met its limit. */
  hasEndedSession?: boolean;
  /** Name of the agency whose membership, and with it this session, has just been found ended. */
  accessEndedIn?: string;
}

/** The session of a signed-in person. */
export type SignedInSession = Request['session'] & SessionTimes & { passport: { user: string } };

/** The session of the person who is signed in, or `null`. */
export function signedInSession(request: Request): SignedInSession | null {
  // Absent on requests that never met the session middleware.
  const session = request.session as Request['session'] | undefined;
  return session?.passport?.user === undefined ? null : (session as SignedInSession);
}
