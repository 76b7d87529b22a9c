import { Controller, Get, Ip, Param } from '@nestjs/common';
import {
  certificateNumber,
  type Verification,
  verification,
} from '@learning-reviews/contracts/certificate.contract';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { Public, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { VerificationService } from './verification.service.js';

/** Checking a certificate by its number. */
@Controller('certificate')
export class VerificationController {
  constructor(private readonly verificationService: VerificationService) {}

  /** What the certificate with this number proves; it names nobody. */
  @Get(':number/verification')
  @Public()
  @Answers(verification)
  verify(
    @Scope() scope: PublicScope,
    @Param('number', { schema: certificateNumber }) number: string,
    @Ip() address: string,
  ): Promise<Verification> {
    return this.verificationService.verify(scope, number, address);
  }
}
