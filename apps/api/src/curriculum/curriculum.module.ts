import { Module } from '@nestjs/common';
import { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueService } from './catalogue.service.js';
import { CurriculumController } from './curriculum.controller.js';
import { CurriculumService } from './curriculum.service.js';
import { ModuleVersionRepository } from './module-version.repository.js';

/** Modules and their versions: published at the start, read by everybody. */
@Module({
  controllers: [CurriculumController],
  providers: [CatalogueRepository, CatalogueService, CurriculumService, ModuleVersionRepository],
  exports: [CurriculumService],
})
export class CurriculumModule {}
