import { Module } from '@nestjs/common';
import { HandedLinkService } from './handed-link.service.js';
import { PassphraseController } from './passphrase.controller.js';
import { PassphraseJobs } from './passphrase.jobs.js';
import { PassphraseLinks } from './passphrase-links.js';
import { PassphraseMailService } from './passphrase-mail.service.js';
import { PassphraseRepository } from './passphrase.repository.js';
import { PassphraseSettingService } from './passphrase-setting.service.js';
import { PassphraseService } from './passphrase.service.js';
import { PassphraseThrottle } from './passphrase-throttle.js';

/** Links by which people set their passphrase: invited, or because they have forgotten it. (ADR 22) */
@Module({
  controllers: [PassphraseController],
  providers: [
    HandedLinkService,
    PassphraseJobs,
    PassphraseLinks,
    PassphraseMailService,
    PassphraseRepository,
    PassphraseService,
    PassphraseSettingService,
    PassphraseThrottle,
  ],
  exports: [HandedLinkService, PassphraseService],
})
export class PassphraseModule {}
