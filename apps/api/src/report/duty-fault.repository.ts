import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** Days after leave for which a pause may go on. The rule is `CATCH_UP_DAYS` of `libs/domain`. */
const CATCH_UP_DAYS = 30;

/** Whether a rule `a` gives a number of days from a day that there is. */
const COUNTS_DAYS = `a.due_within_days is not null
  or a.due_after_publication_days is not null and module.published_on is not null`;

/**
 * $2 is the day that was last worked into standings: what begins or ends later is nobody's fault yet. Members of one
 * place, which is a job role, a workforce group and a team, are asked the same; so rules are held to places, of which
 * there are hundreds, and not to people. Dates are held to rules where it is known since when they ask: leave and more
 * time only ever move a due day on, and until when a completion counts is worked out here for the usual renewal alone.
 */
const FOUND = `
  member as materialized (
    select m.id, m.person_id, m.job_role, coalesce(m.workforce_group, 0) as workforce_group,
      coalesce(m.team_id::text, '') as team_id, min(m.from_on) over (partition by m.person_id) as first_on,
      m.from_on, m.to_on
    from membership m where m.agency_id = $1 and m.from_on <= $2
  ), here as materialized (
    select * from member where to_on is null or to_on >= $2
  ), asked as materialized (
    select place.*, a.module_id, min(a.due_on) as due_on, min(a.refresh_months) as refresh_months,
      bool_and(a.refresh_rule = 'completion-date') as is_from_completion,
      array_agg(greatest(a.from_on, case when a.due_within_days is null then module.published_on end))
        filter (where ${COUNTS_DAYS}) as due_from,
      array_agg(coalesce(a.due_within_days, a.due_after_publication_days)) filter (where ${COUNTS_DAYS}) as due_days
    from (select distinct job_role, workforce_group, team_id from here) place
    join assignment a on a.agency_id = $1 and a.from_on <= $2 and (a.to_on is null or a.to_on >= $2)
      and (a.audience -> 'groups' is null or a.audience -> 'groups' @> to_jsonb(nullif(place.workforce_group, 0)))
      and (a.audience -> 'jobRoles' is null or a.audience -> 'jobRoles' @> to_jsonb(place.job_role))
      and (a.audience -> 'teams' is null or a.audience -> 'teams' @> to_jsonb(nullif(place.team_id, '')))
    join lateral (
      select (min(v.published_at) at time zone agency.time_zone)::date as published_on
      from agency left join module_version v on v.module_id = a.module_id
      where agency.id = $1 group by agency.time_zone
    ) module on true
    group by place.job_role, place.workforce_group, place.team_id, a.module_id
  ), excused as materialized (
    select e.membership_id, e.module_id from duty_exception e
    where e.agency_id = $1 and e.kind = 'excused' and e.from_on <= $2 and (e.until_on is null or e.until_on >= $2)
  ), away as materialized (
    select l.membership_id, bool_or(l.to_on is null or l.to_on >= $2) as is_away from leave_period l
    where l.agency_id = $1 and l.from_on <= $2 and (l.to_on is null or l.to_on >= $2::date - ${CATCH_UP_DAYS})
    group by l.membership_id
  ), moved as materialized (
    select l.membership_id, null::int as module_id from leave_period l where l.agency_id = $1
    union
    select e.membership_id, e.module_id from duty_exception e where e.agency_id = $1 and e.kind = 'later-due'
  ), evidence as materialized (
    select c.person_id, c.module_id, max(c.completed_on) as completed_on from agency_completion c
    where c.agency_id = $1 and c.result = 'pass' group by c.person_id, c.module_id
  ), duty as (
    select s.membership_id, s.module_id, s.completed_on,
      asked.module_id is null or excused.module_id is not null as is_orphan,
      s.state < 2 and s.due_on < coalesce(s.asked_on, here.first_on) as is_early,
      s.completed_on is not null and (evidence.completed_on is null or evidence.completed_on < s.completed_on)
        as has_no_evidence,
      evidence.completed_on > coalesce(s.completed_on, '-infinity')
        and evidence.completed_on >= coalesce(s.asked_on, here.from_on) as has_more_evidence,
      case when s.state = 3 then (s.paused_until is null or s.paused_until >= $2) and away.membership_id is null
        else away.is_away and (s.state < 2 or s.expires_on < $2) end as is_paused_wrongly,
      s.asked_on is not null and asked.module_id is not null and (
        case when exists (select from moved where moved.membership_id = s.membership_id
            and (moved.module_id is null or moved.module_id = s.module_id))
          then s.due_on < ruled.due_on or (s.due_on is null) <> (ruled.due_on is null)
          else s.due_on is distinct from ruled.due_on end
        or s.completed_on is not null and case when asked.is_from_completion
          then s.expires_on is distinct from (s.completed_on + make_interval(months => asked.refresh_months) - interval '1 day')::date
          else (s.expires_on is null) <> (asked.refresh_months is null) end) as has_wrong_dates
    from standing s
    join here on here.id = s.membership_id
    left join asked on asked.module_id = s.module_id and asked.job_role = here.job_role
      and asked.workforce_group = here.workforce_group and asked.team_id = here.team_id
    left join lateral (
      select least(asked.due_on, min(greatest(s.asked_on, counted.day) + counted.days)) as due_on
      from unnest(asked.due_from, asked.due_days) as counted(day, days)
    ) ruled on true
    left join excused on excused.membership_id = s.membership_id and excused.module_id = s.module_id
    left join away on away.membership_id = s.membership_id
    left join evidence on evidence.person_id = here.person_id and evidence.module_id = s.module_id
    where s.agency_id = $1
  ), found as materialized (
    select duty.membership_id, duty.module_id, fault.name as fault
    from duty
    cross join lateral (values ('not-asked', duty.is_orphan), ('due-early', duty.is_early),
      ('no-evidence', duty.has_no_evidence), ('not-counted', duty.has_more_evidence),
      ('wrong-pause', duty.is_paused_wrongly), ('wrong-dates', duty.has_wrong_dates)) fault(name, is_there)
    where fault.is_there and (duty.is_orphan or duty.is_early or duty.has_no_evidence or duty.has_more_evidence
      or duty.is_paused_wrongly or duty.has_wrong_dates)
    union all
    select here.id, asked.module_id, 'missing'
    from here
    join asked on asked.job_role = here.job_role and asked.workforce_group = here.workforce_group
      and asked.team_id = here.team_id
    where not exists (select from standing s
        where s.agency_id = $1 and s.membership_id = here.id and s.module_id = asked.module_id)
      and not exists (select from excused
        where excused.membership_id = here.id and excused.module_id = asked.module_id)
  )`;

