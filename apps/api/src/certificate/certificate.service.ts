import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import {
  CERTIFICATE_RANDOM_BYTES,
  certificateNumber,
} from '@learning-reviews/domain/certificate/certificate-number';
import type { Transaction } from '../platform/database/database.js';
import { NoticeService } from '../notice/notice.service.js';
import { CertificateRepository } from './certificate.repository.js';

/** Proof of what a person completed. */
@Injectable()
export class CertificateService {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly notices: NoticeService,
  ) {}

  /**
   * Issues the certificate of a completion, in the transaction that records it, and has its owner told by email.
   *
   * @returns Its number, as it is stored: 20 characters without hyphens.
   */
  async issue(scope: PersonScope, tx: Transaction, completionId: string, issuedAt: Date): Promise<string> {
    const number = certificateNumber(randomBytes(CERTIFICATE_RANDOM_BYTES));
    await this.certificates.insert(scope, tx, { number, completionId, issuedAt });
    await this.notices.tellOfCertificate(scope, tx, completionId);
    return number;
  }
}
