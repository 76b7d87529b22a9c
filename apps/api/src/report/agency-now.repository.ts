import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import type { ReportDay } from './report-day.js';

/** Duties counted together. What `key` names is told by `by`. */
export interface CountedDuties {
  readonly by: 'all' | 'module' | 'team' | 'job-role';
  /** Slug of the module, id of the team (`none` without one), code of the job role; empty for all. */
  readonly key: string;
  readonly label: string;
  readonly required: number;
  readonly done: number;
  readonly inProgress: number;
  readonly notStarted: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly expiring: number;
  readonly expired: number;
  readonly paused: number;
}

/** The agency itself and the base of its figures. */
export interface AgencyFacts {
  readonly name: string;
  /** Members on the day. */
  readonly people: number;
  /** Latest supplied headcount; `null` when none was. */
  readonly headcount: number | null;
  readonly headcountSource: string | null;
  readonly headcountOn: CalendarDate | null;
}

/** Counts what one agency requires of its members, and how far they are. */
@Injectable()
export class AgencyNowRepository {
  async findAgency(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<AgencyFacts> {
    const [facts]: AgencyFacts[] = await tx.query(
      `select agency.name,
         (select count(*) from membership m
          where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)) as people,
         headcount.people as headcount, headcount.source as "headcountSource", headcount.as_of_on as "headcountOn"
       from agency
       left join lateral (
         select h.people, h.source, h.as_of_on from headcount h
         where h.agency_id = $1 and h.workforce_group is null and h.as_of_on <= $2
         order by h.as_of_on desc, h.supplied_at desc, h.id desc limit 1
       ) headcount on true
       where agency.id = $1`,
      [scope.agencyId, today],
    );
    if (facts === undefined) throw new Error(`There is no agency ${scope.agencyId}`);
    return facts;
  }

  /**
   * The duties of today's members, in all and by module, team and job role: one pass over the agency's
   * standings. Each breakdown is in the order of its labels.
   */
  countDuties(
    scope: AgencyScope,
    tx: Transaction,
    { today, dueSoonTo, expiringTo }: ReportDay,
  ): Promise<CountedDuties[]> {
    return tx.query(
      `with duty as (
         select s.module_id, m.team_id, m.job_role, s.due_on,
           standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $2, $3) as standing
         from standing s
         join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
         where s.agency_id = $1 and m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       ), counted as (
         select grouping(module_id, team_id, job_role) as grouped, module_id, team_id, job_role,
           count(*) as required,
           count(*) filter (where standing in ('done', 'expiring')) as done,
           count(*) filter (where standing = 'in-progress') as "inProgress",
           count(*) filter (where standing = 'not-started') as "notStarted",
           count(*) filter (where standing = 'overdue') as overdue,
           count(*) filter (where standing in ('in-progress', 'not-started') and due_on <= $4) as "dueSoon",
           count(*) filter (where standing = 'expiring') as expiring,
           count(*) filter (where standing = 'expired') as expired,
           count(*) filter (where standing = 'paused') as paused
         from duty
         group by grouping sets ((), (module_id), (team_id), (job_role))
       )
       select case grouped when 7 then 'all' when 3 then 'module' when 5 then 'team' else 'job-role' end as by,
         coalesce(case grouped when 3 then module.slug when 5 then coalesce(team.id::text, 'none') when 6 then counted.job_role end, '') as key,
         coalesce(case grouped when 3 then version.title when 5 then coalesce(team.name, 'No team')
           when 6 then coalesce(job_role.label, counted.job_role) end, '') as label,
         required, done, "inProgress", "notStarted", overdue, "dueSoon", expiring, expired, paused
       from counted
       left join module on module.id = counted.module_id
       left join lateral (
         select v.title from module_version v where v.module_id = counted.module_id order by v.version desc limit 1
       ) version on true
       left join team on team.agency_id = $1 and team.id = counted.team_id
       left join job_role on job_role.code = counted.job_role
       order by by, label`,
      [scope.agencyId, today, expiringTo, dueSoonTo],
    );
  }
}
