import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** The days that a return is about. */
export interface ReturnDays {
  readonly startsOn: CalendarDate;
  /** The day its figures are of. */
  readonly on: CalendarDate;
  /** Whether that day is past, so that where people stood is worked out from what is kept. */
  readonly isWorkedOut: boolean;
}

/** Members counted by workforce group. */
export interface PeopleRow {
  /** Whether this is the whole agency. */
  readonly isAll: boolean;
  readonly group: number | null;
  readonly recorded: number;
  readonly required: number;
  readonly compliant: number;
}

/** Requirements counted by module; `module` and `title` are `null` for all of them together. */
export interface RequirementRow {
  readonly module: string | null;
  readonly title: string | null;
  readonly required: number;
  readonly compliant: number;
  readonly overdueUnder3: number;
  readonly overdue3To6: number;
  readonly overdue6AndOver: number;
  readonly paused: number;
}

/** New starters counted by how their induction went. */
export interface StarterRow {
  readonly joined: number;
  readonly nothingRequired: number;
  readonly inTime: number;
  readonly late: number;
  readonly notYet: number;
}

/**
 * Each requirement of a member on the day ($2), with where it stood. While the day is today ($3 false) that is the
 * standing itself. Of a past day, what was completed since is put aside: the latest completion up to that day counts,
 * from the standing or else from the agency's evidence; modules first required later are left out. Pauses of that time
 * are not known.
 */
const REQUIREMENT = `
  module_since as (
    select a.module_id, min(a.from_on) as since from assignment a where a.agency_id = $1 group by a.module_id
  ), fact as (
    select s.membership_id, s.module_id, m.workforce_group, s.due_on,
      case when not $3 then s.state when s.completed_on <= $2 or earlier.completed_on is not null then 2 else 0 end::smallint as state,
      case when not $3 or s.completed_on <= $2 then s.completed_on else earlier.completed_on end as completed_on,
      case when not $3 or s.completed_on <= $2 then s.expires_on else earlier.valid_until end as expires_on,
      case when not $3 then s.paused_until end as paused_until
    from standing s
    join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
    left join module_since on module_since.module_id = s.module_id
    left join lateral (
      select c.completed_on, c.valid_until from agency_completion c
      where c.agency_id = $1 and c.membership_id = s.membership_id and c.module_id = s.module_id
        and c.result = 'pass' and c.completed_on <= $2
      order by c.completed_on desc limit 1
    ) earlier on $3 and s.completed_on > $2
    where s.agency_id = $1 and m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
      and (not $3 or module_since.since is null or module_since.since <= $2)
  ), requirement as (
    select fact.*, standing_on(state, due_on, completed_on, expires_on, paused_until, $2, $2) as standing from fact
  )`;

/** Counts what a yearly return asks of one agency. Reads what is kept, and writes nothing. */
@Injectable()
export class ReturnFiguresRepository {
  /** Members by group and in all: how many, of how many something is required, and who has all of it. */
  countPeople(scope: AgencyScope, tx: Transaction, { on, isWorkedOut }: ReturnDays): Promise<PeopleRow[]> {
    return tx.query(
      `with ${REQUIREMENT}, person as (
         select membership_id, bool_and(standing in ('done', 'expiring')) as is_compliant
         from requirement group by membership_id
       )
       select grouping(m.workforce_group) = 1 as "isAll", m.workforce_group as "group", count(*) as recorded,
         count(person.membership_id) as required, count(*) filter (where person.is_compliant) as compliant
       from membership m left join person on person.membership_id = m.id
       where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       group by grouping sets ((), (m.workforce_group))
       order by "isAll" desc, m.workforce_group nulls last`,
      [scope.agencyId, on, isWorkedOut],
    );
  }

