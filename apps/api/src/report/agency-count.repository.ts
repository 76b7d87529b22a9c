import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import {
  ADD_COUNTS,
  BY_EACH_DIMENSION,
  COUNT_COLUMNS,
  DELTA,
  DELTA_FACTS,
  DIMENSION_AND_KEY,
  IS_WARNING_CURRENT,
  LIVE,
  type LiveCounts,
  liveCounts,
  type LiveRow,
  ON_THE_DAY,
  REPLACE_COUNTS,
  SUMS,
} from './duty-count.js';
import type { ReportDay } from './report-day.js';

/** The counts and the deltas as one list; a dimension and key may stand there twice and are to be added up. */
const PLACES = `
  select dimension, key, ${COUNT_COLUMNS} from agency_count where agency_id = $1
  union all
  select ${DIMENSION_AND_KEY}, ${SUMS} from delta where module_id is not null ${BY_EACH_DIMENSION}`;

/**
 * Keeps the counts of an agency (ADR 17). Whoever writes counts holds the row of the head, and takes the deltas it
 * deletes and the facts it counts from one statement: what that statement sees of another transaction is both the
 * change and its deltas, or neither.
 */
@Injectable()
export class AgencyCountRepository {
  /** Counts with all deltas, in one statement, so of one moment; `null` before the agency was ever counted. */
  async findLive(scope: AgencyScope | JobScope, tx: Transaction): Promise<LiveCounts | null> {
    const [row]: LiveRow[] = await tx.query(
      `with ${DELTA} select head.counts, ${LIVE} from agency_count_head head where head.agency_id = $1`,
      [scope.agencyId],
    );
    return row === undefined ? null : liveCounts(row);
  }

  /** The agency's clock. */
  async findTimeZone(scope: JobScope, tx: Transaction): Promise<string> {
    const [row]: { timeZone: string }[] = await tx.query(
      'select time_zone as "timeZone" from agency where id = $1',
      [scope.agencyId],
    );
    if (row === undefined) throw new Error(`There is no agency ${scope.agencyId}`);
    return row.timeZone;
  }

  /**
   * Waits until nobody else writes counts of this agency, until the end of this transaction. Makes the head when
   * there is none.
   *
   * @returns The day on which the counts are judged; `null` when there are none yet, or none with warnings as they are
   * set now, and so nothing to fold into.
   */
  async lockHead(scope: JobScope, tx: Transaction): Promise<CalendarDate | null> {
    await tx.query(
      `insert into agency_count_head (agency_id, day, counted_at, people) values ($1, '-infinity', 'epoch', 0)
       on conflict (agency_id) do nothing`,
      [scope.agencyId],
    );
    const [head]: { day: CalendarDate | null }[] = await tx.query(
      `select case when head.counts is not null and ${IS_WARNING_CURRENT} then head.day end as day
       from agency_count_head head where head.agency_id = $1 for update`,
      [scope.agencyId],
    );
    return head?.day ?? null;
  }

  /** Counts the agency's standings anew, judged on the day, in the place of all counts and deltas there are. */
  async recount(scope: JobScope, tx: Transaction, day: ReportDay, now: Date): Promise<void> {
    await tx.query(
      `with folded as (
         delete from standing_delta where agency_id = $1
       ), duty as (
         select 1 as sign, s.module_id, m.team_id, m.job_role, m.workforce_group,
           standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $2, $3) as standing,
           s.due_on <= $4 as is_due_soon
         from standing s
         join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
         where s.agency_id = $1 and m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       ), counted as (
         select ${DIMENSION_AND_KEY}, ${SUMS} from duty ${BY_EACH_DIMENSION}
       ), written as (
         insert into agency_count (agency_id, dimension, key, ${COUNT_COLUMNS})
         select $1, dimension, key, ${COUNT_COLUMNS} from counted
         ${REPLACE_COUNTS}
       ), gone as (
         delete from agency_count old where old.agency_id = $1
           and not exists (select from counted where counted.dimension = old.dimension and counted.key = old.key)
       )
       update agency_count_head set day = $2, counted_at = $5, expiring_days = $3::date - $2::date,
         due_soon_days = $4::date - $2::date, people = (
         select count(*) from membership m
         where m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2))
       where agency_id = $1`,
      [scope.agencyId, day.today, day.expiringTo, day.dueSoonTo, now.toISOString()],
    );
    await this.compose(scope, tx);
  }

