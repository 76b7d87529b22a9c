import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  type CorrectCompletionRequest,
  correctCompletionRequest,
  type HeldCompletion,
  heldCompletion,
} from '@learning-reviews/contracts/completion-correction.contract';
import { id } from '@learning-reviews/contracts/field';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { CompletionCorrectionService } from './completion-correction.service.js';
import { HeldCompletionService } from './held-completion.service.js';

/** Completions that the acting agency holds evidence of, and mistakes in them. */
@Controller('agency/people/:id/completion/:completionId')
export class CompletionCorrectionController {
  constructor(
    private readonly heldCompletionService: HeldCompletionService,
    private readonly completionCorrectionService: CompletionCorrectionService,
  ) {}

  /** One completion of a member, as the agency holds evidence of it. */
  @Get()
  @Requires('agency.correct-completion')
  @Answers(heldCompletion)
  read(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) membershipId: string,
    @Param('completionId', { schema: id }) completionId: string,
  ): Promise<HeldCompletion> {
    return this.heldCompletionService.read(scope, membershipId, completionId);
  }

  /** Withdraws a mistaken completion with a reason, or takes that back. */
  @Post('correction')
  @Requires('agency.correct-completion')
  @Answers(heldCompletion, 201, 'Corrected')
  correct(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Param('completionId', { schema: id }) completionId: string,
    @Body({ schema: correctCompletionRequest }) request: CorrectCompletionRequest,
  ): Promise<HeldCompletion> {
    return this.completionCorrectionService.correct(scope, submission, membershipId, completionId, request);
  }
}
