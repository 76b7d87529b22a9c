import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  type AddExceptionRequest,
  addExceptionRequest,
  type MemberExceptions,
  memberExceptions,
} from '@learning-reviews/contracts/duty-exception.contract';
import { id } from '@learning-reviews/contracts/field';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { DutyExceptionService } from './duty-exception.service.js';

/** What is asked of one member of the acting agency otherwise than the rules say. */
@Controller('agency/people/:id/exception')
export class DutyExceptionController {
  constructor(private readonly dutyExceptionService: DutyExceptionService) {}

  /** Every exception of one member, the latest first, and what is required of them. */
  @Get()
  @Requires('agency.manage-assignments')
  @Answers(memberExceptions)
  read(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) membershipId: string,
  ): Promise<MemberExceptions> {
    return this.dutyExceptionService.read(scope, membershipId);
  }

  /** Excuses a member from a module, or gives them more time. */
  @Post()
  @Requires('agency.manage-assignments')
  @Answers(memberExceptions, 201, 'Added')
  add(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Body({ schema: addExceptionRequest }) request: AddExceptionRequest,
  ): Promise<MemberExceptions> {
    return this.dutyExceptionService.add(scope, submission, membershipId, request);
  }

  /** Ends an exception before its last day. */
  @Post(':exceptionId/end')
  @Requires('agency.manage-assignments')
  @Answers(memberExceptions, 201, 'Ended')
  end(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Param('exceptionId', { schema: id }) exceptionId: string,
  ): Promise<MemberExceptions> {
    return this.dutyExceptionService.end(scope, submission, membershipId, exceptionId);
  }
}
