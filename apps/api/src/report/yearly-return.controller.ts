import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { id } from '@learning-reviews/contracts/field';
import {
  type AttestedReturn,
  attestedReturn,
  type AttestYearlyReturnRequest,
  attestYearlyReturnRequest,
  type ReturnAttestation,
  returnAttestation,
  type SavedYearlyReturn,
  savedYearlyReturn,
  type SaveYearlyReturnRequest,
  saveYearlyReturnRequest,
  type YearlyReturn,
  yearlyReturn,
  type YearlyReturnFileQuery,
  yearlyReturnFileQuery,
  type YearlyReturnQuery,
  yearlyReturnQuery,
} from '@learning-reviews/contracts/yearly-return.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { YearlyReturnService } from './yearly-return.service.js';

const CSV = 'text/csv; charset=utf-8';

/** The yearly return of the acting agency to its partnership. */
@Controller('agency/yearly-return')
export class YearlyReturnController {
  constructor(private readonly yearlyReturnService: YearlyReturnService) {}

  /** A year as it stands: figures, what is written, what was attested. */
  @Get()
  @Requires('agency.manage-return')
  @Answers(yearlyReturn)
  read(
    @Scope() scope: AgencyScope,
    @Query({ schema: yearlyReturnQuery }) query: YearlyReturnQuery,
  ): Promise<YearlyReturn> {
    return this.yearlyReturnService.read(scope, query.year);
  }

  /** Saves what is written. */
  @Put()
  @Requires('agency.manage-return')
  @Answers(savedYearlyReturn, 200, 'Saved')
  save(
    @Scope() scope: AgencyScope,
    @Body({ schema: saveYearlyReturnRequest }) request: SaveYearlyReturnRequest,
  ): Promise<SavedYearlyReturn> {
    return this.yearlyReturnService.save(scope, request);
  }

  /** Says that figures and words are right, and freezes them. */
  @Post('attestation')
  @Requires('agency.manage-return')
  @Answers(returnAttestation, 201, 'Attested')
  attest(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: attestYearlyReturnRequest }) request: AttestYearlyReturnRequest,
  ): Promise<ReturnAttestation> {
    return this.yearlyReturnService.attest(scope, submission, request);
  }

  /** A return as it was attested. */
  @Get('attestation/:id')
  @Requires('agency.manage-return')
  @Answers(attestedReturn)
  readAttested(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) attestationId: string,
  ): Promise<AttestedReturn> {
    return this.yearlyReturnService.readAttested(scope, attestationId);
  }

  /** A return as a file. */
  @Get('return.csv')
  @Requires('agency.manage-return')
  @AnswersFile(CSV, 'The return')
  async sendFile(
    @Scope() scope: AgencyScope,
    @Query({ schema: yearlyReturnFileQuery }) query: YearlyReturnFileQuery,
    @Res() response: Response,
  ) {
    const { name, text } = await this.yearlyReturnService.file(scope, query);
    response
      .set({
        'content-type': CSV,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      })
      .send(text);
  }
}
