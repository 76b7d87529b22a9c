import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { type Caller, callerOf, type KnownPerson, type OpenMembership } from './caller.js';
import { PeopleRepository } from './people.repository.js';
import { SignInLog } from './sign-in-log.js';
import {
  type ActingThrough,
  type SessionRequest,
  signedInSession,
  type SignedInSession,
} from './signed-in-session.js';

/** For how long a person's rights are trusted without reading them again: what is revoked is gone in two seconds. */
const TRUSTED_MS = 2_000;
const MOST_REMEMBERED = 5_000;

/** Finds who asks. */
@Injectable()
export class Callers {
  private readonly known = new Map<
    string,
    { readonly person: Promise<KnownPerson | null>; readonly at: number }
  >();

  constructor(
    private readonly database: Database,
    private readonly people: PeopleRepository,
    private readonly clock: Clock,
    private readonly log: SignInLog,
  ) {}

  /**
   * Who is signed in and still has an account; `null` when nobody is. The session keeps the membership it acts
   * through from the first question on. When they have left that agency, the session ends here and now.
   */
  async of(request: SessionRequest): Promise<Caller | null> {
    const session = signedInSession(request);
    if (session === null) return null;
    const person = await this.find(session.passport.user);
    if (person === null) return null;
    const caller = callerOf(person, session.acting);
    if (caller === null) await this.endAccess(request, session);
    else if (caller.acting !== null && caller.acting.membershipId !== session.acting?.membershipId)
      session.acting = actingThrough(caller.acting);
    return caller;
  }

  /** Forgets what was read of a person, so that a change of theirs is seen at once. */
  forget(personId: string): void {
    this.known.delete(personId);
  }

  private async endAccess(request: SessionRequest, session: SignedInSession): Promise<void> {
    request.accessEndedIn = session.acting?.agencyName ?? '';
    await new Promise<void>((resolve, reject) => {
      session.destroy((error: unknown) => (error ? reject(error as Error) : resolve()));
    });
    await this.log.note('access-ended', request, session.passport.user, null);
  }

  private find(personId: string): Promise<KnownPerson | null> {
    const now = this.clock.now();
    const remembered = this.known.get(personId);
    if (remembered !== undefined && Math.abs(now.getTime() - remembered.at) < TRUSTED_MS)
      return remembered.person;

    const scope = { brand: 'PersonScope', personId } as const;
    const person = this.database.read(scope, (tx) => this.people.findActive(scope, tx, now));
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(personId, { person, at: now.getTime() });
    person.catch(() => this.known.delete(personId));
    return person;
  }
}

/** What a session keeps of the membership it acts through. */
export function actingThrough({ membershipId, agencyId, agencyName }: OpenMembership): ActingThrough {
  return { membershipId, agencyId, agencyName };
}