  /** Adds the deltas to the counts and deletes them. The head must be locked. @returns How many there were. */
  async fold(scope: JobScope, tx: Transaction): Promise<number> {
    const [{ folded }]: [{ folded: number }] = await tx.query(
      `with folded as (
         delete from standing_delta where agency_id = $1 returning *
       ), delta as materialized (
         ${DELTA_FACTS} from folded d cross join agency_count_head head ${ON_THE_DAY}
       ), written as (
         insert into agency_count (agency_id, dimension, key, ${COUNT_COLUMNS})
         select $1, ${DIMENSION_AND_KEY}, ${SUMS} from delta where module_id is not null ${BY_EACH_DIMENSION}
         ${ADD_COUNTS}
       ), head as (
         update agency_count_head
         set people = people + (select coalesce(sum(sign), 0) from delta where module_id is null)
         where agency_id = $1
       )
       select count(*) as folded from folded`,
      [scope.agencyId],
    );
    await this.compose(scope, tx);
    return folded;
  }

  /** Agencies with deltas that wait. */
  async findAgenciesToFold(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { agency_id: number }[] = await tx.query(
      'select agency_id from agencies_with_standing_deltas()',
    );
    return rows.map((row) => row.agency_id);
  }

  /** Every agency there is, by number. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency order by id');
    return rows.map(({ id }) => id);
  }

  /**
   * Compares counts with deltas to a plain count of the standings on the head's day, and their two forms with one
   * another, in one statement.
   *
   * @returns In how many places they differ; 0 is right. The number of members is one of the places.
   */
  async countDifferences(scope: JobScope, tx: Transaction): Promise<number> {
    const [{ differences }]: [{ differences: number }] = await tx.query(
      `with ${DELTA}, duty as (
         select 1 as sign, s.module_id, m.team_id, m.job_role, m.workforce_group,
           standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, head.day, head.day + head.expiring_days)
             as standing,
           s.due_on <= head.day + head.due_soon_days as is_due_soon
         from agency_count_head head
         join standing s on s.agency_id = head.agency_id
         join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
         where head.agency_id = $1 and s.agency_id = $1 and m.agency_id = $1
           and m.from_on <= head.day and (m.to_on is null or m.to_on >= head.day)
       ), kept as (
         select 1 as sign, dimension, key, ${COUNT_COLUMNS} from (${PLACES}) place
         union all
         select -1, ${DIMENSION_AND_KEY}, ${SUMS} from duty ${BY_EACH_DIMENSION}
       ), place as (
         select from kept group by dimension, key
         having (sum(sign * required), sum(sign * done), sum(sign * in_progress), sum(sign * not_started),
             sum(sign * overdue), sum(sign * due_soon), sum(sign * expiring), sum(sign * expired), sum(sign * paused))
           <> (0, 0, 0, 0, 0, 0, 0, 0, 0)
       ), line as (
         select json_build_array(dimension, key, ${COUNT_COLUMNS})::text as text from agency_count where agency_id = $1
       ), composed as (
         select lines.value::text as text from agency_count_head head cross join lateral json_array_elements(head.counts) lines
         where head.agency_id = $1
       ), torn as (
         (select text from line except all select text from composed)
         union all
         (select text from composed except all select text from line)
       )
       select (select count(*) from place) + (select count(*) from torn) + (
         select count(*) from agency_count_head head
         where head.agency_id = $1 and head.people + (select coalesce(sum(sign), 0) from delta where module_id is null)
           <> (select count(*) from membership m
               where m.agency_id = $1 and m.from_on <= head.day and (m.to_on is null or m.to_on >= head.day))
       ) as differences`,
      [scope.agencyId],
    );
    return differences;
  }

  /** Writes the counts as one value beside the head, for readers. */
  private async compose(scope: JobScope, tx: Transaction): Promise<void> {
    await tx.query(
      `update agency_count_head set counts = (
         select json_agg(json_build_array(dimension, key, ${COUNT_COLUMNS})) from agency_count where agency_id = $1)
       where agency_id = $1`,
      [scope.agencyId],
    );
  }
}
