import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import { PERSON_CHECKS } from './person-check.js';

/** People found by each check. */
export type CheckCounts = Readonly<Record<keyof typeof PERSON_CHECKS, number>> & { readonly people: number };

/** A required module that nobody can begin. */
export interface ModuleWithoutVersionRow {
  readonly module: string;
  readonly title: string;
  readonly people: number;
}

/** A rule that reaches nobody, with its audience in words. */
export interface AssignmentForNobodyRow {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly from: CalendarDate;
  readonly jobRoles: string[];
  readonly groups: number[];
  readonly teams: string[];
}

/** The latest headcount of the whole agency. */
export interface HeadcountRow {
  readonly on: CalendarDate;
  readonly people: number;
  readonly source: string;
}

const COUNTS = Object.entries(PERSON_CHECKS)
  .map(([check, condition]) => `count(*) filter (where ${condition}) as "${check}"`)
  .join(', ');

const CHECKS = `
  select count(*) as people, ${COUNTS}
  from membership m
  where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)`;

/** Looks for what stands between one agency and figures it can trust. */
@Injectable()
export class RecordHealthRepository {
  /** Today's members, and how many of them each check finds. */
  async countPeople(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<CheckCounts> {
    const [counts]: CheckCounts[] = await tx.query(CHECKS, [scope.agencyId, today]);
    if (counts === undefined) throw new Error('A count has one row');
    return counts;
  }

  /** Modules required of today's members without a version that is not withdrawn, by title. */
  findModulesWithoutVersion(
    scope: AgencyScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<ModuleWithoutVersionRow[]> {
    return tx.query(
      `select module.slug as module, coalesce(latest.title, module.slug) as title, count(*) as people
       from module
       left join lateral (
         select v.title, v.withdrawn_at from module_version v
         where v.module_id = module.id order by v.version desc limit 1
       ) latest on true
       join standing s on s.agency_id = $1 and s.module_id = module.id
       join membership m on m.agency_id = $1 and m.id = s.membership_id
       where (latest.title is null or latest.withdrawn_at is not null)
         and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       group by module.slug, latest.title
       order by 2`,
      [scope.agencyId, today],
    );
  }

  /** Rules in force today that none of today's members is meant by. The rule is `isInAudience` of `libs/domain`. */
  findAssignmentsForNobody(
    scope: AgencyScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<AssignmentForNobodyRow[]> {
    return tx.query(
      `select a.id, module.slug as module, version.title, a.from_on as "from",
         array(select coalesce(job_role.label, asked.role) from jsonb_array_elements_text(a.audience -> 'jobRoles') asked(role)
               left join job_role on job_role.code = asked.role order by 1) as "jobRoles",
         array(select asked.number::int from jsonb_array_elements_text(a.audience -> 'groups') asked(number) order by 1) as groups,
         array(select coalesce(team.name, 'A team that is gone') from jsonb_array_elements_text(a.audience -> 'teams') asked(id)
               left join team on team.agency_id = $1 and team.id = asked.id::uuid order by 1) as teams
       from assignment a
       join module on module.id = a.module_id
       join lateral (
         select v.title from module_version v where v.module_id = a.module_id order by v.version desc limit 1
       ) version on true
       where a.agency_id = $1 and a.from_on <= $2 and (a.to_on is null or a.to_on >= $2)
         and not exists (
           select from membership m
           where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
             and (a.audience -> 'groups' is null or a.audience -> 'groups' @> to_jsonb(m.workforce_group))
             and (a.audience -> 'jobRoles' is null or a.audience -> 'jobRoles' @> to_jsonb(m.job_role))
             and (a.audience -> 'teams' is null or a.audience -> 'teams' @> to_jsonb(m.team_id)))
       order by version.title, a.id`,
      [scope.agencyId, today],
    );
  }

  /** The latest headcount of the whole agency; `null` when there is none. */
  async findHeadcount(
    scope: AgencyScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<HeadcountRow | null> {
    const [latest]: HeadcountRow[] = await tx.query(
      `select as_of_on as "on", people, source from headcount
       where agency_id = $1 and workforce_group is null and as_of_on <= $2
       order by as_of_on desc, supplied_at desc limit 1`,
      [scope.agencyId, today],
    );
    return latest ?? null;
  }

  /** What the mail server said of mail of the last thirty days that waits or was refused, most common first. */
  findMailAnswers(
    scope: AgencyScope,
    tx: Transaction,
    limit: number,
  ): Promise<{ answer: string; messages: number }[]> {
    return tx.query(
      `select last_answer as answer, count(*) as messages from email_message
       where agency_id = $1 and state in ('waiting', 'refused') and last_answer is not null
         and created_at > now() - interval '30 days'
       group by last_answer order by 2 desc, 1 limit $2`,
      [scope.agencyId, limit],
    );
  }

  /** The day on which the agency's counts were judged; `null` before they were first made. */
  async findCountedDay(scope: AgencyScope, tx: Transaction): Promise<CalendarDate | null> {
    const [head]: { day: CalendarDate }[] = await tx.query(
      'select day from agency_count_head where agency_id = $1',
      [scope.agencyId],
    );
    return head?.day ?? null;
  }

  /** What of the agency's own will be deleted, unless its time was lengthened since; the next day first. */
  findAnnounced(
    scope: AgencyScope,
    tx: Transaction,
  ): Promise<{ kind: string; on: CalendarDate; rows: number }[]> {
    return tx.query(
      `select a.kind, a.deletes_on as "on", a.rows - a.deleted as rows
       from retention_announcement a join retention_setting s on s.kind = a.kind
       where a.agency_id = $1 and a.state = 'waiting' and a.kind in ('email', 'audit') and a.rows > a.deleted
         and a.before_on <= (a.deletes_on - case s.unit when 'day' then make_interval(days => s.amount)
           else make_interval(months => s.amount) end)::date
       order by a.deletes_on, a.kind`,
      [scope.agencyId],
    );
  }
}
