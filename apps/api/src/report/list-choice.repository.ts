import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** What lists of an agency's people can be filtered by on a day. */
export interface ListChoices {
  readonly modules: { slug: string; title: string }[];
  readonly teams: { id: string; name: string }[];
  readonly jobRoles: { code: string; label: string }[];
  readonly groups: number[];
  readonly managers: { id: string; name: string }[];
}

/** Finds what lists of an agency's people can be filtered by: never anything outside the scope. */
@Injectable()
export class ListChoiceRepository {
  /** Everything; for a line manager no managers, since their list has themselves alone. */
  async findAll(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<ListChoices> {
    return {
      modules: await this.findModules(scope, tx),
      teams: await this.findTeams(scope, tx, today),
      jobRoles: await this.findJobRoles(scope, tx, today),
      groups: await this.findGroups(scope, tx, today),
      managers: scope.teamOf === null ? await this.findManagers(scope, tx, today) : [],
    };
  }

  /** Teams that today's members are in, by name: what the list can be filtered by. */
  findTeams(
    scope: AgencyScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<{ id: string; name: string }[]> {
    return tx.query(
      `select team.id, team.name from team
       where team.agency_id = $1 and exists (
         select from membership m
         where m.agency_id = $1 and m.team_id = team.id and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
           and ($3::uuid is null or m.manager_membership_id = $3))
       order by team.name`,
      [scope.agencyId, today, scope.teamOf],
    );
  }

  /** Job roles that today's members have, by label: what the list can be filtered by. */
  findJobRoles(
    scope: AgencyScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<{ code: string; label: string }[]> {
    return tx.query(
      `select member.job_role as code, coalesce(job_role.label, member.job_role) as label
       from (
         select distinct m.job_role from membership m
         where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
           and ($3::uuid is null or m.manager_membership_id = $3)
       ) member
       left join job_role on job_role.code = member.job_role
       order by label`,
      [scope.agencyId, today, scope.teamOf],
    );
  }

  /** Modules that the agency requires of anybody, by title. */
  findModules(scope: AgencyScope, tx: Transaction): Promise<{ slug: string; title: string }[]> {
    return tx.query(
      `select module.slug, version.title
       from module
       join lateral (
         select v.title from module_version v where v.module_id = module.id order by v.version desc limit 1
       ) version on true
       where exists (select from standing s where s.agency_id = $1 and s.module_id = module.id)
       order by version.title`,
      [scope.agencyId],
    );
  }

  /** Workforce groups that today's members are in, ascending. */
  async findGroups(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<number[]> {
    const rows: { group: number }[] = await tx.query(
      `select distinct m.workforce_group as "group" from membership m
       where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
         and ($3::uuid is null or m.manager_membership_id = $3) and m.workforce_group is not null
       order by 1`,
      [scope.agencyId, today, scope.teamOf],
    );
    return rows.map(({ group }) => group);
  }

  /** Whoever is the line manager of one of today's members, by family name. */
  findManagers(
    scope: AgencyScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<{ id: string; name: string }[]> {
    return tx.query(
      `select manager.id, manager.display_name as name
       from (
         select distinct m.manager_membership_id as id from membership m
         where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       ) named
       join membership manager on manager.agency_id = $1 and manager.id = named.id
       order by manager.search_name, manager.id`,
      [scope.agencyId, today],
    );
  }
}
