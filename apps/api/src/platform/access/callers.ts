import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { type Caller, callerOf, type KnownPerson } from './caller.js';
import { PeopleRepository } from './people.repository.js';
import { signedInSession } from './signed-in-session.js';

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
  ) {}

  /** Who is signed in and still has an account; `null` when nobody is. */
  async of(request: Request): Promise<Caller | null> {
    const session = signedInSession(request);
    if (session === null) return null;
    const person = await this.find(session.passport.user);
    return person === null ? null : callerOf(person, session.membershipId);
  }

  /** Forgets what was read of a person, so that a change of theirs is seen at once. */
  forget(personId: string): void {
    this.known.delete(personId);
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
