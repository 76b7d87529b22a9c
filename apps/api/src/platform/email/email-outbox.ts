import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { isEmailAddress } from '@learning-reviews/domain/email/email-address';
import { v7 as uuid } from 'uuid';
import { Clock } from '../clock/clock.js';
import type { Transaction } from '../database/database.js';
import { jobKind } from '../jobs/job-kind.js';
import { JobQueue } from '../jobs/job-queue.js';
import { EmailMessageRepository } from './email-message.repository.js';

/** An email to one member of an agency. `buildEmail` in libs/domain makes subject, text and HTML. */
export interface OutgoingEmail {
  /** Why it is written, such as `nudge`. */
  readonly kind: string;
  /** `null` for a person as such; only agency 1, the partnership, writes to those. */
  readonly membershipId: string | null;
  /** One bare address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Whether its words open something, so that they are deleted the moment it is sent, refused or kept. */
  readonly isSecret?: boolean;
}

/**
 * Sends one message. For four days, with waits that grow to half an hour, as mail servers do among themselves: a
 * server that is away over a weekend loses nothing.
 */
export const SEND_EMAIL = jobKind<{ readonly agencyId: number; readonly messageId: string }>('email.send', {
  retryLimit: 200,
  retryDelay: 10,
  retryDelayMax: 1_800,
  expireInSeconds: 120,
  atOnce: 2,
});

/** Where a feature leaves an email, in the transaction of what it tells of. */
@Injectable()
export class EmailOutbox {
  constructor(
    private readonly messages: EmailMessageRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes an email down and has it sent once the transaction is over; neither without the other.
   *
   * @param scope An agency's own, or a job's for one agency.
   * @returns The message's id, by which its state is found in `email_message`.
   * @throws RangeError when `to` is not one bare address, or the subject could end its header.
   */
  async add(scope: AgencyScope | JobScope, tx: Transaction, email: OutgoingEmail): Promise<string> {
    const id = uuid();
    await this.addOnce(scope, tx, id, email);
    return id;
  }

  /**
   * As `add`, for a job that may run twice: an email of an id that is there already is not written again.
   *
   * @param id Of the message to be; the same at each try.
   * @returns Whether it was written now.
   * @throws RangeError as `add`.
   */
  async addOnce(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    id: string,
    { isSecret: secret = false, ...email }: OutgoingEmail,
  ): Promise<boolean> {
    const { agencyId } = scope;
    if (agencyId === null) throw new RangeError('An email belongs to one agency');
    if (!isEmailAddress(email.to)) throw new RangeError('An email goes to one bare address');
    if (/\p{Cc}/u.test(email.subject)) throw new RangeError('The subject of an email is one line');
    const message = { ...email, id, secret, createdAt: this.clock.now() };
    if (!(await this.messages.insert(scope, tx, message))) return false;
    await this.queue.send(tx, SEND_EMAIL, { agencyId, messageId: id });
    return true;
  }
}
