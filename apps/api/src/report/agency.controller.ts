import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import {
  type AgencyNow,
  agencyNow,
  type AgencyPersonDetail,
  agencyPersonDetail,
  type PeoplePage,
  peoplePage,
  type PeopleQuery,
  peopleQuery,
} from '@learning-reviews/contracts/agency.contract';
import { type AgencyModule, agencyModule } from '@learning-reviews/contracts/agency-module.contract';
import { id, slug } from '@learning-reviews/contracts/field';
import { type TargetRequest, targetRequest } from '@learning-reviews/contracts/target.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { AgencyModuleService } from './agency-module.service.js';
import { AgencyNowService } from './agency-now.service.js';
import { PeopleService } from './people.service.js';

/** The acting agency's own view of its people. */
@Controller('agency')
export class AgencyController {
  constructor(
    private readonly agencyNowService: AgencyNowService,
    private readonly agencyModuleService: AgencyModuleService,
    private readonly peopleService: PeopleService,
  ) {}

  /** My agency now: duties counted in all, by module, team, job role and workforce group, with its trend and target. */
  @Get()
  @Requires('agency.read-summary')
  @Answers(agencyNow)
  readNow(@Scope() scope: AgencyScope): Promise<AgencyNow> {
    return this.agencyNowService.read(scope);
  }

  /** Decides what share of its duties the agency means to have done. */
  @Put('target')
  @Requires('agency.set-target')
  @AnswersNothing('Saved')
  setTarget(
    @Scope() scope: AgencyScope,
    @Body({ schema: targetRequest }) request: TargetRequest,
  ): Promise<void> {
    return this.agencyNowService.setTarget(scope, request);
  }

  /** One module: by team and job role, completions by month, and the questions most often missed, of nobody. */
  @Get('module/:slug')
  @Requires('agency.read-summary')
  @Answers(agencyModule)
  readModule(
    @Scope() scope: AgencyScope,
    @Param('slug', { schema: slug }) module: string,
  ): Promise<AgencyModule> {
    return this.agencyModuleService.read(scope, module);
  }

  /** Members by family name, 50 a page; a line manager sees their own team. */
  @Get('people')
  @Requires('agency.read-people', 'agency.read-team')
  @Answers(peoplePage)
  listPeople(
    @Scope() scope: AgencyScope,
    @Query({ schema: peopleQuery }) query: PeopleQuery,
  ): Promise<PeoplePage> {
    return this.peopleService.list(scope, query);
  }

  /** One member: standing and evidence, never answers, scores or reflections. */
  @Get('people/:id')
  @Requires('agency.read-people', 'agency.read-team')
  @Answers(agencyPersonDetail)
  readPerson(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) membershipId: string,
  ): Promise<AgencyPersonDetail> {
    return this.peopleService.read(scope, membershipId);
  }
}
