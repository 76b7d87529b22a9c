import { Body, Controller, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  type ApplyImportRequest,
  applyImportRequest,
  type ImportDecisionRequest,
  importDecisionRequest,
  type ImportDetail,
  importDetail,
  importKind,
  type ImportKind,
  type ImportLeavers,
  importLeavers,
  type ImportMappingRequest,
  importMappingRequest,
  type ImportPage,
  importPage,
  type ImportRows,
  importRows,
  type ImportRowsQuery,
  importRowsQuery,
  type NewImport,
  newImport,
  type NewImportQuery,
  newImportQuery,
} from '@learning-reviews/contracts/import.contract';
import { id as identity } from '@learning-reviews/contracts/field';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { ImportAnswerService } from './import-answer.service.js';
import { ImportStopService } from './import-stop.service.js';
import { ImportUpload } from './import-upload.service.js';
import { ImportViewService } from './import-view.service.js';
import { ImportService } from './import.service.js';

const lineNumber = z.coerce.number().int().min(1).max(1_000_000);
const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The files of people, learning done elsewhere and headcounts that the acting agency brings. */
@Controller('agency/import')
export class ImportController {
  constructor(
    private readonly importService: ImportService,
    private readonly importAnswerService: ImportAnswerService,
    private readonly importStopService: ImportStopService,
    private readonly importViewService: ImportViewService,
    private readonly importUpload: ImportUpload,
  ) {}

  /** The latest imports. */
  @Get()
  @Requires('agency.import')
  @Answers(importPage)
  list(@Scope() scope: AgencyScope): Promise<ImportPage> {
    return this.importViewService.list(scope);
  }

  /** Takes a file, as it is, to be read. */
  @Post()
  @Requires('agency.import')
  @Answers(newImport, 201, 'Received')
  upload(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Query({ schema: newImportQuery }) query: NewImportQuery,
    @Req() request: Request,
  ): Promise<NewImport> {
    return this.importUpload.take(scope, submission, query, request);
  }

  /** An empty file with the right headings, as CSV. */
  @Get('template/:kind.csv')
  @Requires('agency.import')
  @AnswersFile(CSV, 'Template')
  async csvTemplate(
    @Scope() scope: AgencyScope,
    @Param('kind', { schema: importKind }) kind: ImportKind,
    @Res() response: Response,
  ): Promise<void> {
    sendFile(
      response,
      CSV,
      `${kind}-template.csv`,
      await this.importViewService.template(scope, kind, 'csv'),
    );
  }

  /** An empty file with the right headings, as an Excel workbook. */
  @Get('template/:kind.xlsx')
  @Requires('agency.import')
  @AnswersFile(XLSX, 'Template')
  async workbookTemplate(
    @Scope() scope: AgencyScope,
    @Param('kind', { schema: importKind }) kind: ImportKind,
    @Res() response: Response,
  ): Promise<void> {
    sendFile(
      response,
      XLSX,
      `${kind}-template.xlsx`,
      await this.importViewService.template(scope, kind, 'xlsx'),
    );
  }

  /** One import. */
  @Get(':id')
  @Requires('agency.import')
  @Answers(importDetail)
  read(@Scope() scope: AgencyScope, @Param('id', { schema: identity }) id: string): Promise<ImportDetail> {
    return this.importViewService.read(scope, id);
  }

  /** Its rows as they were checked. */
  @Get(':id/row')
  @Requires('agency.import')
  @Answers(importRows)
  readRows(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: identity }) id: string,
    @Query({ schema: importRowsQuery }) query: ImportRowsQuery,
  ): Promise<ImportRows> {
    return this.importViewService.readRows(scope, id, query);
  }

  /** Members it proposes as leavers. */
  @Get(':id/leaver')
  @Requires('agency.import')
  @Answers(importLeavers)
  readLeavers(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: identity }) id: string,
  ): Promise<ImportLeavers> {
    return this.importViewService.readLeavers(scope, id);
  }

  /** Its rows to mend, to be mended and brought again. */
  @Get(':id/to-mend.csv')
  @Requires('agency.import')
  @AnswersFile(CSV, 'Rows to mend')
  async errorFile(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: identity }) id: string,
    @Res() response: Response,
  ): Promise<void> {
    sendFile(response, CSV, 'rows-to-mend.csv', await this.importViewService.errorFile(scope, id));
  }

  /** Says which column is which. */
  @Put(':id/mapping')
  @Requires('agency.import')
  @AnswersNothing('Being checked')
  map(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: identity }) id: string,
    @Body({ schema: importMappingRequest }) request: ImportMappingRequest,
  ): Promise<void> {
    return this.importAnswerService.map(scope, id, request);
  }

  /** Says whether a row is about somebody who is here already. */
  @Put(':id/row/:line')
  @Requires('agency.import')
  @AnswersNothing('Kept')
  decide(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: identity }) id: string,
    @Param('line', { schema: lineNumber }) line: number,
    @Body({ schema: importDecisionRequest }) request: ImportDecisionRequest,
  ): Promise<void> {
    return this.importAnswerService.decide(scope, id, line, request);
  }

  /** Has the rows checked again. */
  @Post(':id/check')
  @Requires('agency.import')
  @AnswersNothing('Being checked')
  recheck(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: identity }) id: string,
  ): Promise<void> {
    return this.importAnswerService.recheck(scope, submission, id);
  }

  /** Has what was looked at applied. */
  @Post(':id/application')
  @Requires('agency.import')
  @AnswersNothing('Being applied')
  apply(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: identity }) id: string,
    @Body({ schema: applyImportRequest }) request: ApplyImportRequest,
  ): Promise<void> {
    return this.importService.apply(scope, submission, id, request);
  }

  /** Stops an import that has not been applied. */
  @Post(':id/cancellation')
  @Requires('agency.import')
  @AnswersNothing('Stopped')
  cancel(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: identity }) id: string,
  ): Promise<void> {
    return this.importStopService.cancel(scope, submission, id);
  }

  /** Has the last import of people taken back. */
  @Post(':id/undoing')
  @Requires('agency.import')
  @AnswersNothing('Being undone')
  undo(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: identity }) id: string,
  ): Promise<void> {
    return this.importService.undo(scope, submission, id);
  }
}

function sendFile(response: Response, type: string, name: string, content: string | Buffer): void {
  response.set({ 'content-type': type, 'content-disposition': `attachment; filename="${name}"` });
  response.send(content);
}
