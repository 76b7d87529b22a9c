import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { NoticeModule } from '../notice/notice.module.js';
import { CertificatePdf } from './certificate-pdf.js';
import { CertificateController } from './certificate.controller.js';
import { CertificateRepository } from './certificate.repository.js';
import { CertificateService } from './certificate.service.js';
import { OwnCertificateRepository } from './own-certificate.repository.js';
import { OwnCertificateService } from './own-certificate.service.js';
import { VerificationController } from './verification.controller.js';
import { VerificationRepository } from './verification.repository.js';
import { VerificationService } from './verification.service.js';
import { VerificationThrottle } from './verification-throttle.js';

/** Certificates: issued with a completion, shown to its owner, checked by anybody who holds the number. */
@Module({
  imports: [CurriculumModule, NoticeModule],
  controllers: [CertificateController, VerificationController],
  providers: [
    CertificatePdf,
    CertificateRepository,
    CertificateService,
    OwnCertificateRepository,
    OwnCertificateService,
    VerificationRepository,
    VerificationService,
    VerificationThrottle,
  ],
  exports: [CertificateService],
})
export class CertificateModule {}
