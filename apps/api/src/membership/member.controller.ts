import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { id } from '@learning-reviews/contracts/field';
import {
  type AddMemberRequest,
  addMemberRequest,
  type AlikeMembers,
  alikeMembers,
  type AlikeRequest,
  alikeRequest,
  type ChangeMemberRequest,
  changeMemberRequest,
  type LeaveRequest,
  leaveRequest,
  type MadeMembership,
  madeMembership,
  type MemberRecord,
  memberRecord,
  type MoveMemberRequest,
  moveMemberRequest,
  type ReturnRequest,
  returnRequest,
} from '@learning-reviews/contracts/membership.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission, WithoutKey } from '../platform/idempotency/submission.js';
import { MemberJoining } from './member-joining.service.js';
import { MemberRecordService } from './member-record.service.js';
import { MemberService } from './member.service.js';

/** What a training lead does with the people of the acting agency, one at a time. `:id` is a membership. */
@Controller('agency/people')
export class MemberController {
  constructor(
    private readonly memberJoining: MemberJoining,
    private readonly memberRecordService: MemberRecordService,
    private readonly memberService: MemberService,
  ) {}

  /** Takes somebody on, and invites them. */
  @Post()
  @Requires('agency.manage-people')
  @Answers(madeMembership, 201, 'Added')
  add(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: addMemberRequest }) request: AddMemberRequest,
  ): Promise<MadeMembership> {
    return this.memberJoining.add(scope, submission, request);
  }

  /** Who of this agency has the same name or work email. */
  @Post('alike')
  @WithoutKey('It only reads; the names are in the body so that they stand in no log')
  @Requires('agency.manage-people')
  @Answers(alikeMembers)
  findAlike(
    @Scope() scope: AgencyScope,
    @Body({ schema: alikeRequest }) request: AlikeRequest,
  ): Promise<AlikeMembers> {
    return this.memberRecordService.findAlike(scope, request);
  }

  /** One membership as the forms change it. */
  @Get(':id/membership')
  @Requires('agency.manage-people')
  @Answers(memberRecord)
  read(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) membershipId: string,
  ): Promise<MemberRecord> {
    return this.memberRecordService.read(scope, membershipId);
  }

  /** Changes details of a job that goes on. */
  @Put(':id')
  @Requires('agency.manage-people')
  @AnswersNothing('Changed')
  change(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) membershipId: string,
    @Body({ schema: changeMemberRequest }) request: ChangeMemberRequest,
  ): Promise<void> {
    return this.memberService.change(scope, membershipId, request);
  }

  /** Moves a member to another job role or workforce group. */
  @Post(':id/move')
  @Requires('agency.manage-people')
  @Answers(madeMembership, 201, 'Moved')
  move(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Body({ schema: moveMemberRequest }) request: MoveMemberRequest,
  ): Promise<MadeMembership> {
    return this.memberService.move(scope, submission, membershipId, request);
  }

  /** Enters the last day of a member, or takes it back. */
  @Post(':id/leave')
  @Requires('agency.manage-people')
  @Answers(madeMembership, 201, 'Entered')
  leave(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Body({ schema: leaveRequest }) request: LeaveRequest,
  ): Promise<MadeMembership> {
    return this.memberService.leave(scope, submission, membershipId, request);
  }

  /** Takes a former member on again. */
  @Post(':id/return')
  @Requires('agency.manage-people')
  @Answers(madeMembership, 201, 'Added')
  comeBack(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
    @Body({ schema: returnRequest }) request: ReturnRequest,
  ): Promise<MadeMembership> {
    return this.memberJoining.comeBack(scope, submission, membershipId, request);
  }

  /** Invites a member once more. */
  @Post(':id/invitation')
  @Requires('agency.manage-people')
  @Answers(madeMembership, 201, 'Invited')
  invite(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) membershipId: string,
  ): Promise<MadeMembership> {
    return this.memberJoining.inviteAgain(scope, submission, membershipId);
  }

  /** Takes away a membership that was added by mistake. */
  @Delete(':id')
  @Requires('agency.manage-people')
  @AnswersNothing('Removed')
  remove(@Scope() scope: AgencyScope, @Param('id', { schema: id }) membershipId: string): Promise<void> {
    return this.memberService.remove(scope, membershipId);
  }
}
