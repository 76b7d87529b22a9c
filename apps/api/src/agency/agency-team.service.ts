import { Injectable } from '@nestjs/common';
import type { AgencyTeamRequest, JobRoleList } from '@learning-reviews/contracts/admin-agency.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { MembershipService } from '../membership/membership.service.js';
import { Database } from '../platform/database/database.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { AgencyDetailRepository } from './agency-detail.repository.js';

/** What an administrator does with the teams of one agency. */
@Injectable()
export class AgencyTeamService {
  constructor(
    private readonly database: Database,
    private readonly onceOnly: OnceOnly,
    private readonly details: AgencyDetailRepository,
    private readonly memberships: MembershipService,
  ) {}

  /** Job roles that can be given to somebody new. */
  readJobRoles(scope: AgencyScope): Promise<JobRoleList> {
    return this.database.read(scope, async (tx) => ({
      jobRoles: await this.details.findJobRoles(scope, tx),
    }));
  }

  /** @throws DomainError `team.name-taken` */
  addTeam(scope: AgencyScope, submission: Submission, { name }: AgencyTeamRequest): Promise<void> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.memberships.addTeam(scope, tx, name);
    });
  }

  /** @throws DomainError `request.not-found`, `team.name-taken` */
  renameTeam(scope: AgencyScope, teamId: string, { name }: AgencyTeamRequest): Promise<void> {
    return this.database.write(scope, (tx) => this.memberships.renameTeam(scope, tx, teamId, name));
  }

  /** @throws DomainError `request.not-found`, `team.in-use` */
  removeTeam(scope: AgencyScope, teamId: string): Promise<void> {
    return this.database.write(scope, (tx) => this.memberships.removeTeam(scope, tx, teamId));
  }
}
