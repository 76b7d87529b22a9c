import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  type ModuleDetail,
  moduleDetail,
  type ModuleList,
  moduleList,
  type ModuleQuery,
  moduleQuery,
} from '@learning-reviews/contracts/curriculum.contract';
import { slug } from '@learning-reviews/contracts/field';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { Public, Scope } from '../platform/access/access.js';
import { Answers } from '../platform/http/answers.js';
import { CatalogueService } from './catalogue.service.js';

/** The module catalogue. */
@Controller('module')
export class CurriculumController {
  constructor(private readonly catalogueService: CatalogueService) {}

  /** Modules that match the filters, and what may be filtered by. */
  @Get()
  @Public()
  @Answers(moduleList)
  list(@Scope() scope: PublicScope, @Query({ schema: moduleQuery }) query: ModuleQuery): Promise<ModuleList> {
    return this.catalogueService.list(scope, query);
  }

  /** One module: what somebody needs to decide whether to start. */
  @Get(':slug')
  @Public()
  @Answers(moduleDetail)
  one(@Scope() scope: PublicScope, @Param('slug', { schema: slug }) module: string): Promise<ModuleDetail> {
    return this.catalogueService.one(scope, module);
  }
}
