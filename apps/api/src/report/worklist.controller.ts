import { Controller, Get, Query, Res } from '@nestjs/common';
import {
  type WorklistPage,
  worklistPage,
  type WorklistQuery,
  worklistQuery,
} from '@learning-reviews/contracts/worklist.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { WorklistFileService } from './worklist-file.service.js';
import { WorklistService } from './worklist.service.js';

const CSV = 'text/csv; charset=utf-8';

/** What is late in the acting agency, or will soon be; a line manager sees their own team's. */
@Controller('agency')
export class WorklistController {
  constructor(
    private readonly worklistService: WorklistService,
    private readonly worklistFileService: WorklistFileService,
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
}
