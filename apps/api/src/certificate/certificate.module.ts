import { Module } from '@nestjs/common';
import { CertificateRepository } from './certificate.repository.js';
import { CertificateService } from './certificate.service.js';
import { VerificationController } from './verification.controller.js';
import { VerificationRepository } from './verification.repository.js';
import { VerificationService } from './verification.service.js';
import { VerificationThrottle } from './verification-throttle.js';

/** Certificates: issued with a completion, checked by anybody who holds the number. */
@Module({
  controllers: [VerificationController],
  providers: [
    CertificateRepository,
    CertificateService,
    VerificationRepository,
    VerificationService,
    VerificationThrottle,
  ],
  exports: [CertificateService],
})
export class CertificateModule {}
