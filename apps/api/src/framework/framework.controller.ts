import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { id as uuidOf } from '@learning-reviews/contracts/field';
import {
  type ChangeEditionRequest,
  changeEditionRequest,
  type DraftedEdition,
  draftedEdition,
  type DraftEditionRequest,
  draftEditionRequest,
  type EditionDetail,
  editionDetail,
  type FrameworkList,
  frameworkList,
  type JobRoleLevelsRequest,
  jobRoleLevelsRequest,
  type RemoveEditionRequest,
  removeEditionRequest,
} from '@learning-reviews/contracts/framework.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { z } from 'zod';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission, WithoutKey } from '../platform/idempotency/submission.js';
import { FrameworkService } from './framework.service.js';

const code = z.string().max(80);

/** Workforce groups and intercollegiate levels, for administrators. */
@Controller('admin/framework')
export class FrameworkController {
  constructor(private readonly frameworkService: FrameworkService) {}

  /** Every framework with its editions. */
  @Get()
  @Requires('platform.manage-frameworks')
  @Answers(frameworkList)
  list(@Scope() scope: AgencyScope): Promise<FrameworkList> {
    return this.frameworkService.list(scope);
  }

  /** Drafts an edition from the latest. */
  @Post(':framework/edition')
  @Requires('platform.manage-frameworks')
  @Answers(draftedEdition, 201, 'Drafted')
  draft(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('framework', { schema: code }) framework: string,
    @Body({ schema: draftEditionRequest }) request: DraftEditionRequest,
  ): Promise<DraftedEdition> {
    return this.frameworkService.draft(scope, submission, framework, request);
  }

  /** One edition with its levels and job roles. */
  @Get('edition/:editionId')
  @Requires('platform.manage-frameworks')
  @Answers(editionDetail)
  read(
    @Scope() scope: AgencyScope,
    @Param('editionId', { schema: uuidOf }) editionId: string,
  ): Promise<EditionDetail> {
    return this.frameworkService.read(scope, editionId);
  }

  /** Changes what it and its levels are called, and which are offered. */
  @Put('edition/:editionId')
  @Requires('platform.manage-frameworks')
  @AnswersNothing('Changed')
  change(
    @Scope() scope: AgencyScope,
    @Param('editionId', { schema: uuidOf }) editionId: string,
    @Body({ schema: changeEditionRequest }) request: ChangeEditionRequest,
  ): Promise<void> {
    return this.frameworkService.change(scope, editionId, request);
  }

  /** Takes a draft away. */
  @Post('edition/:editionId/remove')
  @Requires('platform.manage-frameworks')
  @WithoutKey('What is gone is not there a second time')
  @AnswersNothing('Removed')
  remove(
    @Scope() scope: AgencyScope,
    @Param('editionId', { schema: uuidOf }) editionId: string,
    @Body({ schema: removeEditionRequest }) { version }: RemoveEditionRequest,
  ): Promise<void> {
    return this.frameworkService.remove(scope, editionId, version);
  }

  /** Decides which levels a job role has in an edition. */
  @Put('edition/:editionId/job-role/:jobRole')
  @Requires('platform.manage-frameworks')
  @AnswersNothing('Decided')
  setRoleLevels(
    @Scope() scope: AgencyScope,
    @Param('editionId', { schema: uuidOf }) editionId: string,
    @Param('jobRole', { schema: code }) jobRole: string,
    @Body({ schema: jobRoleLevelsRequest }) request: JobRoleLevelsRequest,
  ): Promise<void> {
    return this.frameworkService.setRoleLevels(scope, editionId, jobRole, request);
  }
}
