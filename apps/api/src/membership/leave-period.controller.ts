import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { id } from '@learning-reviews/contracts/field';
import {
  type AddLeaveRequest,
  addLeaveRequest,
  type ChangeLeaveRequest,
  changeLeaveRequest,
  type MemberLeave,
  memberLeave,
} from '@learning-reviews/contracts/leave-period.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { LeavePeriodService } from './leave-period.service.js';

/** When one member of the acting agency is away for long. Leaving the agency is `MemberController`'s. */
@Controller('agency/people/:id/leave-period')
export class LeavePeriodController {
  constructor(private readonly leavePeriodService: LeavePeriodService) {}

  /** Every leave period of one member, the latest first. */
  @Get()
  @Requires('agency.manage-people')
  @Answers(memberLeave)
  read(@Scope() scope: AgencyScope, @Param('id', { schema: id }) membershipId: string): Promise<MemberLeave> {
    return this.leavePeriodService.read(scope, membershipId);
  }

  /** Notes that a member is on leave. */
  @Post()
  @Requires('agency.manage-people')
  @Answers(memberLeave, 201, 'Noted')
  add(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Body({ schema: addLeaveRequest }) request: AddLeaveRequest,
  ): Promise<MemberLeave> {
    return this.leavePeriodService.add(scope, submission, membershipId, request);
  }

  /** Changes the last day of leave. */
  @Put(':leaveId')
  @Requires('agency.manage-people')
  @AnswersNothing('Changed')
  change(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) membershipId: string,
    @Param('leaveId', { schema: id }) leaveId: string,
    @Body({ schema: changeLeaveRequest }) request: ChangeLeaveRequest,
  ): Promise<void> {
    return this.leavePeriodService.change(scope, membershipId, leaveId, request);
  }

  /** Takes away leave that was entered by mistake. */
  @Delete(':leaveId')
  @Requires('agency.manage-people')
  @AnswersNothing('Removed')
  remove(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) membershipId: string,
    @Param('leaveId', { schema: id }) leaveId: string,
  ): Promise<void> {
    return this.leavePeriodService.remove(scope, membershipId, leaveId);
  }
}
