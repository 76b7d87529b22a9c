import { Injectable } from '@nestjs/common';
import type {
  AlikeMembers,
  AlikeRequest,
  MemberChoice,
  MemberRecord,
} from '@learning-reviews/contracts/membership.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { searchableName } from '@learning-reviews/domain/person/searchable-name';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { MemberRepository } from './member.repository.js';
import { RoleGrantService } from './role-grant.service.js';

/** What the forms about one member show before anything is changed. */
@Injectable()
export class MemberRecordService {
  constructor(
    private readonly database: Database,
    private readonly members: MemberRepository,
    private readonly roles: RoleGrantService,
    private readonly clock: Clock,
  ) {}

  /** Job roles, teams and managers to choose from. */
  readChoice(scope: AgencyScope): Promise<MemberChoice> {
    return this.database.read(scope, (tx) => this.choice(scope, tx));
  }

  /** @throws DomainError `request.not-found` */
  read(scope: AgencyScope, membershipId: string): Promise<MemberRecord> {
    const today = this.clock.today(scope.timeZone);
    return this.database.read(scope, async (tx) => {
      const member = await this.members.find(scope, tx, membershipId);
      if (member === undefined) throw notFound();
      const { personId: _person, fromOn, toOn, accessEndedAt, ...facts } = member;
      return {
        ...facts,
        from: fromOn,
        to: toOn,
        accessEndedAt: accessEndedAt?.toISOString() ?? null,
        hasLeft: toOn !== null && toOn < today,
        isLastLead: await this.roles.isLastLead(scope, tx, membershipId),
        choice: await this.choice(scope, tx),
      };
    });
  }

  /** Who of this agency, now or formerly, has the same name or the same work email. Nobody else's people are asked. */
  async findAlike(
    scope: AgencyScope,
    { givenName, familyName, workEmail }: AlikeRequest,
  ): Promise<AlikeMembers> {
    const name = searchableName(`${familyName} ${givenName}`);
    const today = this.clock.today(scope.timeZone);
    const people = await this.database.read(scope, (tx) =>
      this.members.findAlike(scope, tx, name, workEmail, today),
    );
    return { people };
  }

  private async choice(scope: AgencyScope, tx: Transaction): Promise<MemberChoice> {
    const today = this.clock.today(scope.timeZone);
    return {
      today,
      jobRoles: await this.members.findJobRoles(scope, tx, today),
      teams: await this.members.findTeams(scope, tx),
      managers: await this.members.findManagers(scope, tx, today),
    };
  }
}
