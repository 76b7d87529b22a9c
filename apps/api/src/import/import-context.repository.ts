import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { KnownModule } from '@learning-reviews/domain/import/completion-row';
import type { KnownMember } from '@learning-reviews/domain/import/people-plan';
import type { KnownJobRole } from '@learning-reviews/domain/import/people-row';
import type { Transaction } from '../platform/database/database.js';
import { GROUPS_OF_ROLE } from '../platform/setting/workforce-groups.js';

/** A member with the ids of their team and manager. */
export interface PlacedMember extends KnownMember {
  readonly teamId: string | null;
  readonly managerMembershipId: string | null;
}

/** A member as a human tells them apart from others. */
export interface MemberCard {
  readonly membershipId: string;
  readonly name: string;
  readonly staffRef: string;
  readonly jobRole: string;
  readonly team: string | null;
  readonly workEmail: string;
}

/** A membership of any time, as a completion is put into it. */
export interface DatedMember {
  readonly membershipId: string;
  readonly personId: string;
  readonly staffRef: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** Reads what a file is compared with. */
@Injectable()
export class ImportContextRepository {
  /** IANA name of the zone that decides which day it is in the agency. */
  async findTimeZone(scope: AgencyScope | JobScope, tx: Transaction): Promise<string> {
    const [row]: { zone: string }[] = await tx.query('select time_zone as zone from agency where id = $1', [
      scope.agencyId,
    ]);
    if (row === undefined) throw new RangeError(`There is no agency ${scope.agencyId}`);
    return row.zone;
  }

  findJobRoles(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<KnownJobRole[]> {
    return tx.query(
      `select code, label, ${GROUPS_OF_ROLE} as "workforceGroups" from job_role order by position, code`,
      [today],
    );
  }

  /** Modules that have been published, each with its latest version and title. */
  findModules(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
  ): Promise<(KnownModule & { readonly moduleId: number })[]> {
    return tx.query(
      `select distinct on (module.id) module.id as "moduleId", module.slug, v.title, v.version as "latestVersion"
       from module join module_version v on v.module_id = module.id
       order by module.id, v.version desc`,
    );
  }

  findTeams(scope: AgencyScope | JobScope, tx: Transaction): Promise<{ id: string; name: string }[]> {
    return tx.query('select id, name from team where agency_id = $1 order by name', [scope.agencyId]);
  }

  async addTeams(
    scope: JobScope,
    tx: Transaction,
    teams: readonly { readonly id: string; readonly name: string }[],
  ): Promise<void> {
    await tx.query(
      `insert into team (agency_id, id, name) select $1, * from unnest($2::uuid[], $3::text[])
       on conflict (agency_id, name) do nothing`,
      [scope.agencyId, teams.map(({ id }) => id), teams.map(({ name }) => name)],
    );
  }

  /** Members of a day, and those who have been taken on for a later one. */
  findMembers(scope: AgencyScope | JobScope, tx: Transaction, today: CalendarDate): Promise<PlacedMember[]> {
    return tx.query(
      `select m.id as "membershipId", m.staff_ref as "staffRef", m.given_name as "givenName",
         m.family_name as "familyName", m.work_email as "workEmail", m.job_role as "jobRole",
         m.workforce_group as "workforceGroup", team.name as team, manager.staff_ref as "managerStaffRef",
         m.from_on as "fromOn", m.to_on as "toOn", m.team_id as "teamId",
         m.manager_membership_id as "managerMembershipId"
       from membership m
       left join team on team.agency_id = m.agency_id and team.id = m.team_id
       left join membership manager on manager.agency_id = m.agency_id and manager.id = m.manager_membership_id
       where m.agency_id = $1 and (m.to_on is null or m.to_on >= $2)`,
      [scope.agencyId, today],
    );
  }

  /** Which members have proved one of these addresses: address → membership. */
  async findVerified(
    _scope: JobScope,
    tx: Transaction,
    addresses: readonly string[],
  ): Promise<Map<string, string>> {
    const rows: { email: string; membershipId: string }[] = await tx.query(
      'select email, membership_id as "membershipId" from members_of_addresses($1)',
      [addresses],
    );
    return new Map(rows.map(({ email, membershipId }) => [email, membershipId]));
  }

  /** Last days of those who worked here before, by staff number and by address, lower case. */
  async findLastDays(
    scope: JobScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<Map<string, CalendarDate>> {
    const rows: { key: string; lastDay: CalendarDate }[] = await tx.query(
      `select key, max(m.to_on) as "lastDay" from membership m
       cross join lateral (values (m.staff_ref), (lower(m.work_email))) of (key)
       where m.agency_id = $1 and m.to_on < $2 and key <> '' group by key`,
      [scope.agencyId, today],
    );
    return new Map(rows.map(({ key, lastDay }) => [key, lastDay]));
  }

  /** Every membership with one of these staff numbers, whenever it was. */
  findByStaffRefs(scope: JobScope, tx: Transaction, staffRefs: readonly string[]): Promise<DatedMember[]> {
    return tx.query(
      `select id as "membershipId", person_id as "personId", staff_ref as "staffRef", from_on as "fromOn", to_on as "toOn"
       from membership where agency_id = $1 and staff_ref = any($2) order by staff_ref, from_on desc`,
      [scope.agencyId, staffRefs],
    );
  }

  /** Members as a human tells them apart, by name. */
  findCards(scope: AgencyScope, tx: Transaction, membershipIds: readonly string[]): Promise<MemberCard[]> {
    return tx.query(
      `select m.id as "membershipId", m.display_name as name, m.staff_ref as "staffRef",
         coalesce(job_role.label, m.job_role) as "jobRole", team.name as team, m.work_email as "workEmail"
       from membership m
       left join job_role on job_role.code = m.job_role
       left join team on team.agency_id = m.agency_id and team.id = m.team_id
       where m.agency_id = $1 and m.id = any($2) order by m.search_name, m.id`,
      [scope.agencyId, membershipIds],
    );
  }

  /** Learning that the agency holds evidence of already, for these memberships: `membership module day`. */
  async findHeld(scope: JobScope, tx: Transaction, membershipIds: readonly string[]): Promise<Set<string>> {
    const rows: { key: string }[] = await tx.query(
      `select concat_ws(' ', membership_id, module_id, completed_on) as key
       from agency_completion where agency_id = $1 and membership_id = any($2)`,
      [scope.agencyId, membershipIds],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** The figures supplied last for a day: `group people fte source`; the whole agency's group is `all`. */
  async findHeadcount(scope: JobScope, tx: Transaction, day: CalendarDate): Promise<Set<string>> {
    const rows: { key: string }[] = await tx.query(
      `select concat_ws(' ', coalesce(h.workforce_group::text, 'all'), h.people, coalesce(h.fte::float8::text, '-'), h.source) as key
       from headcount h
       where h.agency_id = $1 and h.set_id = (
         select set_id from headcount where agency_id = $1 and as_of_on = $2
         order by supplied_at desc, id desc limit 1)`,
      [scope.agencyId, day],
    );
    return new Set(rows.map(({ key }) => key));
  }
}
