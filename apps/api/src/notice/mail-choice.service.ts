import { Injectable } from '@nestjs/common';
import type { MailChoice, MailChoiceRequest } from '@learning-reviews/contracts/mail-choice.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { OPTIONAL_MAIL } from '@learning-reviews/domain/notice/notice';
import { Database } from '../platform/database/database.js';
import { MailChoiceRepository } from './mail-choice.repository.js';

/** What a person would rather not get by email. */
@Injectable()
export class MailChoiceService {
  constructor(
    private readonly database: Database,
    private readonly choices: MailChoiceRepository,
  ) {}

  /** Every kind they may choose about, and whether it is sent. */
  read(scope: PersonScope): Promise<MailChoice> {
    return this.database.read(scope, async (tx) => {
      const unwanted = await this.choices.findUnwanted(scope, tx);
      return { choices: OPTIONAL_MAIL.map((kind) => ({ kind, wanted: !unwanted.includes(kind) })) };
    });
  }

  /** Sets what they do without; the same twice changes nothing more. */
  change(scope: PersonScope, { unwanted }: MailChoiceRequest): Promise<void> {
    return this.database.write(scope, (tx) => this.choices.replaceUnwanted(scope, tx, unwanted));
  }
}
