import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import {
  type AddAgencyRequest,
  addAgencyRequest,
  type AddedAgency,
  addedAgency,
  type AgencyDetail,
  agencyDetail,
  type AgencyList,
  agencyList,
  type AgencyTeamRequest,
  agencyTeamRequest,
  type AppointMemberRequest,
  appointMemberRequest,
  type AppointPersonRequest,
  appointPersonRequest,
  type ChangeAgencyRequest,
  changeAgencyRequest,
  type EndAgencyRoleRequest,
  endAgencyRoleRequest,
  type JobRoleList,
  jobRoleList,
  type RenameAgencyRequest,
  renameAgencyRequest,
} from '@learning-reviews/contracts/admin-agency.contract';
import { id as uuidOf } from '@learning-reviews/contracts/field';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { z } from 'zod';
import { Requires, RequiresInAgency, Scope } from '../platform/access/access.js';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { Submitted, type Submission } from '../platform/idempotency/submission.js';
import { AgencyChangeService } from './agency-change.service.js';
import { AgencyService } from './agency.service.js';
import { AgencyLeadService } from './agency-lead.service.js';
import { AgencyTeamService } from './agency-team.service.js';

/** An agency's number in a path. */
const number = z.coerce.number().int().min(1).max(2_147_483_647);

/**
 * The agencies, for administrators. What is written in the agency's own row is written in the partnership's scope;
 * what is inside the agency, in the scope of the one that the path names.
 */
@Controller('admin/agency')
export class AdminAgencyController {
  constructor(
    private readonly agencyService: AgencyService,
    private readonly agencyChangeService: AgencyChangeService,
    private readonly agencyTeamService: AgencyTeamService,
    private readonly agencyLeadService: AgencyLeadService,
  ) {}

  /** Every agency, with how many work there. */
  @Get()
  @Requires('agency.administer')
  @Answers(agencyList)
  list(@Scope() scope: AgencyScope): Promise<AgencyList> {
    return this.agencyService.list(scope);
  }

  /** Adds one. */
  @Post()
  @Requires('agency.administer')
  @Answers(addedAgency, 201, 'Added')
  add(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: addAgencyRequest }) request: AddAgencyRequest,
  ): Promise<AddedAgency> {
    return this.agencyChangeService.add(scope, submission, request);
  }

  /** One agency. */
  @Get(':agencyId')
  @RequiresInAgency('agency.administer', 'agencyId')
  @Answers(agencyDetail)
  read(@Scope() scope: AgencyScope): Promise<AgencyDetail> {
    return this.agencyService.read(scope);
  }

  /** Changes where it stands, what it is, and its days. */
  @Put(':agencyId')
  @Requires('agency.administer')
  @AnswersNothing('Changed')
  change(
    @Scope() scope: AgencyScope,
    @Param('agencyId', { schema: number }) agencyId: number,
    @Body({ schema: changeAgencyRequest }) request: ChangeAgencyRequest,
  ): Promise<void> {
    return this.agencyChangeService.change(scope, agencyId, request);
  }

  /** Gives it another name from a day on. */
  @Post(':agencyId/name')
  @Requires('agency.administer')
  @AnswersNothing('Renamed')
  rename(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Param('agencyId', { schema: number }) agencyId: number,
    @Body({ schema: renameAgencyRequest }) request: RenameAgencyRequest,
  ): Promise<void> {
    return this.agencyChangeService.rename(scope, submission, agencyId, request);
  }

  /** Job roles that somebody new may have. */
  @Get(':agencyId/job-role')
  @RequiresInAgency('agency.administer', 'agencyId')
  @Answers(jobRoleList)
  readJobRoles(@Scope() scope: AgencyScope): Promise<JobRoleList> {
    return this.agencyTeamService.readJobRoles(scope);
  }

  /** Adds a team to it. */
  @Post(':agencyId/team')
  @RequiresInAgency('agency.administer', 'agencyId')
  @AnswersNothing('Added')
  addTeam(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: agencyTeamRequest }) request: AgencyTeamRequest,
  ): Promise<void> {
    return this.agencyTeamService.addTeam(scope, submission, request);
  }

  /** Gives one of its teams another name. */
  @Put(':agencyId/team/:teamId')
  @RequiresInAgency('agency.administer', 'agencyId')
  @AnswersNothing('Renamed')
  renameTeam(
    @Scope() scope: AgencyScope,
    @Param('teamId', { schema: uuidOf }) teamId: string,
    @Body({ schema: agencyTeamRequest }) request: AgencyTeamRequest,
  ): Promise<void> {
    return this.agencyTeamService.renameTeam(scope, teamId, request);
  }

  /** Takes away one of its teams in which nobody works. */
  @Delete(':agencyId/team/:teamId')
  @RequiresInAgency('agency.administer', 'agencyId')
  @AnswersNothing('Removed')
  removeTeam(
    @Scope() scope: AgencyScope,
    @Param('teamId', { schema: uuidOf }) teamId: string,
  ): Promise<void> {
    return this.agencyTeamService.removeTeam(scope, teamId);
  }

  /** Makes one of its members a training lead. */
  @Post(':agencyId/lead')
  @RequiresInAgency('agency.administer', 'agencyId')
  @AnswersNothing('Appointed')
  appointMember(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: appointMemberRequest }) request: AppointMemberRequest,
  ): Promise<void> {
    return this.agencyLeadService.appointMember(scope, submission, request);
  }

  /** Takes somebody on as a training lead. */
  @Post(':agencyId/lead/new')
  @RequiresInAgency('agency.administer', 'agencyId')
  @AnswersNothing('Appointed')
  appointPerson(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: appointPersonRequest }) request: AppointPersonRequest,
  ): Promise<void> {
    return this.agencyLeadService.appointPerson(scope, submission, request);
  }

  /** Ends a role of one of its members on a day. */
  @Post(':agencyId/role/end')
  @RequiresInAgency('agency.administer', 'agencyId')
  @AnswersNothing('Ended')
  endRole(
    @Scope() scope: AgencyScope,
    @Submitted() submission: Submission,
    @Body({ schema: endAgencyRoleRequest }) request: EndAgencyRoleRequest,
  ): Promise<void> {
    return this.agencyLeadService.endRole(scope, submission, request);
  }
}
