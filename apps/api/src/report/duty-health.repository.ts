import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** A rule that names a team or a job role which is gone. */
export interface GoneAudienceRow {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly from: CalendarDate;
  readonly isOfPartnership: boolean;
  readonly gone: string[];
}

/** A change that is still being worked into duties. */
export interface UnfinishedChangeRow {
  readonly cause: 'rule' | 'partnership-rule' | 'new-day' | 'all';
  readonly since: Date;
  readonly people: number | null;
  readonly peopleDone: number;
}

/** Whether the duties of one agency are kept up with its rules. What is wrong with single ones is noted at night. */
@Injectable()
export class DutyHealthRepository {
  /** Rules in force, or to come, that name a team or a job role which is gone, by title. */
  findGoneAudiences(scope: AgencyScope, tx: Transaction, today: CalendarDate): Promise<GoneAudienceRow[]> {
    return tx.query(
      `select a.id, module.slug as module, coalesce(version.title, module.slug) as title, a.from_on as "from",
         a.partnership_assignment_id is not null as "isOfPartnership", gone.names as gone
       from assignment a
       join module on module.id = a.module_id
       left join lateral (
         select v.title from module_version v where v.module_id = a.module_id order by v.version desc limit 1
       ) version on true
       cross join lateral (
         select array(
           select 'the team ' || coalesce(team.name, 'that was taken away')
           from jsonb_array_elements_text(a.audience -> 'teams') asked(id)
           left join team on team.agency_id = $1 and team.id = asked.id::uuid
           where team.id is null or team.closed_on <= $2
           union
           select 'the job role ' || asked.code from jsonb_array_elements_text(a.audience -> 'jobRoles') asked(code)
           where not exists (select from job_role where job_role.code = asked.code)
           order by 1
         ) as names
       ) gone
       where a.agency_id = $1 and (a.to_on is null or a.to_on >= $2) and cardinality(gone.names) > 0
       order by title, a.id`,
      [scope.agencyId, today],
    );
  }

  /** Changes that were begun before an instant and are not in all duties yet, the oldest first. */
  findUnfinished(scope: AgencyScope, tx: Transaction, before: Date): Promise<UnfinishedChangeRow[]> {
    return tx.query(
      `select cause, at as since, people, people_done as "peopleDone" from standing_recompute
       where agency_id = $1 and state <> 'done' and at < $2
       order by at, id`,
      [scope.agencyId, before.toISOString()],
    );
  }

  /** The day up to which what begins or ends by its date is in the duties; `null` before the first. */
  async findDay(scope: AgencyScope, tx: Transaction): Promise<CalendarDate | null> {
    const [row]: { day: CalendarDate }[] = await tx.query(
      'select day from assignment_day where agency_id = $1',
      [scope.agencyId],
    );
    return row?.day ?? null;
  }

  /** When every duty was last held to rules and evidence; `null` before the first time. */
  async findCheckedAt(scope: AgencyScope, tx: Transaction): Promise<Date | null> {
    const [row]: { notedAt: Date }[] = await tx.query(
      'select noted_at as "notedAt" from duty_check where agency_id = $1',
      [scope.agencyId],
    );
    return row?.notedAt ?? null;
  }
}
