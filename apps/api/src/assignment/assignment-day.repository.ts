import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** Reads and writes up to which day what begins or ends by its date has been worked into standings. */
@Injectable()
export class AssignmentDayRepository {
  /** The last day that was worked in; `null` before the first. */
  async find(
    _scope: AgencyScope | JobScope,
    tx: Transaction,
    agencyId: number,
  ): Promise<CalendarDate | null> {
    const [row]: { day: CalendarDate }[] = await tx.query(
      'select day from assignment_day where agency_id = $1',
      [agencyId],
    );
    return row?.day ?? null;
  }

  /** Writes the day that was worked in. It never goes back. */
  async write(scope: JobScope, tx: Transaction, day: CalendarDate): Promise<void> {
    await tx.query(
      `insert into assignment_day (agency_id, day) values ($1, $2)
       on conflict (agency_id) do update set day = greatest(assignment_day.day, excluded.day)`,
      [scope.agencyId, day],
    );
  }

  /** Every agency there is. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency order by id');
    return rows.map(({ id }) => id);
  }

  /** The day it is in the agency of a scope at an instant; `undefined` when there is no such agency. */
  async today(scope: JobScope, tx: Transaction, now: Date): Promise<CalendarDate | undefined> {
    const [row]: { today: CalendarDate }[] = await tx.query(
      'select ($2::timestamptz at time zone time_zone)::date as today from agency where id = $1',
      [scope.agencyId, now.toISOString()],
    );
    return row?.today;
  }
}
