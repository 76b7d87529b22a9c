import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** What an agency keeps of a member, apart from the days. */
export interface MemberDetails {
  /** The agency's own reference of its member of staff. */
  readonly staffRef: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly workEmail: string;
  /** Code of a job role. */
  readonly jobRole: string;
  /** Group of the partnership's framework, 1 to 8. */
  readonly workforceGroup: number | null;
  readonly teamId: string | null;
  readonly managerMembershipId: string | null;
}

/** A membership as it is stored. */
export interface MembershipRow extends MemberDetails {
  readonly membershipId: string;
  readonly personId: string;
  readonly fromOn: CalendarDate;
  /** Last day, included. */
  readonly toOn: CalendarDate | null;
}

/** A membership to write, with its names as they are shown and searched. */
export interface NamedMembership extends MembershipRow {
  readonly displayName: string;
  /** Family name first, lower case, without accents. */
  readonly searchName: string;
}

/** Who is behind an address. */
export interface FoundPerson {
  readonly email: string;
  readonly personId: string;
  /** Whether somebody has proved that they read it. */
  readonly isVerified: boolean;
}

/** A day on which a membership ends. */
export interface Ending {
  readonly membershipId: string;
  readonly lastDay: CalendarDate;
}

const COLUMNS = `row(id uuid, person_id uuid, staff_ref text, given_name text, family_name text, display_name text,
  search_name text, work_email text, job_role text, workforce_group smallint, team_id uuid, manager_id uuid,
  from_on date, to_on date)`;

/** An old membership, the one that follows it, and its first day. */
const LINKS = 'unnest($2::uuid[], $3::uuid[], $4::date[]) as row(old_id, new_id, day)';

/**
 * Writes `membership`, any number in one statement, in the scope's own agency. Each statement changes one table: the
 * triggers that keep an agency's counts do not follow one that changes two (ADR 17).
 */
@Injectable()
export class MembershipRepository {
  /** Who is behind these addresses; people are made for those nobody had. */
  findOrAddPeople(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    asked: readonly { readonly email: string; readonly name: string; readonly id: string }[],
  ): Promise<FoundPerson[]> {
    return tx.query(
      'select email, person_id as "personId", is_verified as "isVerified" from find_or_add_people($1)',
      [JSON.stringify(asked)],
    );
  }

  /** Takes away those of these people whose address nobody has proved and who work nowhere. */
  async removeUnusedPeople(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    personIds: readonly string[],
  ): Promise<void> {
    await tx.query('select remove_unused_people($1)', [personIds]);
  }

  /** IANA name of the zone that decides which day it is in the agency. */
  async findTimeZone(scope: AgencyScope | JobScope, tx: Transaction): Promise<string> {
    const [row]: { zone: string }[] = await tx.query('select time_zone as zone from agency where id = $1', [
      scope.agencyId,
    ]);
    if (row === undefined) throw new RangeError(`There is no agency ${scope.agencyId}`);
    return row.zone;
  }

  /** Memberships by id, each locked until the transaction ends, by id. */
  lock(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    membershipIds: readonly string[],
  ): Promise<MembershipRow[]> {
    return tx.query(
      `select id as "membershipId", person_id as "personId", staff_ref as "staffRef", given_name as "givenName",
         family_name as "familyName", work_email as "workEmail", job_role as "jobRole",
         workforce_group as "workforceGroup", team_id as "teamId", manager_membership_id as "managerMembershipId",
         from_on as "fromOn", to_on as "toOn"
       from membership where agency_id = $1 and id = any($2)
       order by id for update`,
      [scope.agencyId, membershipIds],
    );
  }

  /** Adds memberships. One that overlaps another of the same person here is refused by `ex_membership_period`. */
  async insert(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    memberships: readonly NamedMembership[],
  ): Promise<void> {
    await tx.query(
      `insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         work_email, job_role, workforce_group, team_id, manager_membership_id, from_on, to_on)
       select $1, id, person_id, staff_ref, given_name, family_name, display_name, search_name, work_email, job_role,
         workforce_group, team_id, manager_id, from_on, to_on
       from jsonb_to_recordset($2) as ${COLUMNS}`,
      [scope.agencyId, asRows(memberships)],
    );
  }

