import { Injectable } from '@nestjs/common';
import type { Certificate } from '@learning-reviews/contracts/certificate.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import {
  formatCertificateNumber,
  readCertificateNumber,
} from '@learning-reviews/domain/certificate/certificate-number';
import { CurriculumService } from '../curriculum/curriculum.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Configuration } from '../platform/config/configuration.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { CertificatePdf } from './certificate-pdf.js';
import { certificateStatus } from './certificate-status.js';
import { OwnCertificateRepository } from './own-certificate.repository.js';

/** Shows a person their own certificates. To everybody else they are only a number that can be verified. */
@Injectable()
export class OwnCertificateService {
  constructor(
    private readonly database: Database,
    private readonly certificates: OwnCertificateRepository,
    private readonly curriculum: CurriculumService,
    private readonly pdf: CertificatePdf,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /**
   * The person's own certificate, in the words of the version that was learned.
   *
   * @param typed The number in any case, with or without hyphens.
   * @throws DomainError `request.not-found`, the same for a number that is another person's, is nobody's or cannot be.
   */
  async show(scope: PersonScope, typed: string): Promise<Certificate> {
    const number = readCertificateNumber(typed);
    if (number === null) throw notFound();
    const today = this.clock.today(DEFAULT_TIME_ZONE);
    return this.database.read(scope, async (tx) => {
      const found = await this.certificates.byNumber(scope, tx, number);
      if (found === undefined) throw notFound();
      const { moduleId, completedAt, isCorrected, isWithdrawn, ...facts } = found;
      const { title, madeFrom, outcomes } = await this.curriculum.content(scope, tx, moduleId, found.version);
      const printed = formatCertificateNumber(number);
      return {
        ...facts,
        ...certificateStatus(completedAt, { isCorrected, isWithdrawn }, today),
        number: printed,
        moduleTitle: title,
        madeFrom,
        outcomes,
        verificationUrl: `${this.configuration.publicUrl}/verify/${printed}`,
      };
    });
  }

  /**
   * The same as a tagged PDF, made now.
   *
   * @throws DomainError `request.not-found`, as `show` does.
   */
  async file(scope: PersonScope, typed: string): Promise<{ name: string; content: Buffer }> {
    const certificate = await this.show(scope, typed);
    return { name: `certificate-${certificate.number}.pdf`, content: await this.pdf.make(certificate) };
  }
}
