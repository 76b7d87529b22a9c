import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** An agency and the day it is there. */
export interface AgencyDay {
  readonly agencyId: number;
  readonly today: CalendarDate;
}

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

  /** Every agency, with the day it is there at an instant. */
  findAgencies(_scope: JobScope, tx: Transaction, now: Date): Promise<AgencyDay[]> {
    return tx.query(
      `select id as "agencyId", ($1::timestamptz at time zone time_zone)::date as today from agency order by id`,
      [now.toISOString()],
    );
  }
}