  /** Writes everything of memberships but whose they are. */
  async update(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    memberships: readonly NamedMembership[],
  ): Promise<void> {
    await tx.query(
      `update membership m set staff_ref = row.staff_ref, given_name = row.given_name, family_name = row.family_name,
         display_name = row.display_name, search_name = row.search_name, work_email = row.work_email,
         job_role = row.job_role, workforce_group = row.workforce_group, team_id = row.team_id,
         manager_membership_id = row.manager_id, from_on = row.from_on, to_on = row.to_on
       from jsonb_to_recordset($2) as ${COLUMNS}
       where m.agency_id = $1 and m.id = row.id and m.id = any($3)`,
      [scope.agencyId, asRows(memberships), memberships.map(({ membershipId }) => membershipId)],
    );
  }

  /**
   * Puts another person behind memberships. Only where nothing has been learned in them. Leave and exceptions name the
   * person beside the membership, so all of it is one statement.
   */
  async changePeople(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    changes: readonly { readonly membershipId: string; readonly personId: string }[],
  ): Promise<void> {
    await tx.query(
      `with row as (select * from unnest($2::uuid[], $3::uuid[]) as row(id, person_id)),
         on_leave as (update leave_period l set person_id = row.person_id from row
           where l.agency_id = $1 and l.membership_id = row.id),
         excepted as (update duty_exception e set person_id = row.person_id from row
           where e.agency_id = $1 and e.membership_id = row.id),
         told as (delete from notice n using row where n.agency_id = $1 and n.membership_id = row.id)
       update membership m set person_id = row.person_id from row
       where m.agency_id = $1 and m.id = row.id and m.id = any($2)`,
      [
        scope.agencyId,
        changes.map(({ membershipId }) => membershipId),
        changes.map(({ personId }) => personId),
      ],
    );
  }

  /** Gives memberships their last day, or opens them again with `null`. Access goes with it, or comes back. */
  async end(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    endings: readonly { readonly membershipId: string; readonly lastDay: CalendarDate | null }[],
  ): Promise<void> {
    await tx.query(
      `update membership m set to_on = row.last_day, access_ended_at = null
       from unnest($2::uuid[], $3::date[]) as row(id, last_day)
       where m.agency_id = $1 and m.id = row.id and m.id = any($2)`,
      [
        scope.agencyId,
        endings.map(({ membershipId }) => membershipId),
        endings.map(({ lastDay }) => lastDay),
      ],
    );
  }

  /** Takes access away at an instant, before the last day is over. */
  async endAccess(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    membershipIds: readonly string[],
    at: Date,
  ): Promise<void> {
    await tx.query('update membership set access_ended_at = $3 where agency_id = $1 and id = any($2)', [
      scope.agencyId,
      membershipIds,
      at.toISOString(),
    ]);
  }

  /** Lets those who were managed through one membership of a manager be managed through another. */
  async changeManagers(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    changes: readonly { readonly from: string; readonly to: string }[],
  ): Promise<void> {
    await tx.query(
      `update membership m set manager_membership_id = row.new_id
       from unnest($2::uuid[], $3::uuid[]) as row(old_id, new_id)
       where m.agency_id = $1 and m.manager_membership_id = row.old_id and m.id <> row.new_id`,
      [scope.agencyId, changes.map(({ from }) => from), changes.map(({ to }) => to)],
    );
  }

  /** Names the managers of memberships. */
  async setManagers(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    managers: readonly { readonly membershipId: string; readonly managerMembershipId: string }[],
  ): Promise<void> {
    await tx.query(
      `update membership m set manager_membership_id = row.manager_id
       from unnest($2::uuid[], $3::uuid[]) as row(id, manager_id)
       where m.agency_id = $1 and m.id = row.id and m.id = any($2)`,
      [
        scope.agencyId,
        managers.map(({ membershipId }) => membershipId),
        managers.map(({ managerMembershipId }) => managerMembershipId),
      ],
    );
  }

