import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import {
  type AddPartnershipAssignmentRequest,
  addPartnershipAssignmentRequest,
  type PartnershipAssignmentChoice,
  partnershipAssignmentChoice,
  type PartnershipAssignmentDetail,
  partnershipAssignmentDetail,
  type PartnershipAssignmentList,
  partnershipAssignmentList,
  type PartnershipAssignmentPreview,
  partnershipAssignmentPreview,
  type ChangePartnershipAssignmentRequest,
  changePartnershipAssignmentRequest,
  type EndAssignmentRequest,
  endAssignmentRequest,
  type PreviewPartnershipAssignmentRequest,
  previewPartnershipAssignmentRequest,
  type RemoveAssignmentRequest,
  removeAssignmentRequest,
  type SavedAssignment,
  savedAssignment,
} from '@learning-reviews/contracts/assignment.contract';
import { id as uuidOf } from '@learning-reviews/contracts/field';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission, WithoutKey } from '../platform/idempotency/submission.js';
import { PartnershipRuleService } from './partnership-rule.service.js';
import { PartnershipRuleSetting } from './partnership-rule-setting.service.js';

/** The rules by which the partnership asks modules of the members of whole kinds of agency. */
@Controller('partnership/assignments')
export class PartnershipAssignmentController {
  constructor(
    private readonly partnershipRuleService: PartnershipRuleService,
    private readonly partnershipRuleSetting: PartnershipRuleSetting,
  ) {}

  /** Every rule, with how many agencies it reaches. */
  @Get()
  @Requires('partnership.manage-assignments')
  @Answers(partnershipAssignmentList)
  list(@Scope() scope: AgencyScope): Promise<PartnershipAssignmentList> {
    return this.partnershipRuleService.list(scope);
  }

  /** What rules can be made of. */
  @Get('choice')
  @Requires('partnership.manage-assignments')
  @Answers(partnershipAssignmentChoice)
  readChoice(@Scope() scope: AgencyScope): Promise<PartnershipAssignmentChoice> {
    return this.partnershipRuleService.readChoice(scope);
  }

  /** What a rule would do, before it is saved. */
  @Post('preview')
  @WithoutKey('It only reads; a rule is too long for an address')
  @Requires('partnership.manage-assignments')
  @Answers(partnershipAssignmentPreview)
  preview(
    @Scope() scope: AgencyScope,
    @Body({ schema: previewPartnershipAssignmentRequest }) request: PreviewPartnershipAssignmentRequest,
  ): Promise<PartnershipAssignmentPreview> {
    return this.partnershipRuleService.preview(scope, request);
  }

  /** One rule. */
  @Get(':id')
  @Requires('partnership.manage-assignments')
  @Answers(partnershipAssignmentDetail)
  read(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: uuidOf }) id: string,
  ): Promise<PartnershipAssignmentDetail> {
    return this.partnershipRuleService.read(scope, id);
  }

  /** Sets a rule. */
  @Post()
  @Requires('partnership.manage-assignments')
  @Answers(savedAssignment, 201, 'Added')
  add(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: addPartnershipAssignmentRequest }) request: AddPartnershipAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.partnershipRuleSetting.add(scope, submission, request);
  }

  /** Changes a rule. */
  @Put(':id')
  @Requires('partnership.manage-assignments')
  @Answers(savedAssignment)
  change(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: uuidOf }) id: string,
    @Body({ schema: changePartnershipAssignmentRequest }) request: ChangePartnershipAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.partnershipRuleSetting.change(scope, id, request);
  }

  /** Gives a rule a last day. */
  @Post(':id/end')
  @Requires('partnership.manage-assignments')
  @Answers(savedAssignment, 201, 'Ended')
  end(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: uuidOf }) id: string,
    @Body({ schema: endAssignmentRequest }) request: EndAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.partnershipRuleSetting.end(scope, submission, id, request);
  }

  /** Takes away a rule that has not begun. */
  @Post(':id/remove')
  @Requires('partnership.manage-assignments')
  @AnswersNothing('Removed')
  remove(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: uuidOf }) id: string,
    @Body({ schema: removeAssignmentRequest }) request: RemoveAssignmentRequest,
  ): Promise<void> {
    return this.partnershipRuleSetting.remove(scope, submission, id, request);
  }
}
