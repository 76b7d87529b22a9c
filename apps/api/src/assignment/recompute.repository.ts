import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** Why standings are worked out anew. */
export type RecomputeCause = 'rule' | 'partnership-rule' | 'new-day' | 'all';

/** An order to work standings out anew, and how far it is. */
export interface RecomputeOrder {
  readonly id: string;
  /** Modules it is about; `null` for all. */
  readonly moduleIds: readonly number[] | null;
  readonly state: 'waiting' | 'running' | 'done';
  /** Members up to this one, by id, are done. */
  readonly afterMembershipId: string | null;
}

/** A new order. */
export interface NewRecompute {
  readonly id: string;
  readonly cause: RecomputeCause;
  readonly moduleIds: readonly number[] | null;
  /** The rule that changed; `null` where it was not one. */
  readonly assignmentId: string | null;
  readonly at: Date;
}

/** What one batch came to. */
export interface RecomputeStep {
  readonly afterMembershipId: string;
  readonly people: number;
  readonly changed: number;
}

/** Who is touched by what begins or ends on some days. */
export interface TouchedByDays {
  readonly membershipIds: readonly string[];
  /** Modules of which a rule begins or ends, or that came out: everybody is asked about them. */
  readonly moduleIds: readonly number[];
}

/** Reads and writes `standing_recompute`, and finds what a new day touches. */
@Injectable()
export class RecomputeRepository {
  /** Writes an order down. */
  async insert(scope: AgencyScope | JobScope, tx: Transaction, order: NewRecompute): Promise<void> {
    const actor = scope.brand === 'AgencyScope' ? scope.personId : null;
    await tx.query(
      `insert into standing_recompute (agency_id, id, cause, module_ids, assignment_id, actor, at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        scope.agencyId,
        order.id,
        order.cause,
        order.moduleIds,
        order.assignmentId,
        actor,
        order.at.toISOString(),
      ],
    );
  }

  /** An order, locked until the transaction ends; `undefined` when there is none. */
  async lock(scope: JobScope, tx: Transaction, id: string): Promise<RecomputeOrder | undefined> {
    const [order]: RecomputeOrder[] = await tx.query(
      `select id, module_ids as "moduleIds", state, after_membership_id as "afterMembershipId"
       from standing_recompute where agency_id = $1 and id = $2 for update`,
      [scope.agencyId, id],
    );
    return order;
  }

  /** Notes that an order is begun, and how many members it will look at. */
  async begin(scope: JobScope, tx: Transaction, id: string, today: CalendarDate): Promise<void> {
    await tx.query(
      `update standing_recompute set state = 'running', people = (
         select count(*) from membership m where m.agency_id = $1 and (m.to_on is null or m.to_on >= $3))
       where agency_id = $1 and id = $2`,
      [scope.agencyId, id, today],
    );
  }

  /** Notes that a batch is done. */
  async note(scope: JobScope, tx: Transaction, id: string, step: RecomputeStep): Promise<void> {
    await tx.query(
      `update standing_recompute set after_membership_id = $3, people_done = people_done + $4,
         standings_changed = standings_changed + $5
       where agency_id = $1 and id = $2`,
      [scope.agencyId, id, step.afterMembershipId, step.people, step.changed],
    );
  }

  /** Notes that all is done. */
  async finish(scope: JobScope, tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.query(
      `update standing_recompute set state = 'done', finished_at = $3 where agency_id = $1 and id = $2`,
      [scope.agencyId, id, at.toISOString()],
    );
  }

  /**
   * What begins or ends on the days after `since`, up to and with `today`: memberships, leave and the days to catch up
   * after it, exceptions, rules, and first publications that rules count from.
   *
   * @param catchUpDays Days after leave for which a pause may still run.
   */
  async findTouched(
    scope: JobScope,
    tx: Transaction,
    since: CalendarDate,
    today: CalendarDate,
    catchUpDays: number,
  ): Promise<TouchedByDays> {
    const [members, modules] = await Promise.all([
      tx.query<{ membershipId: string }[]>(
        `select m.id as "membershipId" from membership m
         where m.agency_id = $1 and (m.to_on is null or m.to_on >= $3) and (
           m.from_on > $2 and m.from_on <= $3
           or m.person_id in (
             select l.person_id from leave_period l
             where l.agency_id = $1 and (l.from_on > $2 and l.from_on <= $3
               or l.to_on >= $2 and l.to_on < $3
               or l.to_on + $4::int >= $2 and l.to_on + $4::int < $3)
             union all
             select e.person_id from duty_exception e
             where e.agency_id = $1 and (e.from_on > $2 and e.from_on <= $3 or e.until_on >= $2 and e.until_on < $3)))
         order by m.id`,
        [scope.agencyId, since, today, catchUpDays],
      ),
      tx.query<{ moduleId: number }[]>(
        `select distinct a.module_id as "moduleId" from assignment a
         join agency on agency.id = a.agency_id
         where a.agency_id = $1 and (a.from_on > $2 and a.from_on <= $3 or a.to_on >= $2 and a.to_on < $3
           or a.due_after_publication_days is not null and exists (
             select from module_version v where v.module_id = a.module_id
             having (min(v.published_at) at time zone agency.time_zone)::date between $2::date + 1 and $3))`,
        [scope.agencyId, since, today],
      ),
    ]);
    return {
      membershipIds: members.map(({ membershipId }) => membershipId),
      moduleIds: modules.map(({ moduleId }) => moduleId),
    };
  }
}
