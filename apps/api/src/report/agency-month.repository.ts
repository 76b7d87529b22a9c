import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import { BY_EACH_DIMENSION, COUNT_COLUMNS, DIMENSION_AND_KEY, SUMS } from './duty-count.js';
import type { ReportDay } from './report-day.js';

/** Required and done of everybody at the end of a month. */
export interface EndedMonth {
  /** First day of the month. */
  readonly month: CalendarDate;
  readonly required: number;
  readonly done: number;
}

/** Keeps how each month of an agency ended. */
@Injectable()
export class AgencyMonthRepository {
  /** The months from `since` on that are kept, oldest first. */
  findMonths(scope: AgencyScope | JobScope, tx: Transaction, since: CalendarDate): Promise<EndedMonth[]> {
    return tx.query(
      `select month, required, done from agency_month
       where agency_id = $1 and dimension = 'all' and key = '' and month >= $2 order by month`,
      [scope.agencyId, since],
    );
  }

  /** The day on which the agency's first member began; `null` while there is none. */
  async findFirstDay(scope: JobScope, tx: Transaction): Promise<CalendarDate | null> {
    const [row]: { day: CalendarDate | null }[] = await tx.query(
      'select min(from_on) as day from membership where agency_id = $1',
      [scope.agencyId],
    );
    return row?.day ?? null;
  }

  /**
   * Writes how a month ended, once, from what stands there now and judged on the month's last day.
   *
   * A completion after that day is looked through: the duty is judged by the member's latest completion up to that
   * day in the agency's evidence, and without one as not begun. A duty begins with its membership and the agency's
   * first rule for the module. So a month that is counted late, since no worker ran or history is older than the
   * read model, has its required and done as they were; who had begun but not finished is told apart only when it
   * is counted at once.
   *
   * The evidence is sorted once and not looked up for each duty: 3 s and not 29 for 577,000 duties.
   *
   * @param month    First day of the month.
   * @param lastDay  Its last day, and how far warnings reached.
   * @param countedOn The day it is.
   */
  async close(
    scope: JobScope,
    tx: Transaction,
    month: CalendarDate,
    lastDay: ReportDay,
    countedOn: CalendarDate,
  ): Promise<void> {
    await tx.query(
      `insert into agency_month (agency_id, month, dimension, key, ${COUNT_COLUMNS}, counted_on)
       with rule as (
         select module_id, min(from_on) as from_on from assignment where agency_id = $1 group by module_id
       ), duty as (
         select 1 as sign, s.module_id, m.team_id, m.job_role, m.workforce_group,
           case
             when s.completed_on <= $3 or s.completed_on is null
               then standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $3, $4)
             when earlier.completed_on is null then standing_on(0::smallint, s.due_on, null, null, null, $3, $4)
             else standing_on(2::smallint, s.due_on, earlier.completed_on, earlier.valid_until, null, $3, $4)
           end as standing,
           s.due_on <= $5 as is_due_soon
         from standing s
         join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
         left join rule on rule.module_id = s.module_id
         left join (
           select distinct on (e.membership_id, e.module_id) e.membership_id, e.module_id, e.completed_on, e.valid_until
           from agency_completion e where e.agency_id = $1 and e.completed_on <= $3
           order by e.membership_id, e.module_id, e.completed_on desc
         ) earlier on earlier.membership_id = s.membership_id and earlier.module_id = s.module_id and s.completed_on > $3
         where s.agency_id = $1 and m.agency_id = $1 and m.from_on <= $3 and (m.to_on is null or m.to_on >= $3)
           and (rule.from_on is null or rule.from_on <= $3)
       )
       select $1, $2, ${DIMENSION_AND_KEY}, ${SUMS}, $6::date from duty ${BY_EACH_DIMENSION}
       on conflict (agency_id, dimension, key, month) do nothing`,
      [scope.agencyId, month, lastDay.today, lastDay.expiringTo, lastDay.dueSoonTo, countedOn],
    );
  }
}
