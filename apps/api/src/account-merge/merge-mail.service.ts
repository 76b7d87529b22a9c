import { Injectable } from '@nestjs/common';
import { mergeLinkEndsAt } from '@learning-reviews/domain/account-merge/account-merge';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { Email } from '@learning-reviews/domain/email/email';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { EmailOutbox } from '../platform/email/email-outbox.js';
import { mergedMessage, mergeLinkMessage, partedMessage } from './account-merge-message.js';
import { MergeLinks, mergeLinkPath, newMergeToken } from './merge-links.js';
import { type MergeAddressee, MergeAddresseeRepository } from './merge-addressee.repository.js';

/** Two people, of whom the first is the account that stays. */
export interface MergePair {
  readonly personId: string;
  readonly otherPersonId: string;
}

/** Writes the emails about two accounts that are to be one. */
@Injectable()
export class MergeMail {
  constructor(
    private readonly database: Database,
    private readonly addressees: MergeAddresseeRepository,
    private readonly links: MergeLinks,
    private readonly outbox: EmailOutbox,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /**
   * To the other account's address, with a new link; to nobody when one of the ids is nobody's, or an account is not
   * in use.
   *
   * @returns Whether a link was made.
   */
  sendLink(scope: JobScope, { personId, otherPersonId }: MergePair, messageId: string): Promise<boolean> {
    return this.database.write(scope, async (tx) => {
      const stays = await this.addressees.find(scope, tx, personId);
      const joins = await this.addressees.find(scope, tx, otherPersonId);
      if (stays?.status !== 'active' || joins?.status !== 'active' || personId === otherPersonId)
        return false;
      const token = newMergeToken();
      const facts = { name: joins.name, stays: stays.email, joins: joins.email };
      const email = mergeLinkMessage({ ...facts, link: this.address(mergeLinkPath(token)) });
      const kind = 'account-merge-link';
      const message = { kind, membershipId: null, to: joins.email, ...email, isSecret: true };
      if (!(await this.outbox.addOnce(scope, tx, messageId, message))) return false;
      // In a transaction of its own, which no role of this one may enter. If this one fails now, the link in it is
      // known to nobody, and the next try puts another in its place.
      const madeAt = this.clock.now();
      const expiresAt = mergeLinkEndsAt(madeAt);
      await this.links.keep(token, { personId: otherPersonId, staysPersonId: personId, madeAt, expiresAt });
      return true;
    });
  }

  /** To both addresses: whoever lost one of them by somebody else's hand learns of it. */
  tell(
    scope: JobScope,
    { personId, otherPersonId }: MergePair,
    what: 'joined' | 'parted',
    messageIds: readonly [string, string],
  ): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const stays = await this.addressees.find(scope, tx, personId);
      const joins = await this.addressees.find(scope, tx, otherPersonId);
      if (!stays?.email || !joins?.email) return;
      const [write, path] =
        what === 'joined' ? [mergedMessage, '/account/merge'] : [partedMessage, '/sign-in'];
      for (const [index, to] of [stays, joins].entries()) {
        const facts = { name: to.name, stays: stays.email, joins: joins.email };
        const email = write({ ...facts, link: this.address(path) });
        await this.add(scope, tx, messageIds[index]!, `accounts-${what}`, to, email);
      }
    });
  }

  private async add(
    scope: JobScope,
    tx: Transaction,
    id: string,
    kind: string,
    to: MergeAddressee,
    email: Email,
  ): Promise<void> {
    await this.outbox.addOnce(scope, tx, id, { kind, membershipId: null, to: to.email, ...email });
  }

  private address(path: string): string {
    return `${this.configuration.publicUrl}${path}`;
  }
}
