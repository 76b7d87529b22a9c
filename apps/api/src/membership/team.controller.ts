import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { id } from '@learning-reviews/contracts/field';
import {
  type AddedTeam,
  addedTeam,
  type TeamList,
  teamList,
  type TeamRequest,
  teamRequest,
} from '@learning-reviews/contracts/team.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Requires, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { StructureService } from './structure.service.js';

/** The teams of the acting agency. */
@Controller('agency/team')
export class TeamController {
  constructor(private readonly structure: StructureService) {}

  /** Every team by name, with its members today. */
  @Get()
  @Requires('agency.manage-teams')
  @Answers(teamList)
  list(@Scope() scope: AgencyScope): Promise<TeamList> {
    return this.structure.listTeams(scope);
  }

  /** Adds a team. */
  @Post()
  @Requires('agency.manage-teams')
  @Answers(addedTeam, 201, 'Added')
  add(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: teamRequest }) request: TeamRequest,
  ): Promise<AddedTeam> {
    return this.structure.addTeam(scope, submission, request);
  }

  /** Gives a team another name. */
  @Put(':id')
  @Requires('agency.manage-teams')
  @AnswersNothing('Renamed')
  rename(
    @Scope() scope: AgencyScope,
    @Param('id', { schema: id }) teamId: string,
    @Body({ schema: teamRequest }) request: TeamRequest,
  ): Promise<void> {
    return this.structure.renameTeam(scope, teamId, request);
  }

  /** Removes a team in which nobody works. */
  @Delete(':id')
  @Requires('agency.manage-teams')
  @AnswersNothing('Removed')
  remove(@Scope() scope: AgencyScope, @Param('id', { schema: id }) teamId: string): Promise<void> {
    return this.structure.removeTeam(scope, teamId);
  }
}
