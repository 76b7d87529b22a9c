import { Controller, Get, Query, Res } from '@nestjs/common';
import {
  type ExportHistory,
  exportHistory,
  type ExportKind,
  type ExportManifest,
  exportManifest,
  type ExportQuery,
  exportQuery,
} from '@learning-reviews/contracts/agency-export.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { AgencyExportService } from './agency-export.service.js';

const CSV = 'text/csv; charset=utf-8';

/** Files for returns and inspections: one agency's own, streamed, and the record of who took them. */
@Controller('agency/export')
export class AgencyExportController {
  constructor(private readonly agencyExportService: AgencyExportService) {}

  /** Who exported what, newest first. */
  @Get()
  @Requires('agency.export')
  @Answers(exportHistory)
  readHistory(@Scope() scope: AgencyScope): Promise<ExportHistory> {
    return this.agencyExportService.history(scope);
  }

  /** One row a completion in the range. */
  @Get('completions.csv')
  @Requires('agency.export')
  @AnswersFile(CSV, 'Completions')
  sendCompletions(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) range: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'completions', range, response);
  }

  /** What is required and not completed today. */
  @Get('not-completed.csv')
  @Requires('agency.export')
  @AnswersFile(CSV, 'Not completed')
  sendNotCompleted(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) range: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'not-completed', range, response);
  }

  /** Counts by module, workforce group and role. */
  @Get('summary.csv')
  @Requires('agency.export')
  @AnswersFile(CSV, 'Summary')
  sendSummary(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) range: ExportQuery,
    @Res() response: Response,
  ) {
    return this.send(scope, 'summary', range, response);
  }

  /** Rows and SHA-256 of the latest file of each kind for the range. */
  @Get('manifest')
  @Requires('agency.export')
  @Answers(exportManifest)
  readManifest(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) range: ExportQuery,
  ): Promise<ExportManifest> {
    return this.agencyExportService.manifest(scope, range);
  }

  /** The same as a file. */
  @Get('manifest.csv')
  @Requires('agency.export')
  @AnswersFile(CSV, 'Manifest')
  async sendManifest(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) range: ExportQuery,
    @Res() response: Response,
  ) {
    const { name, text } = await this.agencyExportService.manifestFile(scope, range);
    this.asFile(response, name).send(text);
  }

  private send(scope: AgencyScope, kind: ExportKind, range: ExportQuery, response: Response): Promise<void> {
    return this.agencyExportService.send(scope, kind, range, (name) => this.asFile(response, name));
  }

  private asFile(response: Response, name: string): Response {
    return response.set({
      'content-type': CSV,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    });
  }
}