  /** Lets roles that ended when a membership was followed by another run on in it, as they do in the other. */
  async reopenGrants(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    changes: readonly { readonly from: string; readonly to: string; readonly on: CalendarDate }[],
  ): Promise<void> {
    await tx.query(
      `update membership_grant g set to_on = followed.to_on
       from ${LINKS}
       join membership_grant followed on followed.agency_id = $1 and followed.membership_id = row.old_id
       where g.agency_id = $1 and g.membership_id = row.new_id and g.access_role = followed.access_role
         and g.to_on = row.day - 1`,
      [
        scope.agencyId,
        changes.map(({ from }) => from),
        changes.map(({ to }) => to),
        changes.map(({ on }) => on),
      ],
    );
  }

  /** Lets roles that run on past a membership's last day go on in the membership that follows it. */
  async moveGrants(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    changes: readonly { readonly from: string; readonly to: string; readonly on: CalendarDate }[],
  ): Promise<void> {
    const parameters = [
      scope.agencyId,
      changes.map(({ from }) => from),
      changes.map(({ to }) => to),
      changes.map(({ on }) => on),
    ];
    await tx.query(
      `insert into membership_grant (agency_id, membership_id, access_role, from_on, to_on)
       select g.agency_id, row.new_id, g.access_role, greatest(g.from_on, row.day), g.to_on
       from ${LINKS} join membership_grant g on g.agency_id = $1 and g.membership_id = row.old_id
       where g.to_on is null or g.to_on >= row.day`,
      parameters,
    );
    await tx.query(
      `delete from membership_grant g using ${LINKS}
       where g.agency_id = $1 and g.membership_id = row.old_id and g.from_on >= row.day`,
      parameters,
    );
    await tx.query(
      `update membership_grant g set to_on = row.day - 1 from ${LINKS}
       where g.agency_id = $1 and g.membership_id = row.old_id and (g.to_on is null or g.to_on >= row.day)`,
      parameters,
    );
  }

  /** Which of these memberships hold evidence of learning that came about in them. */
  async findWithEvidence(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    membershipIds: readonly string[],
  ): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select asked.id from unnest($2::uuid[]) as asked(id)
       where exists (select from agency_completion c where c.agency_id = $1 and c.membership_id = asked.id
         and c.source <> 'recognised')`,
      [scope.agencyId, membershipIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Takes memberships away with their roles, leave, reminders, messages, what was recognised and what was found wrong. Their standings are gone already. */
  async remove(
    scope: AgencyScope | JobScope,
    tx: Transaction,
    membershipIds: readonly string[],
  ): Promise<void> {
    const parameters = [scope.agencyId, membershipIds];
    await tx.query(
      'delete from agency_completion where agency_id = $1 and membership_id = any($2)',
      parameters,
    );
    await tx.query('delete from leave_period where agency_id = $1 and membership_id = any($2)', parameters);
    await tx.query('delete from duty_exception where agency_id = $1 and membership_id = any($2)', parameters);
    await tx.query('delete from duty_fault where agency_id = $1 and membership_id = any($2)', parameters);
    await tx.query('delete from notice where agency_id = $1 and membership_id = any($2)', parameters);
    await tx.query('delete from nudge where agency_id = $1 and membership_id = any($2)', parameters);
    await tx.query('delete from email_message where agency_id = $1 and membership_id = any($2)', parameters);
    await tx.query(
      'delete from membership_grant where agency_id = $1 and membership_id = any($2)',
      parameters,
    );
    await tx.query(
      `update membership set manager_membership_id = null
       where agency_id = $1 and manager_membership_id = any($2)`,
      parameters,
    );
    await tx.query('delete from membership where agency_id = $1 and id = any($2)', parameters);
  }
}

function asRows(memberships: readonly NamedMembership[]): string {
  return JSON.stringify(
    memberships.map((one) => ({
      id: one.membershipId,
      person_id: one.personId,
      staff_ref: one.staffRef,
      given_name: one.givenName,
      family_name: one.familyName,
      display_name: one.displayName,
      search_name: one.searchName,
      work_email: one.workEmail,
      job_role: one.jobRole,
      workforce_group: one.workforceGroup,
      team_id: one.teamId,
      manager_id: one.managerMembershipId,
      from_on: one.fromOn,
      to_on: one.toOn,
    })),
  );
}
