import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { Audience, Member } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** A member whom a rule may reach. */
export interface ReachedMember extends Member {
  readonly membershipId: string;
  readonly personId: string;
  /** Last day of the membership; `null` while it is open. */
  readonly leftOn: CalendarDate | null;
  readonly name: string;
}

/** Members who are alike in everything that rules ask about. */
export interface AlikeMembers {
  readonly workforceGroup: number | null;
  readonly jobRole: string;
  readonly teamId: string | null;
  readonly people: number;
}

/** Standings of one module of members who are alike. */
export interface AlikeStandings extends Omit<AlikeMembers, 'people'> {
  readonly moduleId: number;
  readonly done: number;
  readonly overdue: number;
}

/** Whether member `m` is in one of the audiences of $2, as `isInAudience` says. */
const IS_REACHED = `exists (
  select from jsonb_array_elements($2::jsonb) as audience(a)
  where (a -> 'groups' is null or a -> 'groups' @> to_jsonb(m.workforce_group))
    and (a -> 'jobRoles' is null or a -> 'jobRoles' @> to_jsonb(m.job_role))
    and (a -> 'teams' is null or a -> 'teams' @> to_jsonb(m.team_id)))`;
const WORKS_ON = 'm.from_on <= $3 and (m.to_on is null or m.to_on >= $3)';
const ALIKE = `m.workforce_group as "workforceGroup", m.job_role as "jobRole", m.team_id as "teamId"`;

/** Reads whom rules reach, of one agency. */
@Injectable()
export class RuleReachRepository {
  /** How many members on a day a rule is for. */
  async count(scope: AgencyScope, tx: Transaction, audience: Audience, on: CalendarDate): Promise<number> {
    const [row]: [{ people: number }] = await tx.query(
      `select count(*)::int as people from membership m where m.agency_id = $1 and ${WORKS_ON} and ${IS_REACHED}`,
      [scope.agencyId, JSON.stringify([audience]), on],
    );
    return row.people;
  }

  /** The next members by id who work here on a day and are in one of some audiences. */
  membersAfter(
    scope: AgencyScope,
    tx: Transaction,
    audiences: readonly Audience[],
    on: CalendarDate,
    after: string | null,
    limit: number,
  ): Promise<ReachedMember[]> {
    return tx.query(
      `select m.id as "membershipId", m.person_id as "personId", m.workforce_group as "workforceGroup",
         m.job_role as "jobRole", m.team_id as "teamId", m.from_on as "joinedOn", m.to_on as "leftOn",
         m.display_name as name
       from membership m
       where m.agency_id = $1 and ${WORKS_ON} and ${IS_REACHED} and ($4::uuid is null or m.id > $4)
       order by m.id limit $5`,
      [scope.agencyId, JSON.stringify(audiences), on, after, limit],
    );
  }

  /** Members today, by what rules ask about. */
  countMembers(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<AlikeMembers[]> {
    return tx.query(
      `select ${ALIKE}, count(*)::int as people from membership m
       where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       group by 1, 2, 3`,
      [scope.agencyId, today],
    );
  }

  /** Standings of some modules, of members today, by what rules ask about. */
  countStandings(
    scope: AgencyScope,
    tx: Transaction,
    moduleIds: readonly number[],
    today: CalendarDate,
  ): Promise<AlikeStandings[]> {
    return tx.query(
      `select s.module_id as "moduleId", ${ALIKE},
         (count(*) filter (where at.standing in ('done', 'expiring')))::int as done,
         (count(*) filter (where at.standing in ('overdue', 'expired')))::int as overdue
       from standing s
       join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
       cross join lateral (
         select standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $3, $3) as standing) at
       where s.agency_id = $1 and s.module_id = any($2) and m.from_on <= $3 and (m.to_on is null or m.to_on >= $3)
       group by 1, 2, 3, 4`,
      [scope.agencyId, moduleIds, today],
    );
  }
}
