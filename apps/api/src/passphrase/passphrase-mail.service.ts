import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { linkEndsAt, type LinkPurpose } from '@learning-reviews/domain/passphrase/passphrase-link';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { EmailOutbox } from '../platform/email/email-outbox.js';
import { PassphraseLinks } from './passphrase-links.js';
import { linkPath, newToken } from './passphrase-token.js';
import { accessMessage, invitationMessage, resetMessage } from './passphrase-message.js';
import { type Addressee, PassphraseRepository } from './passphrase.repository.js';

/** An email with a new link in it. */
interface LinkMail {
  readonly messageId: string;
  readonly membershipId: string | null;
  readonly personId: string;
  readonly purpose: LinkPurpose;
  /** The words around the link. */
  readonly write: (link: string) => {
    readonly subject: string;
    readonly text: string;
    readonly html: string;
  };
}

/** Writes the emails that lead people to their passphrase. Each answers whose link it made; `null` for none. */
@Injectable()
export class PassphraseMailService {
  constructor(
    private readonly database: Database,
    private readonly accounts: PassphraseRepository,
    private readonly links: PassphraseLinks,
    private readonly outbox: EmailOutbox,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** To a member of the scope's agency, if they still are: a link, or word that they now work here too. */
  invite(scope: JobScope, membershipId: string, messageId: string): Promise<string | null> {
    return this.database.write(scope, async (tx) => {
      const member = await this.accounts.findMember(scope, tx, membershipId, this.clock.now());
      if (member === null) return null;
      const { personId, givenName, agencyName } = member;
      const addressee = await this.activeAddressee(scope, tx, personId);
      if (addressee === null) return null;
      const { email: to } = addressee;
      if (!addressee.isVerified) {
        const write = (link: string) => invitationMessage({ name: givenName, agencyName, link, email: to });
        return this.sendLink(scope, tx, to, { messageId, membershipId, personId, purpose: 'invite', write });
      }
      const email = accessMessage({ name: givenName, agencyName, link: this.address('/sign-in'), email: to });
      await this.outbox.addOnce(scope, tx, messageId, {
        kind: 'passphrase-access',
        membershipId,
        to,
        ...email,
      });
      return null;
    });
  }

  /** To somebody who has forgotten their passphrase, or never had one; to nobody when the id is nobody's. */
  reset(scope: JobScope, personId: string, messageId: string): Promise<string | null> {
    return this.database.write(scope, async (tx) => {
      const addressee = await this.activeAddressee(scope, tx, personId);
      if (addressee === null) return null;
      const { email: to, name, isVerified } = addressee;
      const purpose = isVerified ? 'reset' : 'invite';
      const write = (link: string) =>
        isVerified
          ? resetMessage({ name, link, email: to })
          : invitationMessage({ name, agencyName: null, link, email: to });
      return this.sendLink(scope, tx, to, { messageId, membershipId: null, personId, purpose, write });
    });
  }

  /** The email is written first: when this try comes after one that was done, there is one already, and its link holds. */
  private async sendLink(
    scope: JobScope,
    tx: Transaction,
    to: string,
    mail: LinkMail,
  ): Promise<string | null> {
    const { messageId, membershipId, personId, purpose } = mail;
    const token = newToken();
    const email = mail.write(this.address(linkPath(token)));
    const kind = `passphrase-${purpose}`;
    const message = { kind, membershipId, to, ...email, isSecret: true };
    if (!(await this.outbox.addOnce(scope, tx, messageId, message))) return null;
    // In a transaction of its own, which no role of this one may enter. If this one fails now, the link in it is
    // known to nobody, and the next try puts another in its place.
    const madeAt = this.clock.now();
    await this.links.keep({ token, personId, purpose, madeAt, expiresAt: linkEndsAt(purpose, madeAt) });
    return personId;
  }

  private async activeAddressee(
    scope: JobScope,
    tx: Transaction,
    personId: string,
  ): Promise<Addressee | null> {
    const addressee = await this.accounts.findAddressee(scope, tx, personId);
    return addressee?.status === 'active' ? addressee : null;
  }

  private address(path: string): string {
    return `${this.configuration.publicUrl}${path}`;
  }
}
