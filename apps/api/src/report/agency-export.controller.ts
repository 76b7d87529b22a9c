import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  type ExportHistory,
  exportHistory,
  type ExportManifest,
  exportManifest,
  type ExportOffer,
  exportOffer,
  type ExportOfferQuery,
  exportOfferQuery,
  type ExportQuery,
  exportQuery,
  type NewExport,
  newExport,
  orderedExport,
} from '@learning-reviews/contracts/agency-export.contract';
import { id } from '@learning-reviews/contracts/field';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile, AnswersNothing } from '../platform/http/answers.js';
import { type Submission, Submitted } from '../platform/idempotency/submission.js';
import { AgencyExportService } from './agency-export.service.js';
import { MEDIA_TYPE } from './export-file.js';
import { asFile } from './export-response.js';
import { PreparedExportService } from './prepared-export.service.js';

/** What an agency can take out, who took what, and the files that are written in the background. */
@Controller('agency/export')
export class AgencyExportController {
  constructor(
    private readonly agencyExportService: AgencyExportService,
    private readonly preparedExportService: PreparedExportService,
  ) {}

  /** Who exported what, newest first. */
  @Get()
  @Requires('agency.export')
  @Answers(exportHistory)
  readHistory(@Scope() scope: AgencyScope): Promise<ExportHistory> {
    return this.agencyExportService.history(scope);
  }

  /** How long each file would be, and what rows can be chosen by. */
  @Get('offer')
  @Requires('agency.export')
  @Answers(exportOffer)
  readOffer(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportOfferQuery }) query: ExportOfferQuery,
  ): Promise<ExportOffer> {
    return this.agencyExportService.offer(scope, query);
  }

  /** Rows and SHA-256 of the latest file of each kind and format for the days and filters. */
  @Get('manifest')
  @Requires('agency.export')
  @Answers(exportManifest)
  readManifest(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) query: ExportQuery,
  ): Promise<ExportManifest> {
    return this.agencyExportService.manifest(scope, query);
  }

  /** The same as a file. */
  @Get('manifest.csv')
  @Requires('agency.export')
  @AnswersFile(MEDIA_TYPE.csv, 'Manifest')
  async sendManifest(
    @Scope() scope: AgencyScope,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res() response: Response,
  ) {
    const { name, text } = await this.agencyExportService.manifestFile(scope, query);
    asFile(response, name, 'csv').send(text);
  }

  /** Orders a file that is written in the background and kept for seven days. */
  @Post()
  @Requires('agency.export')
  @Answers(orderedExport, 202, 'It is being prepared')
  prepare(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: newExport }) body: NewExport,
  ): Promise<{ id: string }> {
    return this.preparedExportService.prepare(scope, submission, body);
  }

  /** Takes the order back while the file waits or is being written. */
  @Post(':id/cancellation')
  @Requires('agency.export')
  @AnswersNothing('It is not prepared any more')
  cancel(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('id', { schema: id }) exportId: string,
  ): Promise<void> {
    return this.preparedExportService.cancel(scope, submission, exportId);
  }
}
