import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import type { Member } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { StandingFacts, StandingState } from '@learning-reviews/domain/learning/standing';
import type { Transaction } from '../platform/database/database.js';

/** A module that one membership requires, and where it stands. */
export interface StandingRow extends StandingFacts {
  readonly moduleId: number;
}

/** A standing with the day since which it is asked; `null` where that was not kept yet. */
export interface AskedStanding extends StandingRow {
  readonly askedOn: CalendarDate | null;
}

/** One membership of a person with what it requires. */
export interface MembershipStandings extends Member {
  readonly agencyId: number;
  readonly membershipId: string;
  readonly agencyName: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly standings: readonly AskedStanding[];
}

/**
 * Reads and writes `standing`. What takes a `PersonScope` and an agency runs inside
 * `Database.withAgency`.
 */
@Injectable()
export class StandingRepository {
  /**
   * A person's memberships that are open at `now`, each by the day it is in its agency, by agency. One whose access was
   * ended at once is over from then on, though its last day is not: what the person does later is not that agency's.
   */
  ofPerson(scope: PersonScope, tx: Transaction, now: Date): Promise<MembershipStandings[]> {
    return tx.query(
      `select m.agency_id as "agencyId", m.id as "membershipId", agency.name as "agencyName",
         agency.time_zone as "timeZone", m.job_role as "jobRole", m.workforce_group as "workforceGroup",
         m.team_id as "teamId", m.from_on as "joinedOn",
         (select coalesce(json_agg(json_build_object('moduleId', s.module_id, 'state', s.state, 'dueOn', s.due_on,
            'completedOn', s.completed_on, 'expiresOn', s.expires_on, 'pausedUntil', s.paused_until, 'askedOn', s.asked_on)), '[]')
          from standing s where s.agency_id = m.agency_id and s.membership_id = m.id) as standings
       from membership m
       join agency on agency.id = m.agency_id
       cross join lateral (select ($2::timestamptz at time zone agency.time_zone)::date as today) day
       where m.person_id = $1 and m.from_on <= day.today and (m.to_on is null or m.to_on >= day.today)
         and (m.access_ended_at is null or m.access_ended_at > $2::timestamptz)
       order by m.agency_id`,
      [scope.personId, now.toISOString()],
    );
  }

  /** Moves a standing that nobody has begun to `state`; leaves every other as it is. */
  async begin(
    _scope: PersonScope,
    tx: Transaction,
    standing: { agencyId: number; membershipId: string; moduleId: number; state: StandingState },
  ): Promise<void> {
    await tx.query(
      `update standing set state = $4
       where agency_id = $1 and membership_id = $2 and module_id = $3 and state = 0`,
      [standing.agencyId, standing.membershipId, standing.moduleId, standing.state],
    );
  }

  /** One standing, locked until the transaction ends; `undefined` when the module is not required. */
  async lock(
    _scope: PersonScope,
    tx: Transaction,
    agencyId: number,
    membershipId: string,
    moduleId: number,
  ): Promise<AskedStanding | undefined> {
    const rows: AskedStanding[] = await tx.query(
      `select module_id as "moduleId", asked_on as "askedOn", state, due_on as "dueOn", completed_on as "completedOn",
         expires_on as "expiresOn", paused_until as "pausedUntil"
       from standing where agency_id = $1 and membership_id = $2 and module_id = $3
       for update`,
      [agencyId, membershipId, moduleId],
    );
    return rows[0];
  }

  /** Writes what a completion made of a standing. */
  async update(
    _scope: PersonScope,
    tx: Transaction,
    agencyId: number,
    membershipId: string,
    standing: StandingRow,
  ): Promise<void> {
    await tx.query(
      `update standing set state = $4, completed_on = $5, expires_on = $6, paused_until = $7, due_on = $8
       where agency_id = $1 and membership_id = $2 and module_id = $3`,
      [
        agencyId,
        membershipId,
        standing.moduleId,
        standing.state,
        standing.completedOn,
        standing.expiresOn,
        standing.pausedUntil,
        standing.dueOn,
      ],
    );
  }

  /** Takes away every standing of memberships. */
  async removeAll(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
    membershipIds: readonly string[],
  ): Promise<void> {
    await tx.query('delete from standing where agency_id = $1 and membership_id = any($2)', [
      agencyId,
      membershipIds,
    ]);
  }
}
