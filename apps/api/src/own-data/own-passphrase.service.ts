import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { Credentials } from '../platform/access/credentials.js';
import { SignInThrottle } from '../platform/access/sign-in-throttle.js';
import { DomainError } from '../platform/http/domain-error.js';

/** Asks for the passphrase once more, before what cannot be taken back. */
@Injectable()
export class OwnPassphrase {
  constructor(
    private readonly credentials: Credentials,
    private readonly throttle: SignInThrottle,
  ) {}

  /**
   * Refuses any other passphrase than the person's own, and counts tries as signing in does.
   *
   * @param email   The address they sign in with.
   * @param address Of the client.
   * @throws DomainError `account.wrong-passphrase`, `request.too-many`, `session.busy`
   */
  async prove(scope: PersonScope, email: string, address: string, passphrase: string): Promise<void> {
    await this.throttle.count(email, address);
    if (!(await this.credentials.isRight(scope.personId, passphrase))) {
      const message = 'Enter the passphrase you sign in with';
      throw new DomainError('account.wrong-passphrase', message, {
        errors: [{ field: 'passphrase', message }],
      });
    }
    await this.throttle.forgive(email, address);
  }
}
