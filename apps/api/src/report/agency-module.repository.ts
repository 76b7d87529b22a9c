import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { ShownQuestion } from '@learning-reviews/domain/learning/question-count';
import type { Transaction } from '../platform/database/database.js';
import type { ReportDay } from './report-day.js';

/** The module and the agency by name. */
export interface ModuleFacts {
  readonly id: number;
  readonly title: string;
  readonly agency: string;
}

/** Duties of one module counted together. */
export interface CountedModuleDuties {
  readonly by: 'all' | 'team' | 'job-role';
  /** Id of the team (`none` without one), code of the job role; empty for all. */
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

/** One question with its published words. */
export interface CountedQuestion extends ShownQuestion {
  readonly version: number;
  readonly number: number;
  readonly topic: string;
  readonly text: string;
}

/** Completions of one month. */
export interface MonthOfCompletions {
  /** Its first day. */
  readonly month: CalendarDate;
  readonly completions: number;
}

/** Reads what one agency knows of one module. */
@Injectable()
export class AgencyModuleRepository {
  /** `undefined` when there is no such module. */
  async find(scope: AgencyScope, tx: Transaction, slug: string): Promise<ModuleFacts | undefined> {
    const rows: ModuleFacts[] = await tx.query(
      `select module.id, version.title, agency.name as agency
       from module
       join lateral (
         select v.title from module_version v where v.module_id = module.id order by v.version desc limit 1
       ) version on true
       join agency on agency.id = $1
       where module.slug = $2`,
      [scope.agencyId, slug],
    );
    return rows[0];
  }

  /** The duties of today's members, in all, by team and by job role, each in the order of its labels. */
  countDuties(
    scope: AgencyScope,
    tx: Transaction,
    { today, dueSoonTo, expiringTo }: ReportDay,
    moduleId: number,
  ): Promise<CountedModuleDuties[]> {
    return tx.query(
      `with duty as (
         select m.team_id, m.job_role, s.due_on,
           standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $2, $3) as standing
         from standing s
         join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
         where s.agency_id = $1 and s.module_id = $5 and m.agency_id = $1
           and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       ), counted as (
         select grouping(team_id, job_role) as grouped, team_id, job_role,
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
         group by grouping sets ((), (team_id), (job_role))
       )
       select case grouped when 3 then 'all' when 1 then 'team' else 'job-role' end as by,
         coalesce(case grouped when 1 then coalesce(team.id::text, 'none') when 2 then counted.job_role end, '') as key,
         coalesce(case grouped when 1 then coalesce(team.name, 'No team')
           when 2 then coalesce(job_role.label, counted.job_role) end, '') as label,
         required, done, "inProgress", "notStarted", overdue, "dueSoon", expiring, expired, paused
       from counted
       left join team on team.agency_id = $1 and team.id = counted.team_id
       left join job_role on job_role.code = counted.job_role
       order by by, grouped = 1 and counted.team_id is null, label`,
      [scope.agencyId, today, expiringTo, dueSoonTo, moduleId],
    );
  }

  /** Completions by month from `firstMonth` to today, each month there; withdrawn ones are none. */
  countCompletions(
    scope: AgencyScope,
    tx: Transaction,
    moduleId: number,
    firstMonth: CalendarDate,
    today: CalendarDate,
  ): Promise<MonthOfCompletions[]> {
    return tx.query(
      `select month::date as month, count(evidence.completion_id) as completions
       from generate_series($3::date, $4::date, interval '1 month') month
       left join agency_completion evidence on evidence.agency_id = $1 and evidence.module_id = $2
         and evidence.result <> 'withdrawn'
         and evidence.completed_on >= month::date and evidence.completed_on < (month + interval '1 month')::date
         and evidence.completed_on <= $4
       group by month order by month`,
      [scope.agencyId, moduleId, firstMonth, today],
    );
  }

  /** The questions of the latest version of which enough first answers were counted, in the author's order. */
  findQuestions(scope: AgencyScope, tx: Transaction, moduleId: number): Promise<CountedQuestion[]> {
    return tx.query(
      `with latest as (
         select max(version) as version from question_count where agency_id = $1 and module_id = $2
       )
       select counted.version, question.number, question.words ->> 'topic' as topic, question.words ->> 'stem' as text,
         counted.answered, counted.right_from as "rightFrom", counted.right_to as "rightTo"
       from latest
       join question_count counted on counted.agency_id = $1 and counted.module_id = $2
         and counted.version = latest.version
       join module_version version on version.module_id = counted.module_id and version.version = counted.version
       cross join lateral jsonb_array_elements(version.content -> 'questions')
         with ordinality as question(words, number)
       where question.words ->> 'id' = counted.question_id
       order by question.number`,
      [scope.agencyId, moduleId],
    );
  }
}
