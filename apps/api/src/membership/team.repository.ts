import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** One team of an agency. */
export interface TeamRow {
  readonly id: string;
  readonly name: string;
  /** Members today. */
  readonly members: number;
  /** Nobody works in it today or later, and no rule in force names it. */
  readonly isEmpty: boolean;
}

/** Members of team `team` on the day $2 or later. */
const MEMBERS_FROM_TODAY = `membership m
  where m.agency_id = team.agency_id and m.team_id = team.id and (m.to_on is null or m.to_on >= $2)`;

/** Reads and writes `team` of one agency. */
@Injectable()
export class TeamRepository {
  /** Every team that is kept, by name; one that was closed too while somebody works in it. */
  find(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<TeamRow[]> {
    return tx.query(
      `select team.id, team.name,
         (select count(*)::int from ${MEMBERS_FROM_TODAY} and m.from_on <= $2) as members,
         not exists (select from ${MEMBERS_FROM_TODAY}) and not exists (
           select from assignment rule
           where rule.agency_id = $1 and (rule.to_on is null or rule.to_on >= $2)
             and rule.audience -> 'teams' @> to_jsonb(team.id::text)) as "isEmpty"
       from team
       where team.agency_id = $1 and (team.closed_on is null or exists (select from ${MEMBERS_FROM_TODAY}))
       order by lower(team.name), team.id`,
      [scope.agencyId, today],
    );
  }

  /** The team of this name, in any case, closed ones too. */
  async findByName(
    scope: AgencyScope,
    tx: Transaction,
    name: string,
  ): Promise<{ id: string; isClosed: boolean } | undefined> {
    const rows: { id: string; isClosed: boolean }[] = await tx.query(
      `select id, closed_on is not null as "isClosed" from team where agency_id = $1 and lower(name) = lower($2)
       order by closed_on nulls first limit 1`,
      [scope.agencyId, name],
    );
    return rows[0];
  }

  /** Locks a team until the transaction ends. @returns Whether the agency has it. */
  async lock(scope: AgencyScope, tx: Transaction, teamId: string): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      'select id from team where agency_id = $1 and id = $2 for update',
      [scope.agencyId, teamId],
    );
    return rows.length === 1;
  }

  async insert(scope: AgencyScope, tx: Transaction, id: string, name: string): Promise<void> {
    await tx.query('insert into team (agency_id, id, name) values ($1, $2, $3)', [scope.agencyId, id, name]);
  }

  /** Gives a team its name, and opens it again if it was closed. */
  async rename(scope: AgencyScope, tx: Transaction, id: string, name: string): Promise<void> {
    await tx.query('update team set name = $3, closed_on = null where agency_id = $1 and id = $2', [
      scope.agencyId,
      id,
      name,
    ]);
  }

  /** Takes a team away in which nobody ever worked; one that former members name is closed, and keeps its name. */
  async remove(scope: AgencyScope, tx: Transaction, id: string, today: CalendarDate): Promise<void> {
    await tx.query(
      `update team set closed_on = $3
       where agency_id = $1 and id = $2
         and exists (select from membership m where m.agency_id = $1 and m.team_id = $2)`,
      [scope.agencyId, id, today],
    );
    await tx.query('delete from team where agency_id = $1 and id = $2 and closed_on is null', [
      scope.agencyId,
      id,
    ]);
  }
}
