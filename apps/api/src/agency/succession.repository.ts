import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { MovingMember, PresentMember } from '@learning-reviews/domain/agency/succession';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

/** Somebody whose agency ends. */
export interface MovingRow extends MovingMember {
  readonly membershipId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly workEmail: string;
  readonly jobRole: string;
  readonly workforceGroup: number | null;
  /** Name of their team. */
  readonly team: string | null;
}

/** Who manages whom, as people: memberships are of one agency. */
export interface ManagedBy {
  readonly personId: string;
  readonly managerPersonId: string;
}

/** An agency that is succeeded. */
export interface EndingAgency {
  readonly code: string;
  readonly timeZone: string;
  readonly successorId: number | null;
  readonly toOn: CalendarDate | null;
}

/** Figures of one agency before it ends. */
export interface EndingFigures {
  readonly leads: number;
  readonly lineManagers: number;
}

/** Still members on a day or later. */
const OPEN_ON = '(m.to_on is null or m.to_on >= $2)';
/** And not told to go at once: whoever has lost access gets none by another agency. Their job ends by itself. */
const MOVES_ON = `${OPEN_ON} and m.access_ended_at is null`;

/**
 * Reads and writes what a succession moves: each statement in one agency, that of `agencyId`, which is the scope's own
 * or the one that a `withAgency` is in.
 */
@Injectable()
export class SuccessionRepository {
  /** Agencies that are succeeded and may have people left to move: it costs one look into each. */
  async findEnding(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query(
      'select id from agency where succeeded_by is not null and to_on is not null order by id',
    );
    return rows.map(({ id }) => id);
  }

  async findAgency(_scope: JobScope, tx: Transaction, agencyId: number): Promise<EndingAgency | undefined> {
    const rows: EndingAgency[] = await tx.query(
      `select code, time_zone as "timeZone", succeeded_by as "successorId", to_on as "toOn" from agency where id = $1`,
      [agencyId],
    );
    return rows[0];
  }

  /** Members on a day or later, by id. */
  findMoving(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    on: CalendarDate,
    limit: number | null,
  ): Promise<MovingRow[]> {
    return tx.query(
      `select m.id as "membershipId", m.person_id as "personId", m.staff_ref as "staffRef", m.given_name as "givenName",
         m.family_name as "familyName", m.work_email as "workEmail", m.job_role as "jobRole",
         m.workforce_group as "workforceGroup", team.name as team, m.from_on as "fromOn", m.to_on as "toOn"
       from membership m left join team on team.agency_id = m.agency_id and team.id = m.team_id
       where m.agency_id = $1 and ${MOVES_ON}
       order by m.id limit $3`,
      [agencyId, on, limit],
    );
  }

  /** Members on a day or later whose line manager is one, as people. */
  findManaged(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    on: CalendarDate,
  ): Promise<ManagedBy[]> {
    return tx.query(
      `select m.person_id as "personId", manager.person_id as "managerPersonId"
       from membership m
       join membership manager on manager.agency_id = $1 and manager.id = m.manager_membership_id
       where m.agency_id = $1 and ${MOVES_ON}`,
      [agencyId, on],
    );
  }

  /** Who manages these memberships and whom they manage, as people, whether or not they have moved already. */
  findManagedAround(
    _scope: JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
  ): Promise<ManagedBy[]> {
    return tx.query(
      `select m.person_id as "personId", manager.person_id as "managerPersonId"
       from membership m
       join membership manager on manager.agency_id = $1 and manager.id = m.manager_membership_id
       where m.agency_id = $1 and (m.id = any($2) or m.manager_membership_id = any($2))`,
      [agencyId, membershipIds],
    );
  }

  /** Of an agency: who of these people, and who has these staff numbers, works there on a day or later. */
  findPresent(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    on: CalendarDate,
    moving: readonly Pick<MovingRow, 'personId' | 'staffRef'>[],
  ): Promise<PresentMember[]> {
    return tx.query(
      `select m.person_id as "personId", m.staff_ref as "staffRef", m.from_on as "fromOn"
       from membership m
       where m.agency_id = $1 and ${OPEN_ON} and (m.person_id = any($3) or m.staff_ref = any($4))`,
      [agencyId, on, moving.map(({ personId }) => personId), moving.map(({ staffRef }) => staffRef)],
    );
  }

