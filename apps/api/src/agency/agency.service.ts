import { Injectable } from '@nestjs/common';
import type { AgencyDetail, AgencyList } from '@learning-reviews/contracts/admin-agency.contract';
import type { AgencyLink } from '@learning-reviews/contracts/agency-link';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { addDays } from '@learning-reviews/domain/calendar-date';
import { MembershipService } from '../membership/membership.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { AgencyDetailRepository } from './agency-detail.repository.js';
import { AgencyRepository, type AgencyRow } from './agency.repository.js';

const MOST_CHANGES = 50;

/** Shows administrators which agencies there are, and one of them. */
@Injectable()
export class AgencyService {
  constructor(
    private readonly database: Database,
    private readonly agencies: AgencyRepository,
    private readonly details: AgencyDetailRepository,
    private readonly memberships: MembershipService,
    private readonly clock: Clock,
  ) {}

  /** Every agency, with how many work there: in the partnership's own scope. */
  list(scope: AgencyScope): Promise<AgencyList> {
    const today = this.clock.today(scope.timeZone);
    return this.database.read(scope, async (tx) => {
      const all = await this.agencies.findAll(scope, tx);
      const sizes = new Map((await this.agencies.findSizes(scope, tx, today)).map((size) => [size.id, size]));
      return {
        today,
        agencies: all.map(({ id, code, name, kind, parentId, fromOn, toOn, succeededBy }) => ({
          id,
          code,
          name,
          kind,
          parentId,
          from: fromOn,
          to: toOn,
          succeededBy: linkTo(all, succeededBy),
          members: sizes.get(id)?.members ?? 0,
          leads: sizes.get(id)?.leads ?? 0,
        })),
      };
    });
  }

  /** The agency of the scope: what it is and was, its teams, and the people who hold a role there. */
  async read(scope: AgencyScope): Promise<AgencyDetail> {
    const today = this.clock.today(scope.timeZone);
    const { agencyId } = scope;
    // No agency may read its own audit log; what an administrator sees of it is read as the agency's job.
    const asJob: JobScope = { brand: 'JobScope', agencyId };
    const changes = await this.database.read(asJob, (tx) =>
      this.details.findChanges(asJob, tx, MOST_CHANGES),
    );
    return this.database.read(scope, async (tx) => {
      const all = await this.agencies.findAll(scope, tx);
      const agency = all.find(({ id }) => id === agencyId);
      if (agency === undefined) throw notFound();
      const names = await this.agencies.findFormerNames(scope, tx, agencyId);
      const roles = await this.details.findRoles(scope, tx, today);
      const teams = await this.memberships.teamsOf(scope, tx);
      const { code, name, kind, timeZone, version } = agency;
      return {
        today,
        id: agencyId,
        code,
        name,
        nameSince: names[0] === undefined ? agency.fromOn : addDays(names[0].toOn, 1),
        kind,
        timeZone,
        from: agency.fromOn,
        to: agency.toOn,
        version,
        parent: linkTo(all, agency.parentId),
        succeededBy: linkTo(all, agency.succeededBy),
        predecessors: all
          .filter(({ succeededBy }) => succeededBy === agencyId)
          .map((one) => ({ id: one.id, name: one.name })),
        formerNames: names.map((former) => ({ name: former.name, from: former.fromOn, to: former.toOn })),
        members: await this.details.countMembers(scope, tx, today),
        teams: teams.map((team) => ({
          id: team.id,
          name: team.name,
          members: team.members,
          isEmpty: team.isEmpty,
        })),
        roles: roles.map(({ membershipId, name: holder, role, fromOn, toOn }) => ({
          membershipId,
          name: holder,
          role,
          from: fromOn,
          to: toOn,
          isCurrent: fromOn <= today,
        })),
        changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
      };
    });
  }
}

function linkTo(all: readonly AgencyRow[], id: number | null): AgencyLink | null {
  const found = all.find((agency) => agency.id === id);
  return found === undefined ? null : { id: found.id, name: found.name };
}
