import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import {
  type ExportFormat,
  type ExportKind,
  type ExportQuery,
  exportQuery,
} from '@learning-reviews/contracts/agency-export.contract';
import { id } from '@learning-reviews/contracts/field';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { AnswersFile } from '../platform/http/answers.js';
import { ExportDownloadService } from './export-download.service.js';
import { MEDIA_TYPE } from './export-file.js';
import { asFile, readerOf } from './export-response.js';
import { PreparedFileService } from './prepared-file.service.js';

/** The files themselves: streamed as they are read, or kept since they were written in the background. */
@Controller('agency/export')
export class ExportFileController {
  constructor(
    private readonly exportDownloadService: ExportDownloadService,
    private readonly preparedFileService: PreparedFileService,
  ) {}

  /** One row a completion in the range. */
  @Get('completions.csv')
  @Requires('agency.export')
  @AnswersFile(MEDIA_TYPE.csv, 'Completions')
  sendCompletions(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'completions', 'csv', query, response);
  }

  /** What is required and not completed today. */
  @Get('not-completed.csv')
  @Requires('agency.export')
  @AnswersFile(MEDIA_TYPE.csv, 'Not completed')
  sendNotCompleted(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'not-completed', 'csv', query, response);
  }

  /** Counts by module, workforce group and role. */
  @Get('summary.csv')
  @Requires('agency.export')
  @AnswersFile(MEDIA_TYPE.csv, 'Summary')
  sendSummary(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'summary', 'csv', query, response);
  }

  /** Completions as an Excel workbook, up to 100,000 rows. */
  @Get('completions.xlsx')
  @Requires('agency.export')
  @AnswersFile(MEDIA_TYPE.xlsx, 'Completions')
  sendCompletionsWorkbook(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'completions', 'xlsx', query, response);
  }

  /** What is not completed, as an Excel workbook, up to 100,000 rows. */
  @Get('not-completed.xlsx')
  @Requires('agency.export')
  @AnswersFile(MEDIA_TYPE.xlsx, 'Not completed')
  sendNotCompletedWorkbook(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'not-completed', 'xlsx', query, response);
  }

  /** The counts as an Excel workbook. */
  @Get('summary.xlsx')
  @Requires('agency.export')
  @AnswersFile(MEDIA_TYPE.xlsx, 'Summary')
  sendSummaryWorkbook(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'summary', 'xlsx', query, response);
  }

  /** A file that was written in the background, until its days are over. */
  @Get(':id/file')
  @Requires('agency.export')
  @AnswersFile('application/octet-stream', 'The file')
  async sendPrepared(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) exportId: string,
    @Res() response: Response,
  ) {
    const { name, format, bytes, content } = await this.preparedFileService.fetch(scope, exportId);
    if (bytes !== null) response.set('content-length', String(bytes));
    await pipeline(content, asFile(response, name, format)).catch((error: unknown) => {
      // Whoever goes away is no fault, and costs nothing but an open file.
      if (!response.destroyed) throw error;
    });
  }

  private async send(
    scope: AgencyScope,
    kind: ExportKind,
    format: ExportFormat,
    query: ExportQuery,
    response: Response,
  ): Promise<void> {
    await this.exportDownloadService.send(scope, { kind, format, query }, readerOf(response, format));
  }
}
