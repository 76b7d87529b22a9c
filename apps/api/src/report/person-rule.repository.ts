import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { OwnedRule } from '@learning-reviews/domain/assignment/asking';
import type { Member } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** A module that is required of a member, with what the agency's rules for it say. */
export interface RuledModuleRow extends Member {
  /** Slug. */
  readonly module: string;
  /** First day on which it was asked; `null` where that was not kept yet. */
  readonly askedOn: CalendarDate | null;
  /** The day on which the rules are read: today, or the nearest day of the job. */
  readonly day: CalendarDate;
  /** Every rule of the agency for the module, whoever it is for. */
  readonly rules: readonly OwnedRule[];
}

/** Reads which rules there are for what is required of one member. */
@Injectable()
export class PersonRuleRepository {
  /** One row for each module that is required of the member. */
  find(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    today: CalendarDate,
  ): Promise<RuledModuleRow[]> {
    return tx.query(
      `select module.slug as module, s.asked_on as "askedOn", m.workforce_group as "workforceGroup",
         m.job_role as "jobRole", m.team_id as "teamId", m.from_on as "joinedOn",
         least(greatest($3::date, m.from_on), m.to_on) as day,
         (select coalesce(json_agg(json_build_object('id', a.id, 'audience', a.audience,
            'dueWithinDays', a.due_within_days, 'dueOn', a.due_on,
            'dueAfterPublicationDays', a.due_after_publication_days,
            'renewal', json_build_object('rule', a.refresh_rule, 'months', a.refresh_months, 'day', a.refresh_day),
            'recogniseWithinDays', a.recognise_within_days, 'fromOn', a.from_on, 'toOn', a.to_on,
            'partnershipId', a.partnership_assignment_id, 'publishedOn', published.first_on)), '[]')
          from assignment a where a.agency_id = s.agency_id and a.module_id = s.module_id) as rules
       from standing s
       join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
       join module on module.id = s.module_id
       join agency on agency.id = s.agency_id
       cross join lateral (
         select (min(v.published_at) at time zone agency.time_zone)::date as first_on
         from module_version v where v.module_id = s.module_id) published
       where s.agency_id = $1 and s.membership_id = $2`,
      [scope.agencyId, membershipId, today],
    );
  }
}
