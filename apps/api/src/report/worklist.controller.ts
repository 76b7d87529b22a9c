import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import {
  type NudgePreview,
  nudgePreview,
  type NudgeRequest,
  nudgeRequest,
  type NudgeResult,
  nudgeResult,
  type WorklistPage,
  worklistPage,
  type WorklistQuery,
  worklistQuery,
} from '@learning-reviews/contracts/worklist.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { type Submission, Submitted, WithoutKey } from '../platform/idempotency/submission.js';
import { NudgeService } from './nudge.service.js';
import { WorklistFileService } from './worklist-file.service.js';
import { WorklistService } from './worklist.service.js';

const CSV = 'text/csv; charset=utf-8';

/** What is late in the acting agency, or will soon be; a line manager sees their own team's. */
@Controller('agency')
export class WorklistController {
  constructor(
    private readonly worklistService: WorklistService,
    private readonly worklistFileService: WorklistFileService,
    private readonly nudgeService: NudgeService,
  ) {}

  /** Duties past their day or near it, 50 a page. */
  @Get('worklist')
  @Requires('agency.read-people', 'agency.read-team')
  @Answers(worklistPage)
  list(
    @Scope() scope: AgencyScope,
    @Query({ schema: worklistQuery }) query: WorklistQuery,
  ): Promise<WorklistPage> {
    return this.worklistService.list(scope, query);
  }

  /** The same as a file, all pages of it. */
  @Get('worklist.csv')
  @Requires('agency.read-people', 'agency.read-team')
  @AnswersFile(CSV, 'Worklist')
  sendFile(
    @Scope() scope: AgencyScope,
    @Query({ schema: worklistQuery }) query: WorklistQuery,
    @Res() response: Response,
  ): Promise<void> {
    return this.worklistFileService.send(scope, query, (name) =>
      response.set({
        'content-type': CSV,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      }),
    );
  }

  /** What nudging these people would do. */
  @Post('worklist/nudge/preview')
  @Requires('agency.nudge', 'agency.nudge-team')
  @WithoutKey('It reads: a choice of people does not fit into an address.')
  @Answers(nudgePreview)
  previewNudges(
    @Scope() scope: AgencyScope,
    @Body({ schema: nudgeRequest }) request: NudgeRequest,
  ): Promise<NudgePreview> {
    return this.nudgeService.preview(scope, request);
  }

  /** Nudges them: one message each. */
  @Post('worklist/nudge')
  @Requires('agency.nudge', 'agency.nudge-team')
  @Answers(nudgeResult, 201, 'Written, and on its way')
  nudge(
    @Scope() scope: AgencyScope,
    @Body({ schema: nudgeRequest }) request: NudgeRequest,
    @Submitted() submission: Submission,
  ): Promise<NudgeResult> {
    return this.nudgeService.send(scope, request, submission);
  }
}
