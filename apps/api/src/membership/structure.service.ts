import { Injectable } from '@nestjs/common';
import type {
  EndRoleRequest,
  GrantRoleRequest,
  MemberRoles,
} from '@learning-reviews/contracts/role-grant.contract';
import type { AddedTeam, TeamList, TeamRequest } from '@learning-reviews/contracts/team.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { calendarDate } from '@learning-reviews/domain/calendar-date';
import { grantState } from '@learning-reviews/domain/membership/role-grant';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { RoleGrantService } from './role-grant.service.js';
import { TeamService } from './team.service.js';

/** What a training lead does with the teams and the roles of their agency, one press at a time. */
@Injectable()
export class StructureService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    readonly teams: TeamService,
    readonly roles: RoleGrantService,
    private readonly clock: Clock,
  ) {}

  /** Every team by name, with its members today. */
  async listTeams(scope: AgencyScope): Promise<TeamList> {
    return { teams: await this.database.read(scope, (tx) => this.teams.teamsOf(scope, tx)) };
  }

  /** @throws DomainError `team.name-taken` */
  addTeam(scope: AgencyScope, submission: Submission, { name }: TeamRequest): Promise<AddedTeam> {
    return this.onceOnly.write(scope, submission, async (tx) => ({
      id: await this.teams.addTeam(scope, tx, name),
    }));
  }

  /** @throws DomainError `request.not-found`, `team.name-taken` */
  renameTeam(scope: AgencyScope, teamId: string, { name }: TeamRequest): Promise<void> {
    return this.database.write(scope, (tx) => this.teams.renameTeam(scope, tx, teamId, name));
  }

  /** @throws DomainError `request.not-found`, `team.in-use` */
  removeTeam(scope: AgencyScope, teamId: string): Promise<void> {
    return this.database.write(scope, (tx) => this.teams.removeTeam(scope, tx, teamId));
  }

  /** @throws DomainError `request.not-found` */
  readRoles(scope: AgencyScope, membershipId: string): Promise<MemberRoles> {
    return this.database.read(scope, (tx) => this.rolesInWords(scope, tx, membershipId));
  }

  /** @throws DomainError as `RoleGrantService.grantRole` */
  grantRole(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    { role, from, to }: GrantRoleRequest,
  ): Promise<MemberRoles> {
    const days = { fromOn: calendarDate(from), toOn: to === null ? null : calendarDate(to) };
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.roles.grantRole(scope, tx, { membershipId, role, ...days });
      return this.rolesInWords(scope, tx, membershipId);
    });
  }

  /** @throws DomainError as `RoleGrantService.endRole` */
  endRole(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    { role, from, lastDay }: EndRoleRequest,
  ): Promise<MemberRoles> {
    const days = { fromOn: calendarDate(from), lastDay: lastDay === null ? null : calendarDate(lastDay) };
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.roles.endRole(scope, tx, { membershipId, role, ...days });
      return this.rolesInWords(scope, tx, membershipId);
    });
  }

  private async rolesInWords(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
  ): Promise<MemberRoles> {
    const member = await this.roles.memberOf(scope, tx, membershipId);
    if (member === undefined) throw notFound();
    const today = this.clock.today(scope.timeZone);
    const grants = await this.roles.rolesOf(scope, tx, membershipId);
    return {
      membershipId,
      name: member.name,
      today,
      grants: grants.map((grant) => ({
        role: grant.role,
        from: grant.fromOn,
        to: grant.toOn,
        state: grantState(grant, today),
      })),
      isLastLead: await this.roles.isLastLead(scope, tx, membershipId),
    };
  }
}
