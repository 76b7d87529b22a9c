import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import {
  type AddAssignmentRequest,
  addAssignmentRequest,
  type AssignmentChoice,
  assignmentChoice,
  type AssignmentDetail,
  assignmentDetail,
  type AssignmentList,
  assignmentList,
  type AssignmentPreview,
  assignmentPreview,
  type ChangeAssignmentRequest,
  changeAssignmentRequest,
  type EndAssignmentRequest,
  endAssignmentRequest,
  type PreviewAssignmentRequest,
  previewAssignmentRequest,
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
import { RuleListService } from './rule-list.service.js';
import { RulePreviewService } from './rule-preview.service.js';
import { RuleSettingService } from './rule-setting.service.js';

/** The rules by which modules are asked of the members of the acting agency. */
@Controller('agency/assignments')
export class AssignmentController {
  constructor(
    private readonly ruleListService: RuleListService,
    private readonly rulePreviewService: RulePreviewService,
    private readonly ruleSettingService: RuleSettingService,
  ) {}

  /** Every rule, the agency's own and the partnership's, with whom it reaches. */
  @Get()
  @Requires('agency.manage-assignments')
  @Answers(assignmentList)
  list(@Scope() scope: AgencyScope): Promise<AssignmentList> {
    return this.ruleListService.list(scope);
  }

  /** What rules can be made of. */
  @Get('choice')
  @Requires('agency.manage-assignments')
  @Answers(assignmentChoice)
  readChoice(@Scope() scope: AgencyScope): Promise<AssignmentChoice> {
    return this.ruleListService.readChoice(scope);
  }

  /** What a rule would do, before it is saved. */
  @Post('preview')
  @WithoutKey('It only reads; a rule is too long for an address')
  @Requires('agency.manage-assignments')
  @Answers(assignmentPreview)
  preview(
    @Scope() scope: AgencyScope,
    @Body({ schema: previewAssignmentRequest }) request: PreviewAssignmentRequest,
  ): Promise<AssignmentPreview> {
    return this.rulePreviewService.preview(scope, request);
  }

  /** One rule. */
  @Get(':id')
  @Requires('agency.manage-assignments')
  @Answers(assignmentDetail)
  read(@Scope() scope: AgencyScope, @Param('id', { schema: uuidOf }) id: string): Promise<AssignmentDetail> {
    return this.ruleListService.read(scope, id);
  }

  /** Sets a rule. */
  @Post()
  @Requires('agency.manage-assignments')
  @Answers(savedAssignment, 201, 'Added')
  add(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: addAssignmentRequest }) request: AddAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.ruleSettingService.add(scope, submission, request);
  }

  /** Changes a rule of the agency's own. */
  @Put(':id')
  @Requires('agency.manage-assignments')
  @Answers(savedAssignment)
  change(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: uuidOf }) id: string,
    @Body({ schema: changeAssignmentRequest }) request: ChangeAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.ruleSettingService.change(scope, id, request);
  }

  /** Gives a rule a last day. */
  @Post(':id/end')
  @Requires('agency.manage-assignments')
  @Answers(savedAssignment, 201, 'Ended')
  end(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: uuidOf }) id: string,
    @Body({ schema: endAssignmentRequest }) request: EndAssignmentRequest,
  ): Promise<SavedAssignment> {
    return this.ruleSettingService.end(scope, submission, id, request);
  }

  /** Takes away a rule that has not begun. */
  @Post(':id/remove')
  @Requires('agency.manage-assignments')
  @AnswersNothing('Removed')
  remove(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: uuidOf }) id: string,
    @Body({ schema: removeAssignmentRequest }) request: RemoveAssignmentRequest,
  ): Promise<void> {
    return this.ruleSettingService.remove(scope, submission, id, request);
  }
}
