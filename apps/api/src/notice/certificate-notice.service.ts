import { Injectable } from '@nestjs/common';
import type { JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { Configuration } from '../platform/config/configuration.js';
import { Database } from '../platform/database/database.js';
import { EmailOutbox } from '../platform/email/email-outbox.js';
import { certificateMessage } from './certificate-message.js';
import { MailChoiceRepository } from './mail-choice.repository.js';

/** A person as such is written to by the partnership itself: which agencies they work in is not its business. (ADR 22) */
const PARTNERSHIP: JobScope = { brand: 'JobScope', agencyId: 1 };

/** Tells people that their certificates are there. */
@Injectable()
export class CertificateNotices {
  constructor(
    private readonly database: Database,
    private readonly choices: MailChoiceRepository,
    private readonly outbox: EmailOutbox,
    private readonly configuration: Configuration,
  ) {}

  /**
   * Writes to whoever finished, at the address they proved, unless they would rather not hear of it. The message has the
   * completion's id, so that a second try writes no second one.
   */
  async send(scope: PersonScope, completionId: string): Promise<void> {
    const found = await this.database.read(scope, (tx) =>
      this.choices.findCertificate(scope, tx, completionId),
    );
    if (found === undefined || !found.isVerified || !found.isWanted) return;
    const { publicUrl } = this.configuration;
    const email = certificateMessage({
      name: found.name,
      title: found.title,
      certificateAddress: `${publicUrl}/certificates/${found.number}`,
      recordAddress: `${publicUrl}/record`,
      addresses: { support: `${publicUrl}/support`, choice: `${publicUrl}/account/email` },
    });
    await this.database.write(PARTNERSHIP, (tx) =>
      this.outbox.addOnce(PARTNERSHIP, tx, completionId, {
        kind: 'certificate',
        membershipId: null,
        to: found.email,
        ...email,
      }),
    );
  }
}
