import { Injectable } from '@nestjs/common';
import type {
  Account,
  ChangePassphraseRequest,
  RegistrationRequest,
} from '@learning-reviews/contracts/account.contract';
import type { AccessRole } from '@learning-reviews/contracts/permission';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { yearStartOf, yearStartText } from '@learning-reviews/domain/cpd/registration-year';
import { isGuessable } from '@learning-reviews/domain/passphrase/guessable-passphrase';
import { Credentials } from '../platform/access/credentials.js';
import { publicSessionId, SessionRegister } from '../platform/access/session-register.js';
import { SignInThrottle } from '../platform/access/sign-in-throttle.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { AccountRepository } from './account.repository.js';

const ROLE_LABEL: Readonly<Record<AccessRole, string>> = {
  practitioner: 'Practitioner',
  'line-manager': 'Line manager',
  'training-lead': 'Training lead',
  'partnership-officer': 'Partnership officer',
  editor: 'Editor',
  approver: 'Approver',
  administrator: 'Administrator',
};

/** What a person sees and changes of their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRegister,
    private readonly credentials: Credentials,
    private readonly throttle: SignInThrottle,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @param sid Of the session that asks, so that it can be told from the others. */
  async read(scope: PersonScope, sid: string): Promise<Account> {
    const now = this.clock.now();
    const open = await this.sessions.list(scope.personId, now);
    return this.database.read(scope, async (tx) => ({
      person: await this.accounts.findPerson(scope, tx),
      memberships: (await this.accounts.findMemberships(scope, tx, now)).map((membership) => ({
        ...membership,
        accessRoles: membership.accessRoles.map((role) => ROLE_LABEL[role as AccessRole]),
      })),
      registrations: await this.accounts.findRegistrations(scope, tx),
      sessions: open.map(({ id, startedAt, seenAt, device }) => ({
        id,
        current: id === publicSessionId(sid),
        startedAt: startedAt.toISOString(),
        seenAt: seenAt.toISOString(),
        device,
      })),
    }));
  }

  /** @throws DomainError `request.not-found` when the person has no such session. */
  async endSession(scope: PersonScope, id: string): Promise<void> {
    if (!(await this.sessions.end(scope.personId, id))) throw notFound();
  }

  endOtherSessions(scope: PersonScope, sid: string): Promise<void> {
    return this.sessions.endOthers(scope.personId, sid);
  }

  /**
   * Changes the passphrase and ends every other session, since somebody who knew the old one may be in it.
   *
   * @throws DomainError `account.wrong-passphrase`, `account.weak-passphrase`, `request.too-many`, `session.busy`
   */
  async changePassphrase(
    scope: PersonScope,
    sid: string,
    address: string,
    { current, next }: ChangePassphraseRequest,
  ): Promise<void> {
    const { email } = await this.database.read(scope, (tx) => this.accounts.findPerson(scope, tx));
    await this.throttle.count(email, address);
    if (!(await this.credentials.isRight(scope.personId, current))) {
      throw refusal('account.wrong-passphrase', 'current', 'Enter the passphrase you sign in with now');
    }
    if (isGuessable(next, email)) {
      const sentence =
        'Enter a new passphrase that is harder to guess, such as four words that do not belong together';
      throw refusal('account.weak-passphrase', 'next', sentence);
    }
    await this.credentials.change(scope.personId, next, this.clock.now());
    await this.throttle.forgive(email, address);
    await this.sessions.endOthers(scope.personId, sid);
  }

  /** Records the regulator; its registration year follows from it. */
  async saveRegistration(scope: PersonScope, { body, number }: RegistrationRequest): Promise<void> {
    const yearStart = yearStartText(yearStartOf(body));
    await this.database.write(scope, (tx) =>
      this.accounts.saveRegistration(scope, tx, { body, number, yearStart }),
    );
  }
}

function refusal(
  code: 'account.wrong-passphrase' | 'account.weak-passphrase',
  field: string,
  message: string,
) {
  return new DomainError(code, message, { errors: [{ field, message }] });
}
