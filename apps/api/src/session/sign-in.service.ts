import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DemonstrationService } from '../demonstration/demonstration.service.js';
import { Credentials } from '../platform/access/credentials.js';
import { SignInLog } from '../platform/access/sign-in-log.js';
import { type ProvenPerson, SignInPassport } from '../platform/access/sign-in-passport.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { SignInThrottle } from '../platform/access/sign-in-throttle.js';

/** Proves who somebody is by email address and passphrase. Nothing it answers, nor how fast, tells who has an account. */
@Injectable()
export class SignInService implements OnModuleInit {
  constructor(
    private readonly passport: SignInPassport,
    private readonly credentials: Credentials,
    private readonly throttle: SignInThrottle,
    private readonly log: SignInLog,
    private readonly database: Database,
    private readonly demonstrations: DemonstrationService,
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
      if (refusal instanceof DomainError) await this.log.note('too-many', request, null, email);
      throw refusal;
    }
    const person = await this.passport.prove(request, response);
    if (person === null) {
      await this.log.note('wrong-credentials', request, null, email);
      throw new DomainError('session.wrong-credentials', 'The email address or the passphrase is not right');
    }
    await this.throttle.forgive(email, address);
    await this.passport.signIn(request, person);
    await this.log.note('signed-in', request, person.personId, email);
  }

  /** Writes down that a person left. */
  noteSignOut(request: Request, personId: string): Promise<void> {
    return this.log.note('signed-out', request, personId, null);
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
}

const normalEmail = (email: string) => email.trim().toLowerCase();