/** Looks for duties that are not what rules and evidence say, and keeps what was found. */
@Injectable()
export class DutyFaultRepository {
  /** Every agency there is, by number. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency order by id');
    return rows.map(({ id }) => id);
  }

  /**
   * The day for which an agency is to be looked at; `null` when it was looked at for it already, when no day was worked
   * in yet, or while standings are being worked out anew.
   */
  async findDayToCheck(scope: JobScope, tx: Transaction): Promise<CalendarDate | null> {
    const [row]: { day: CalendarDate }[] = await tx.query(
      `select worked.day from assignment_day worked
       where worked.agency_id = $1
         and not exists (select from duty_check c where c.agency_id = $1 and c.day >= worked.day)
         and not exists (select from standing_recompute r where r.agency_id = $1 and r.state <> 'done')`,
      [scope.agencyId],
    );
    return row?.day ?? null;
  }

  /** Looks at every duty of an agency, and brings what is kept to what was found. @returns How many faults there are. */
  async note(scope: JobScope, tx: Transaction, day: CalendarDate, now: Date): Promise<number> {
    const [row]: { faults: number }[] = await tx.query(
      `with ${FOUND}, over as (
         delete from duty_fault f where f.agency_id = $1
           and not exists (select from found
             where found.membership_id = f.membership_id and found.module_id = f.module_id and found.fault = f.fault)
       ), kept as (
         insert into duty_fault (agency_id, membership_id, module_id, fault, since)
         select $1, found.membership_id, found.module_id, found.fault, $2 from found
         on conflict (agency_id, membership_id, module_id, fault) do nothing
       ), checked as (
         insert into duty_check (agency_id, day, noted_at) values ($1, $2, $3)
         on conflict (agency_id) do update set day = excluded.day, noted_at = excluded.noted_at
       )
       select count(*) as faults from found`,
      [scope.agencyId, day, now.toISOString()],
    );
    return row?.faults ?? 0;
  }
}
