import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  type CallOffRequest,
  callOffRequest,
  type SucceedRequest,
  succeedRequest,
  type SuccessionPlan,
  successionPlan,
  type SuccessionQuery,
  successionQuery,
} from '@learning-reviews/contracts/succession.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { z } from 'zod';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { SuccessionDecision } from './succession-decision.service.js';
import { SuccessionService } from './succession.service.js';

/** An agency's number in a path. */
const number = z.coerce.number().int().min(1).max(2_147_483_647);

/** How one agency takes over the work of another, in the partnership's own scope: it is about two agencies. */
@Controller('admin/agency/:agencyId/succession')
export class SuccessionController {
  constructor(
    private readonly successionService: SuccessionService,
    private readonly successionDecision: SuccessionDecision,
  ) {}

  /** What it would mean. */
  @Get()
  @Requires('agency.administer')
  @Answers(successionPlan)
  plan(
    @Scope() scope: AgencyScope,
    @Param('agencyId', { schema: number }) agencyId: number,
    @Query({ schema: successionQuery }) query: SuccessionQuery,
  ): Promise<SuccessionPlan> {
    return this.successionService.plan(scope, agencyId, query);
  }

  /** Says yes to it. */
  @Post()
  @Requires('agency.administer')
  @AnswersNothing('Decided')
  succeed(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('agencyId', { schema: number }) agencyId: number,
    @Body({ schema: succeedRequest }) request: SucceedRequest,
  ): Promise<void> {
    return this.successionDecision.succeed(scope, submission, agencyId, request);
  }

  /** Takes it back before its day. */
  @Post('call-off')
  @Requires('agency.administer')
  @AnswersNothing('Called off')
  callOff(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('agencyId', { schema: number }) agencyId: number,
    @Body({ schema: callOffRequest }) request: CallOffRequest,
  ): Promise<void> {
    return this.successionDecision.callOff(scope, submission, agencyId, request);
  }
}
