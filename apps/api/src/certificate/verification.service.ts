import { Injectable } from '@nestjs/common';
import type { Verification } from '@learning-reviews/contracts/certificate.contract';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import {
  formatCertificateNumber,
  readCertificateNumber,
} from '@learning-reviews/domain/certificate/certificate-number';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { certificateStatus } from './certificate-status.js';
import { VerificationRepository } from './verification.repository.js';
import { VerificationThrottle } from './verification-throttle.js';

/** Tells anybody who holds a certificate's number what it proves, and never whose it is. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly database: Database,
    private readonly verifications: VerificationRepository,
    private readonly throttle: VerificationThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * What the certificate with this number proves.
   *
   * @param typed   The number as somebody typed it: any case, with or without hyphens.
   * @param address Of the client, for counting.
   * @throws DomainError `request.not-found`, the same for a number that cannot be and for one that is not;
   * `certificate.erased` when it was issued here and its holder had their record erased since; `request.too-many`
   */
  async verify(scope: PublicScope, typed: string, address: string): Promise<Verification> {
    const number = readCertificateNumber(typed);
    if (number === null) throw notFound();
    await this.throttle.count(address);
    const found = await this.database.read(scope, async (tx) => {
      const proof = await this.verifications.byNumber(scope, tx, number);
      if (proof !== undefined) return proof;
      throw (await this.verifications.wasErased(scope, tx, number)) ? erased() : notFound();
    });

    const { isCorrected, isWithdrawn, completedAt, ...facts } = found;
    const today = this.clock.today(DEFAULT_TIME_ZONE);
    return {
      ...facts,
      ...certificateStatus(completedAt, { isCorrected, isWithdrawn }, today),
      number: formatCertificateNumber(number),
    };
  }
}

const erased = () =>
  new DomainError(
    'certificate.erased',
    'This certificate was issued here. Its holder has since had their record erased, so what it proves is not kept any more',
  );
