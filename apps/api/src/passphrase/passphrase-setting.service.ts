import { Injectable } from '@nestjs/common';
import type { PassphraseLink, SetPassphraseRequest } from '@learning-reviews/contracts/passphrase.contract';
import type { PersonScope, PublicScope } from '@learning-reviews/domain/access/scope';
import { isGuessable } from '@learning-reviews/domain/passphrase/guessable-passphrase';
import { isOpenLink } from '@learning-reviews/domain/passphrase/passphrase-link';
import type { Request } from 'express';
import { Passphrases } from '../platform/access/passphrase.js';
import { SignInLog } from '../platform/access/sign-in-log.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { type KeptLink, PassphraseLinks } from './passphrase-links.js';
import { PassphraseRepository } from './passphrase.repository.js';

/** A link that can be used, and whose address it has proved. */
interface OpenLink extends KeptLink {
  readonly scope: PersonScope;
  readonly email: string;
}

/** Sets passphrases by links. Whoever holds a link reads its person's mail, and is taken for them as far as this goes. */
@Injectable()
export class PassphraseSettingService {
  constructor(
    private readonly database: Database,
    private readonly accounts: PassphraseRepository,
    private readonly links: PassphraseLinks,
    private readonly passphrases: Passphrases,
    private readonly log: SignInLog,
    private readonly clock: Clock,
  ) {}

  /**
   * What a link is for. Asking does not use it: programs that check mail follow links too.
   *
   * @throws DomainError `account.link-over`
   */
  async open(_scope: PublicScope, token: string): Promise<PassphraseLink> {
    const { purpose, email, expiresAt } = await this.find(token);
    return { purpose, email, endsAt: expiresAt.toISOString() };
  }

  /**
   * Gives the link's person this passphrase and ends their sessions and other links. Signs nobody in: whoever sets it
   * shows at once that they can sign in with it, and a stolen link gives no session by itself.
   *
   * @throws DomainError `account.link-over`, the same whatever is wrong with the link; `account.weak-passphrase`, after
   * which the link can still be used; `session.busy`
   */
  async set(
    _scope: PublicScope,
    request: Request,
    { token, passphrase }: SetPassphraseRequest,
  ): Promise<void> {
    const { scope, email } = await this.find(token);
    if (isGuessable(passphrase, email)) {
      const message =
        'Enter a new passphrase that is harder to guess, such as four words that do not belong together';
      throw new DomainError('account.weak-passphrase', message, {
        errors: [{ field: 'passphrase', message }],
      });
    }
    const hash = await this.passphrases.hash(passphrase);
    const now = this.clock.now();
    // Before the link is used: should this process die in between, the link is still there to try again with.
    await this.database.write(scope, (tx) => this.accounts.noteVerified(scope, tx, now));
    const personId = await this.links.use(token, hash, now);
    if (personId === null) throw linkOver();
    await this.log.note('passphrase-set', request, personId, null);
  }

  private async find(token: string): Promise<OpenLink> {
    const link = await this.links.find(token);
    if (link === null || !isOpenLink(link, this.clock.now())) throw linkOver();
    const scope: PersonScope = { brand: 'PersonScope', personId: link.personId };
    const email = await this.database.read(scope, (tx) => this.accounts.findOwnAddress(scope, tx));
    if (email === null) throw linkOver();
    return { ...link, scope, email };
  }
}

const linkOver = () =>
  new DomainError(
    'account.link-over',
    'This link cannot be used any more. Ask for a new one, or sign in if you have chosen a passphrase already',
  );
