import { Global, Module } from '@nestjs/common';
import { EmailMessageRepository } from './email-message.repository.js';
import { EmailOutbox } from './email-outbox.js';
import { EmailJobs } from './email.jobs.js';
import { MailPatience, MailServer } from './mail-server.js';

/** Email to an agency's people, through the operator's own mail server. (ADR 18) */
@Global()
@Module({
  providers: [EmailMessageRepository, EmailOutbox, EmailJobs, MailPatience, MailServer],
  exports: [EmailOutbox],
})
export class EmailModule {}
