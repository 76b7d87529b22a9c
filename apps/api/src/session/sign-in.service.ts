import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Request, Response } from 'express';
import { v7 as uuid } from 'uuid';
import { DemonstrationService } from '../demonstration/demonstration.service.js';
import { AccessPool } from '../platform/access/access-pool.js';
import { deviceInWords } from '../platform/access/device.js';
import { Credentials } from '../platform/access/credentials.js';
import { type ProvenPerson, SignInPassport } from '../platform/access/sign-in-passport.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { SignInThrottle } from '../platform/access/sign-in-throttle.js';

type Outcome = 'signed-in' | 'wrong-credentials' | 'too-many' | 'signed-out';

/** Proves who somebody is by email address and passphrase. Nothing it answers, nor how fast, tells who has an account. */
@Injectable()
export class SignInService implements OnModuleInit {
  constructor(
    private readonly passport: SignInPassport,
    private readonly credentials: Credentials,
    private readonly throttle: SignInThrottle,
    private readonly access: AccessPool,
    private readonly database: Database,
    private readonly demonstrations: DemonstrationService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.passport.useLocal((_request, email, passphrase) => this.prove(normalEmail(email), passphrase));
  }

  /**
   * Signs in whoever the body of the request proves, and writes down that somebody tried.
   *
   * @throws DomainError `session.wrong-credentials`, `request.too-many` or `session.busy`
   */
  async run(request: Request, response: Response): Promise<void> {
    const email = normalEmail(String((request.body as { email: unknown }).email));
    const address = request.ip ?? '';
    try {
      await this.throttle.count(email, address);
    } catch (refusal) {
      if (refusal instanceof DomainError) await this.note('too-many', request, null, email);
      throw refusal;
    }
    const person = await this.passport.prove(request, response);
    if (person === null) {
      await this.note('wrong-credentials', request, null, email);
      throw new DomainError('session.wrong-credentials', 'The email address or the passphrase is not right');
    }
    await this.throttle.forgive(email, address);
    await this.passport.signIn(request, person);
    const now = this.clock.now().getTime();
    Object.assign(request.session, {
      startedAt: now,
      seenAt: now,
      device: deviceInWords(request.get('user-agent')),
    });
    await this.note('signed-in', request, person.personId, email);
  }

  /** Writes down that a person left. */
  noteSignOut(request: Request, personId: string): Promise<void> {
    return this.note('signed-out', request, personId, null);
  }

  private async prove(email: string, passphrase: string): Promise<ProvenPerson | null> {
    const personId = await this.findPerson(email);
    const isRight = await this.credentials.isRight(personId, passphrase);
    return isRight && personId !== null ? { personId } : null;
  }

  /** The person who may sign in with this address; `null` costs the same questions as anybody. */
  private async findPerson(email: string): Promise<string | null> {
    const [person]: { person_id: string; status: string }[] = await this.database.read(
      { brand: 'PublicScope' },
      (tx) => tx.query('select person_id, status from person_for_sign_in($1)', [email]),
    );
    return person?.status === 'active' && !this.demonstrations.refuses(email) ? person.person_id : null;
  }

  private async note(
    outcome: Outcome,
    request: Request,
    personId: string | null,
    email: string | null,
  ): Promise<void> {
    await this.access.query(
      `insert into access.sign_in_event (id, at, outcome, person_id, email_digest, address)
       values ($1, $2, $3, $4, $5, $6)`,
      [uuid(), this.clock.now(), outcome, personId, email && this.throttle.digest(email), request.ip ?? null],
    );
  }
}

const normalEmail = (email: string) => email.trim().toLowerCase();