  /** Requirements by module and in all; a month is a month of the calendar, as `overdueBand` of the domain counts it. */
  countRequirements(
    scope: AgencyScope,
    tx: Transaction,
    { on, isWorkedOut }: ReturnDays,
  ): Promise<RequirementRow[]> {
    return tx.query(
      `with ${REQUIREMENT}, judged as (
         select module_id, standing,
           case standing when 'overdue' then due_on when 'expired' then expires_on end as in_time_to
         from requirement
       ), counted as (
         select module_id, count(*) as required,
           count(*) filter (where standing in ('done', 'expiring')) as compliant,
           count(*) filter (where $2 < in_time_to + interval '3 months') as under_3,
           count(*) filter (where $2 >= in_time_to + interval '3 months' and $2 < in_time_to + interval '6 months') as to_6,
           count(*) filter (where $2 >= in_time_to + interval '6 months') as over_6,
           count(*) filter (where standing = 'paused') as paused
         from judged group by grouping sets ((), (module_id))
       )
       select module.slug as module, version.title, required, compliant, under_3 as "overdueUnder3",
         to_6 as "overdue3To6", over_6 as "overdue6AndOver", paused
       from counted
       left join module on module.id = counted.module_id
       left join lateral (
         select v.title from module_version v where v.module_id = counted.module_id order by v.version desc limit 1
       ) version on true
       order by counted.module_id is not null, version.title, module.slug`,
      [scope.agencyId, on, isWorkedOut],
    );
  }

  /**
   * New starters of the period by how their induction went: `inductionOn` of the domain, in SQL. Somebody whose
   * membership follows on their last without a day between did not start anew.
   */
  async countStarters(
    scope: AgencyScope,
    tx: Transaction,
    { startsOn, on, isWorkedOut }: ReturnDays,
  ): Promise<StarterRow> {
    const [counted]: StarterRow[] = await tx.query(
      `with module_since as (
         select a.module_id, min(a.from_on) as since from assignment a where a.agency_id = $1 group by a.module_id
       ), starter as (
         select m.id, least($2::date, m.to_on) as judged_on from membership m
         where m.agency_id = $1 and m.from_on between $4 and $2
           and not exists (select from membership earlier where earlier.agency_id = $1
             and earlier.person_id = m.person_id and earlier.to_on = m.from_on - 1)
       ), duty as (
         select starter.id, starter.judged_on, s.due_on, least(s.completed_on, evidence.first_on) as first_on
         from starter
         join standing s on s.agency_id = $1 and s.membership_id = starter.id
         left join module_since on module_since.module_id = s.module_id
         left join lateral (
           select min(c.completed_on) as first_on from agency_completion c
           where c.agency_id = $1 and c.membership_id = starter.id and c.module_id = s.module_id and c.result = 'pass'
         ) evidence on true
         where not $3 or module_since.since is null or module_since.since <= $2
       ), judged as (
         select id, case
           when first_on <= judged_on and (due_on is null or first_on <= due_on) then 'in-time'
           when due_on < judged_on or first_on <= judged_on then 'late'
           else 'not-yet' end as outcome
         from duty
       ), induction as (
         select starter.id, case
           when count(judged.id) = 0 then 'nothing-required'
           when bool_or(judged.outcome = 'late') then 'late'
           when bool_or(judged.outcome = 'not-yet') then 'not-yet'
           else 'in-time' end as outcome
         from starter left join judged on judged.id = starter.id group by starter.id
       )
       select count(*) as joined, count(*) filter (where outcome = 'nothing-required') as "nothingRequired",
         count(*) filter (where outcome = 'in-time') as "inTime", count(*) filter (where outcome = 'late') as late,
         count(*) filter (where outcome = 'not-yet') as "notYet"
       from induction`,
      [scope.agencyId, on, isWorkedOut, startsOn],
    );
    if (counted === undefined) throw new Error('A count without groups has one row');
    return counted;
  }

  /** Completions of the period up to the day, and by how many members. */
  async countCompletions(
    scope: AgencyScope,
    tx: Transaction,
    { startsOn, on }: ReturnDays,
  ): Promise<{ count: number; people: number }> {
    const [counted]: { count: number; people: number }[] = await tx.query(
      `select count(*) as count, count(distinct c.membership_id) as people from agency_completion c
       where c.agency_id = $1 and c.result = 'pass' and c.completed_on between $2 and $3`,
      [scope.agencyId, startsOn, on],
    );
    return counted ?? { count: 0, people: 0 };
  }
}
