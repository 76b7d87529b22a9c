import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PublicScope } from '@learning-reviews/domain/access/scope';
import type { Request } from 'express';
import { v7 as uuid } from 'uuid';
import { SignInLog } from '../platform/access/sign-in-log.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { INVITE_MEMBER, SEND_RESET } from './passphrase-job-kinds.js';
import { PassphraseRepository } from './passphrase.repository.js';
import { PassphraseThrottle } from './passphrase-throttle.js';

/** A member to invite. Name and address are read when the email is written, a moment later. */
export interface Invitation {
  readonly membershipId: string;
}

/** To send a job for whoever it may be: the queue takes one about another person from a job's scope only. */
const QUEUE: JobScope = { brand: 'JobScope', agencyId: null };

/** Has links sent by which people set their passphrase: to those an agency invites, and to those who have forgotten it. */
@Injectable()
export class PassphraseService {
  constructor(
    private readonly database: Database,
    private readonly accounts: PassphraseRepository,
    private readonly throttle: PassphraseThrottle,
    private readonly queue: JobQueue,
    private readonly log: SignInLog,
  ) {}

  /**
   * Invites members, once the transaction is over; none when it fails. Whoever has no passphrase yet gets a link that
   * is valid for 14 days and replaces their older one; whoever has is told that they now work here too. A membership
   * that has ended by then, or was taken back, gets nothing.
   *
   * @param scope An agency's own, or a job's for one agency: the one the memberships are in.
   * @param invitations Any number: they are one statement.
   */
  async invite(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    invitations: readonly Invitation[],
  ): Promise<void> {
    const { agencyId } = scope;
    if (agencyId === null) throw new RangeError('An invitation is of one agency');
    if (invitations.length === 0) return;
    await this.queue.sendAll(
      tx,
      INVITE_MEMBER,
      invitations.map(({ membershipId }) => ({ agencyId, membershipId, messageId: uuid() })),
    );
  }

  /**
   * Sends a link to this address if it is somebody's. Whether it is shows in nothing that can be seen from outside:
   * the same statements are sent and one job, for nobody if need be, and the email is that job's.
   *
   * @throws DomainError `request.too-many`
   */
  async askForReset(scope: PublicScope, request: Request, typed: string): Promise<void> {
    const email = typed.trim().toLowerCase();
    try {
      await this.throttle.count(email, request.ip ?? '');
    } catch (refusal) {
      if (refusal instanceof DomainError) await this.log.note('too-many', request, null, email);
      throw refusal;
    }
    const known = await this.database.read(scope, (tx) => this.accounts.findAccount(scope, tx, email));
    const asked = { personId: known ?? uuid(), messageId: uuid() };
    await this.database.write(QUEUE, (tx) => this.queue.send(tx, SEND_RESET, asked));
    await this.log.note('reset-asked', request, null, email);
  }
}
