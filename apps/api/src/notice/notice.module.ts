import { Module } from '@nestjs/common';
import { CertificateNotices } from './certificate-notice.service.js';
import { DigestRepository } from './digest.repository.js';
import { Digests } from './digest.service.js';
import { MailChoiceController } from './mail-choice.controller.js';
import { MailChoiceRepository } from './mail-choice.repository.js';
import { MailChoiceService } from './mail-choice.service.js';
import { NoticeRounds } from './notice-round.service.js';
import { NoticeJobs } from './notice.jobs.js';
import { NoticeRepository } from './notice.repository.js';
import { NoticeService } from './notice.service.js';

@Module({
  controllers: [MailChoiceController],
  providers: [
    NoticeService,
    NoticeJobs,
    NoticeRounds,
    NoticeRepository,
    Digests,
    DigestRepository,
    CertificateNotices,
    MailChoiceService,
    MailChoiceRepository,
  ],
  exports: [NoticeService],
})
export class NoticeModule {}