  /** Names of the agency's teams, in small letters: two teams do not differ by capitals alone. */
  async findTeamNames(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
  ): Promise<ReadonlySet<string>> {
    const rows: { name: string }[] = await tx.query(
      'select lower(name) as name from team where agency_id = $1 and closed_on is null',
      [agencyId],
    );
    return new Set(rows.map(({ name }) => name));
  }

  /** The agency's teams of these names, made or opened again where it has none. Keyed by the name in small letters. */
  async teamsNamed(
    scope: JobScope,
    tx: Transaction,
    agencyId: number,
    names: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const known = await this.findTeamNames(scope, tx, agencyId);
    const missing = names.filter((name) => !known.has(name.toLowerCase()));
    if (missing.length > 0) {
      await tx.query(
        'update team set closed_on = null where agency_id = $1 and closed_on is not null and lower(name) = any($2)',
        [agencyId, missing.map((name) => name.toLowerCase())],
      );
      await tx.query(
        `insert into team (agency_id, id, name)
         select $1, id, name from unnest($2::uuid[], $3::text[]) as row(id, name)
         where not exists (select from team t where t.agency_id = $1 and lower(t.name) = lower(row.name))
         on conflict do nothing`,
        [agencyId, missing.map(() => uuid()), missing],
      );
    }
    const rows: { id: string; name: string }[] = await tx.query(
      'select id, lower(name) as name from team where agency_id = $1 and lower(name) = any($2)',
      [agencyId, names.map((name) => name.toLowerCase())],
    );
    return new Map(rows.map(({ id, name }) => [name, id]));
  }

  /** Lets members be managed by whom they were managed by before, where both work here and no manager is named. */
  async setManagers(
    _scope: JobScope,
    tx: Transaction,
    agencyId: number,
    on: CalendarDate,
    links: readonly ManagedBy[],
  ): Promise<void> {
    await tx.query(
      `update membership m set manager_membership_id = manager.id
       from unnest($3::uuid[], $4::uuid[]) as link(person_id, manager_person_id)
       join membership manager on manager.agency_id = $1 and manager.person_id = link.manager_person_id
         and (manager.to_on is null or manager.to_on >= $2)
       where m.agency_id = $1 and m.person_id = link.person_id and m.from_on >= $2 and m.manager_membership_id is null
         and m.id <> manager.id`,
      [
        agencyId,
        on,
        links.map(({ personId }) => personId),
        links.map(({ managerPersonId }) => managerPersonId),
      ],
    );
  }

  /** Roles in force on the day before an agency ends. */
  async countRoles(
    _scope: AgencyScope,
    tx: Transaction,
    agencyId: number,
    on: CalendarDate,
  ): Promise<EndingFigures> {
    const [row]: EndingFigures[] = await tx.query(
      `select count(distinct m.id) filter (where g.access_role = 'training-lead')::int as leads,
         count(distinct m.id) filter (where g.access_role = 'line-manager')::int as "lineManagers"
       from membership_grant g
       join membership m on m.agency_id = $1 and m.id = g.membership_id and ${OPEN_ON}
       where g.agency_id = $1 and (g.to_on is null or g.to_on >= $2)`,
      [agencyId, on],
    );
    return row ?? { leads: 0, lineManagers: 0 };
  }

  /** How many rules about modules an agency has on a day. */
  async countRules(
    _scope: AgencyScope,
    tx: Transaction,
    agencyId: number,
    on: CalendarDate,
  ): Promise<number> {
    const [row]: { rules: number }[] = await tx.query(
      'select count(*)::int as rules from assignment where agency_id = $1 and from_on <= $2 and (to_on is null or to_on >= $2)',
      [agencyId, on],
    );
    return row?.rules ?? 0;
  }
}
