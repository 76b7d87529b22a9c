import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { ReflectionModule } from '../platform/reflection/reflection.module.js';
import { CpdEntryRepository } from './cpd-entry.repository.js';
import { CpdExportService } from './cpd-export.service.js';
import { CpdKeeper } from './cpd-keeper.service.js';
import { CpdOwnerRepository } from './cpd-owner.repository.js';
import { CpdRecordService } from './cpd-record.service.js';
import { CpdReflectionRepository } from './cpd-reflection.repository.js';
import { CpdReflections } from './cpd-reflections.service.js';
import { CpdController } from './cpd.controller.js';
import { CpdService } from './cpd.service.js';
import { ThemeNameRepository } from './theme-name.repository.js';

/** A person's CPD record: what they learned, here and elsewhere, and what they make of it. */
@Module({
  imports: [CurriculumModule, ReflectionModule],
  controllers: [CpdController],
  providers: [
    CpdEntryRepository,
    CpdExportService,
    CpdKeeper,
    CpdOwnerRepository,
    CpdRecordService,
    CpdReflectionRepository,
    CpdReflections,
    CpdService,
    ThemeNameRepository,
  ],
  exports: [CpdService],
})
export class CpdModule {}
