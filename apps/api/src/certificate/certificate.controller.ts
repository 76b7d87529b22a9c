import { Controller, Get, Param, Res } from '@nestjs/common';
import {
  type Certificate,
  certificate,
  certificateNumber,
} from '@learning-reviews/contracts/certificate.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { OwnCertificateService } from './own-certificate.service.js';

const PDF = 'application/pdf';
const NUMBER = { schema: certificateNumber };

/** A person's own certificates. */
@Controller('certificate')
export class CertificateController {
  constructor(private readonly ownCertificate: OwnCertificateService) {}

  /** What the person proved, as a page shows it. */
  @Get(':number')
  @Requires('certificate.read-own')
  @Answers(certificate)
  show(@Scope() scope: PersonScope, @Param('number', NUMBER) number: string): Promise<Certificate> {
    return this.ownCertificate.show(scope, number);
  }

  /** The same as a tagged PDF. */
  @Get(':number/pdf')
  @Requires('certificate.read-own')
  @AnswersFile(PDF, 'The certificate')
  async sendPdf(
    @Scope() scope: PersonScope,
    @Param('number', NUMBER) number: string,
    @Res() response: Response,
  ) {
    const { name, content } = await this.ownCertificate.file(scope, number);
    response
      .set({ 'content-type': PDF, 'content-disposition': `attachment; filename="${name}"` })
      .send(content);
  }
}
