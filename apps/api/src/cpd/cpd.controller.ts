import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  type AddOutsideLearningRequest,
  addOutsideLearningRequest,
  type CpdEntry,
  cpdEntry,
  type CpdExport,
  cpdExport,
  type CpdExportQuery,
  cpdExportQuery,
  type CpdQuery,
  cpdQuery,
  type CpdRecord,
  cpdRecord,
  type LowerMinutesRequest,
  lowerMinutesRequest,
  type SaveCpdReflectionRequest,
  saveCpdReflectionRequest,
  type SavedCpdEntry,
  savedCpdEntry,
} from '@learning-reviews/contracts/cpd.contract';
import { id } from '@learning-reviews/contracts/field';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Response } from 'express';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersFile, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { CpdExportService } from './cpd-export.service.js';
import { CpdKeeper } from './cpd-keeper.service.js';
import { CpdRecordService } from './cpd-record.service.js';
import { CpdReflections } from './cpd-reflections.service.js';

const CSV = 'text/csv; charset=utf-8';
const ID = { schema: id };

/** A person's own CPD record. */
@Controller('cpd')
export class CpdController {
  constructor(
    private readonly record: CpdRecordService,
    private readonly keeper: CpdKeeper,
    private readonly reflections: CpdReflections,
    private readonly exporting: CpdExportService,
  ) {}

  /** The record by registration year. */
  @Get()
  @Requires('cpd.manage-own')
  @Answers(cpdRecord)
  read(@Scope() scope: PersonScope, @Query({ schema: cpdQuery }) query: CpdQuery): Promise<CpdRecord> {
    return this.record.read(scope, query);
  }

  /** Adds learning done elsewhere. */
  @Post()
  @Requires('cpd.manage-own')
  @Answers(savedCpdEntry, 201, 'Added')
  add(
    @Scope() scope: PersonScope,
    @Submitted() submission: Submission,
    @Body({ schema: addOutsideLearningRequest }) request: AddOutsideLearningRequest,
  ): Promise<SavedCpdEntry> {
    return this.keeper.add(scope, submission, request);
  }

  /** The record as a body asks for it, to print and to copy from. */
  @Get('export')
  @Requires('cpd.manage-own')
  @Answers(cpdExport)
  readExport(
    @Scope() scope: PersonScope,
    @Query({ schema: cpdExportQuery }) query: CpdExportQuery,
  ): Promise<CpdExport> {
    return this.exporting.read(scope, query);
  }

  /** The same as a file. */
  @Get('export.csv')
  @Requires('cpd.manage-own')
  @AnswersFile(CSV, 'The record')
  async sendExport(
    @Scope() scope: PersonScope,
    @Query({ schema: cpdExportQuery }) query: CpdExportQuery,
    @Res() response: Response,
  ) {
    const { name, text } = await this.exporting.file(scope, query);
    response.set({ 'content-type': CSV, 'content-disposition': `attachment; filename="${name}"` }).send(text);
  }

  /** One entry, with what the person has written about it. */
  @Get(':id')
  @Requires('cpd.manage-own')
  @Answers(cpdEntry)
  show(@Scope() scope: PersonScope, @Param('id', ID) entryId: string): Promise<CpdEntry> {
    return this.record.show(scope, entryId);
  }

  /** Takes learning done elsewhere off the record. */
  @Delete(':id')
  @Requires('cpd.manage-own')
  @AnswersNothing('Deleted')
  delete(@Scope() scope: PersonScope, @Param('id', ID) entryId: string): Promise<void> {
    return this.keeper.delete(scope, entryId);
  }

  /** Records fewer minutes. */
  @Put(':id/minutes')
  @Requires('cpd.manage-own')
  @Answers(savedCpdEntry, 200, 'Saved')
  lowerMinutes(
    @Scope() scope: PersonScope,
    @Param('id', ID) entryId: string,
    @Body({ schema: lowerMinutesRequest }) request: LowerMinutesRequest,
  ): Promise<SavedCpdEntry> {
    return this.keeper.lowerMinutes(scope, entryId, request);
  }

  /** Keeps the person's own words, encrypted. */
  @Put(':id/reflection')
  @Requires('cpd.manage-own')
  @Answers(savedCpdEntry, 200, 'Saved')
  saveReflection(
    @Scope() scope: PersonScope,
    @Param('id', ID) entryId: string,
    @Body({ schema: saveCpdReflectionRequest }) request: SaveCpdReflectionRequest,
  ): Promise<SavedCpdEntry> {
    return this.reflections.save(scope, entryId, request);
  }
}
