import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { HandlesJob } from '../jobs/handles-job.js';
import { JobFault } from '../jobs/job-failure.js';
import { EmailMessageRepository } from './email-message.repository.js';
import { SEND_EMAIL } from './email-outbox.js';
import { MailPatience, MailServer } from './mail-server.js';

/**
 * Sends what waits in `email_message`.
 *
 * SMTP has no transaction with us. A worker that dies between the server's 250 and our commit leaves a message that
 * is with its reader and still waits here; it is sent once more. The other way, writing it down as sent first, would
 * lose a reminder without a trace, and the agency would believe it had reminded somebody. A second copy has the
 * same Message-ID and Date, by which many servers drop it. Apart from that moment a message goes once: it is held
 * by one attempt at a time, and never sent again once settled.
 */
@Injectable()
export class EmailJobs {
  constructor(
    private readonly database: Database,
    private readonly messages: EmailMessageRepository,
    private readonly server: MailServer,
    private readonly patience: MailPatience,
    private readonly clock: Clock,
  ) {}

  /** Does not heed the signal: to break off a delivery half-way is to risk a second copy. */
  @HandlesJob(SEND_EMAIL)
  async send({ agencyId, messageId }: { agencyId: number; messageId: string }): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    const now = this.clock.now();
    // Longer than an attempt can take, with room for a database that is slow.
    const until = new Date(now.getTime() + 2 * this.patience.wholeMs);
    const message = await this.database.write(scope, (tx) =>
      this.messages.take(scope, tx, messageId, now, until),
    );
    if (message === 'settled') return;
    if (message === 'taken')
      throw new JobFault('Another worker is sending this message, or died while it was');

    const delivery = await this.server.deliver(message);
    const isSent = delivery.outcome === 'sent';
    await this.database.write(scope, (tx) =>
      this.messages.settle(scope, tx, messageId, {
        state: delivery.outcome === 'failed' ? 'waiting' : delivery.outcome,
        answer: delivery.answer,
        sentAt: isSent ? this.clock.now() : null,
      }),
    );
    // The server's own words may name the recipient; the queue may not.
    if (delivery.outcome === 'failed') throw new JobFault(`The mail could not be sent (${delivery.code})`);
  }
}
