import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { Credentials } from '../platform/access/credentials.js';
import { SignInThrottle } from '../platform/access/sign-in-throttle.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { MergeLinks } from './merge-links.js';
import { type MergeSide, MergeSideRepository } from './merge-side.repository.js';

/** Two accounts that their person has shown to be theirs. */
export interface ProvenPair {
  readonly stays: MergeSide;
  readonly joins: MergeSide;
  /** Of the account whose address the link went to. */
  readonly joinsScope: PersonScope;
  readonly endsAt: Date;
}

/** Looks at what people bring to show that an account is theirs. */
@Injectable()
export class MergeProofService {
  constructor(
    private readonly database: Database,
    private readonly links: MergeLinks,
    private readonly sides: MergeSideRepository,
    private readonly credentials: Credentials,
    private readonly throttle: SignInThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * The two accounts a link is about. It opens for whoever asked for it and for nobody else, so that it is of no use to
   * somebody who only found it.
   *
   * @throws DomainError `account.link-over`, the same whatever is wrong with it
   */
  async open(scope: PersonScope, token: string): Promise<ProvenPair> {
    const link = await this.links.find(token);
    const isOpen = link !== null && this.clock.now().getTime() < link.expiresAt.getTime();
    if (!isOpen || link.staysPersonId !== scope.personId) throw mergeLinkOver();
    const joinsScope: PersonScope = { brand: 'PersonScope', personId: link.personId };
    const stays = await this.database.read(scope, (tx) => this.sides.find(scope, tx));
    const joins = await this.database.read(joinsScope, (tx) => this.sides.find(joinsScope, tx));
    if (stays === null || joins === null) throw mergeLinkOver();
    return { stays, joins, joinsScope, endsAt: link.expiresAt };
  }

  /**
   * Refuses any other passphrase than that of the person of the scope, and counts tries as signing in does.
   *
   * @param address Of the client.
   * @throws DomainError `account.wrong-passphrase`, `request.too-many`, `session.busy`
   */
  async provePassphrase(scope: PersonScope, address: string, passphrase: string): Promise<void> {
    const own = await this.database.read(scope, (tx) => this.sides.find(scope, tx));
    if (own === null) throw mergeLinkOver();
    await this.throttle.count(own.email, address);
    if (!(await this.credentials.isRight(scope.personId, passphrase))) {
      const message = 'Enter the passphrase you are signed in with';
      throw new DomainError('account.wrong-passphrase', message, {
        errors: [{ field: 'passphrase', message }],
      });
    }
    await this.throttle.forgive(own.email, address);
  }
}

/** Whatever is wrong with a link, the sentence is the same. */
export const mergeLinkOver = () =>
  new DomainError(
    'account.link-over',
    'This link cannot be used any more, or not in this account. Sign in to the account you asked from, or ask for a new link',
  );
