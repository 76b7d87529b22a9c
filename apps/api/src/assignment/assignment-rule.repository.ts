import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import type { AssignmentRule } from '@learning-reviews/domain/assignment/assignment';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** A rule with the module it is for. */
export interface AssignmentRow extends AssignmentRule {
  readonly moduleId: number;
  /** The partnership's rule it is a copy of; `null` for the agency's own. */
  readonly partnershipId: string | null;
  /** Day on which the module's first version was published, in the agency's time zone; `null` while it has none. */
  readonly publishedOn: CalendarDate | null;
}

/** Reads the rules of one agency: its own, and its copies of the partnership's. */
@Injectable()
export class AssignmentRuleRepository {
  /** Every rule, or those for some modules, in no order. */
  find(
    _scope: AgencyScope | JobScope | PersonScope,
    tx: Transaction,
    agencyId: number,
    moduleIds: readonly number[] | null = null,
  ): Promise<AssignmentRow[]> {
    return tx.query(
      `select a.id, a.module_id as "moduleId", a.audience, a.due_within_days as "dueWithinDays", a.due_on as "dueOn",
         a.due_after_publication_days as "dueAfterPublicationDays",
         json_build_object('rule', a.refresh_rule, 'months', a.refresh_months, 'day', a.refresh_day) as renewal,
         a.recognise_within_days as "recogniseWithinDays", a.from_on as "fromOn", a.to_on as "toOn",
         a.partnership_assignment_id as "partnershipId",
         (select (min(v.published_at) at time zone agency.time_zone)::date from module_version v
          where v.module_id = a.module_id) as "publishedOn"
       from assignment a
       join agency on agency.id = a.agency_id
       where a.agency_id = $1 and ($2::int[] is null or a.module_id = any($2))`,
      [agencyId, moduleIds],
    );
  }
}
