import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../database/database.js';

/** An email as it is stored before anybody has tried to send it. */
export interface NewEmailMessage {
  readonly id: string;
  readonly kind: string;
  /** `null` for a person as such, by agency 1. */
  readonly membershipId: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Whether its words are deleted the moment it is settled. */
  readonly secret: boolean;
  readonly createdAt: Date;
}

/** What came of one attempt. */
export interface EmailResult {
  readonly state: 'waiting' | 'sent' | 'refused' | 'kept';
  /** The mail server's last word, or why it could not be asked. */
  readonly answer: string;
  /** When the server took it. */
  readonly sentAt: Date | null;
}

const LONGEST_ANSWER = 500;

/** Reads and writes `email_message`. */
@Injectable()
export class EmailMessageRepository {
  /** @returns Whether it was written: an id that is there already keeps the message it has. */
  async insert(scope: AgencyScope | JobScope, tx: Transaction, message: NewEmailMessage): Promise<boolean> {
    const rows: object[] = await tx.query(
      `insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, secret, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (agency_id, id) do nothing
       returning id`,
      [
        scope.agencyId,
        message.id,
        message.kind,
        message.membershipId,
        message.to,
        message.subject,
        message.text,
        message.html,
        message.secret,
        message.createdAt.toISOString(),
      ],
    );
    return rows.length === 1;
  }

  /**
   * Takes a waiting message until an instant, for one attempt.
   *
   * @returns `'settled'` when it waits no longer, `'taken'` when another worker is at it.
   */
  async take(
    scope: JobScope,
    tx: Transaction,
    id: string,
    now: Date,
    until: Date,
  ): Promise<NewEmailMessage | 'settled' | 'taken'> {
    const [rows]: [(Omit<NewEmailMessage, 'createdAt'> & { createdAt: Date })[], number] = await tx.query(
      `update email_message set attempts = attempts + 1, trying_until = $4
       where agency_id = $1 and id = $2 and state = 'waiting' and (trying_until is null or trying_until <= $3)
       returning id, kind, membership_id as "membershipId", recipient as "to", subject, text, html, secret, created_at as "createdAt"`,
      [scope.agencyId, id, now.toISOString(), until.toISOString()],
    );
    if (rows[0] !== undefined) return rows[0];
    const waiting: object[] = await tx.query(
      `select from email_message where agency_id = $1 and id = $2 and state = 'waiting'`,
      [scope.agencyId, id],
    );
    return waiting.length === 0 ? 'settled' : 'taken';
  }

  /** Writes down what came of an attempt, and lets go of the message; of a secret one that waits no longer, its words too. */
  async settle(
    scope: JobScope,
    tx: Transaction,
    id: string,
    { state, answer, sentAt }: EmailResult,
  ): Promise<void> {
    await tx.query(
      `update email_message set state = $3, last_answer = $4, sent_at = $5, trying_until = null,
         text = case when secret and $3 <> 'waiting' then '' else text end,
         html = case when secret and $3 <> 'waiting' then '' else html end
       where agency_id = $1 and id = $2 and state = 'waiting'`,
      [scope.agencyId, id, state, answer.slice(0, LONGEST_ANSWER), sentAt?.toISOString() ?? null],
    );
  }
}
