import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import { GROUPS_OF_ROLE } from '../platform/setting/workforce-groups.js';

/** One membership as a form changes it. */
export interface MemberRow {
  readonly membershipId: string;
  readonly personId: string;
  readonly staffRef: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly workEmail: string;
  /** Code. */
  readonly jobRole: string;
  readonly workforceGroup: number | null;
  readonly teamId: string | null;
  readonly managerMembershipId: string | null;
  readonly fromOn: CalendarDate;
  /** Last day, included. */
  readonly toOn: CalendarDate | null;
  readonly name: string;
  readonly jobRoleLabel: string;
  readonly accessEndedAt: Date | null;
  readonly revision: number;
  /** The newest membership of this person here. */
  readonly latestMembershipId: string;
  readonly hasEvidence: boolean;
}

/** Who has a staff number. */
export interface StaffRefHolder {
  readonly name: string;
  readonly jobRole: string;
}

/** One person of this agency, now or formerly, who looks like somebody. */
export interface AlikeRow {
  readonly membershipId: string;
  readonly name: string;
  readonly staffRef: string;
  readonly jobRole: string;
  readonly team: string | null;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly isMember: boolean;
  readonly hasSameName: boolean;
  readonly hasSameEmail: boolean;
}

/** A job role with the workforce groups it may belong to, the usual one first. */
export interface JobRoleChoice {
  readonly code: string;
  readonly label: string;
  readonly groups: number[];
}

/** Somebody who can be named as line manager. */
export interface ManagerChoice {
  readonly membershipId: string;
  readonly name: string;
  readonly staffRef: string;
}

/** Any number, as long as nothing else in this database locks by it. */
const FORM_LOCK = 7_216_040;

/** Reads what the forms about one member need. What they write, `MembershipRepository` does. */
@Injectable()
export class MemberRepository {
  /** Lets one form at a time into the agency until its transaction ends: a staff number is then given once. */
  async lockForms(scope: AgencyScope, tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1, $2)', [FORM_LOCK, scope.agencyId]);
  }

  /** Makes every other change of this membership wait for the transaction. */
  async lock(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<void> {
    await tx.query('select from membership where agency_id = $1 and id = $2 for update', [
      scope.agencyId,
      membershipId,
    ]);
  }

  /** One membership of the agency; `undefined` for any other id. */
  async find(scope: AgencyScope, tx: Transaction, membershipId: string): Promise<MemberRow | undefined> {
    const rows: MemberRow[] = await tx.query(
      `select m.id as "membershipId", m.person_id as "personId", m.staff_ref as "staffRef",
         m.given_name as "givenName", m.family_name as "familyName", m.work_email as "workEmail",
         m.job_role as "jobRole", coalesce(job_role.label, m.job_role) as "jobRoleLabel",
         m.workforce_group as "workforceGroup", m.team_id as "teamId",
         m.manager_membership_id as "managerMembershipId", m.from_on as "fromOn", m.to_on as "toOn",
         m.display_name as name, m.access_ended_at as "accessEndedAt", m.revision,
         (select latest.id from membership latest where latest.agency_id = $1 and latest.person_id = m.person_id
          order by latest.from_on desc limit 1) as "latestMembershipId",
         exists (select from agency_completion c where c.agency_id = $1 and c.membership_id = m.id
           and c.source <> 'recognised') as "hasEvidence"
       from membership m
       left join job_role on job_role.code = m.job_role
       where m.agency_id = $1 and m.id = $2`,
      [scope.agencyId, membershipId],
    );
    return rows[0];
  }

  /** Another current or coming member who has this staff number. */
  async findStaffRef(
    scope: AgencyScope,
    tx: Transaction,
    staffRef: string,
    today: CalendarDate,
    exceptPersonId: string | null,
  ): Promise<StaffRefHolder | undefined> {
    const rows: StaffRefHolder[] = await tx.query(
      `select m.display_name as name, coalesce(job_role.label, m.job_role) as "jobRole"
       from membership m
       left join job_role on job_role.code = m.job_role
       where m.agency_id = $1 and m.staff_ref = $2 and (m.to_on is null or m.to_on >= $3)
         and ($4::uuid is null or m.person_id <> $4)
       limit 1`,
      [scope.agencyId, staffRef, today, exceptPersonId],
    );
    return rows[0];
  }

  /** Members of this agency, now or formerly, of this name or this work email, those who work here first. */
  findAlike(
    scope: AgencyScope,
    tx: Transaction,
    searchName: string,
    workEmail: string,
    today: CalendarDate,
  ): Promise<AlikeRow[]> {
    return tx.query(
      `select m.id as "membershipId", m.display_name as name, m.staff_ref as "staffRef",
         coalesce(job_role.label, m.job_role) as "jobRole", team.name as team, m.from_on as "from", m.to_on as "to",
         (m.to_on is null or m.to_on >= $4) as "isMember", m.search_name = $2 as "hasSameName",
         lower(m.work_email) = lower($3) as "hasSameEmail"
       from (
         select distinct on (person_id) * from membership
         where agency_id = $1 and (search_name = $2 or lower(work_email) = lower($3))
         order by person_id, from_on desc
       ) m
       left join job_role on job_role.code = m.job_role
       left join team on team.agency_id = $1 and team.id = m.team_id
       order by "isMember" desc, m.from_on desc limit 20`,
      [scope.agencyId, searchName, workEmail, today],
    );
  }

  /** Every job role there is, by label, with its groups in the edition in force. */
  findJobRoles(_scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<JobRoleChoice[]> {
    return tx.query(
      `select code, label, to_json(${GROUPS_OF_ROLE}) as groups from job_role order by label, code`,
      [today],
    );
  }

  /** Teams that somebody may join, by name. */
  findTeams(scope: AgencyScope, tx: Transaction): Promise<{ id: string; name: string }[]> {
    return tx.query(
      'select id, name from team where agency_id = $1 and closed_on is null order by lower(name), id',
      [scope.agencyId],
    );
  }

  /** Who is line manager on a day or manages somebody, and works here then, by family name. */
  findManagers(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<ManagerChoice[]> {
    return tx.query(
      `select m.id as "membershipId", m.display_name as name, m.staff_ref as "staffRef"
       from membership m
       where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2) and m.id in (
         select g.membership_id from membership_grant g
         where g.agency_id = $1 and g.access_role = 'line-manager' and g.from_on <= $2
           and (g.to_on is null or g.to_on >= $2)
         union
         select managed.manager_membership_id from membership managed
         where managed.agency_id = $1 and managed.manager_membership_id is not null
           and (managed.to_on is null or managed.to_on >= $2))
       order by m.search_name, m.id`,
      [scope.agencyId, today],
    );
  }

  /** Whether the agency has this member on a day. */
  async isMember(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    today: CalendarDate,
  ): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      'select id from membership where agency_id = $1 and id = $2 and (to_on is null or to_on >= $3)',
      [scope.agencyId, membershipId, today],
    );
    return rows.length === 1;
  }
}
