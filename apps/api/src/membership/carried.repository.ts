import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** A membership, and the one in the same agency that what is dated goes over to. */
export interface CarriedLink {
  readonly from: string;
  readonly to: string;
  /** First day of the one that follows: what ended before it stays. `null` lets everything go over. */
  readonly on: CalendarDate | null;
}

const LINKS = 'unnest($2::uuid[], $3::uuid[], $4::date[]) as row(old_id, new_id, day)';

/** Leave and exceptions of a member who changes jobs within the agency: they are for days, whatever the job. */
@Injectable()
export class CarriedRepository {
  /** Lets leave and exceptions that are not over go along. One that runs already goes as a whole. */
  async carry(scope: AgencyScope | JobScope, tx: Transaction, links: readonly CarriedLink[]): Promise<void> {
    if (links.length === 0) return;
    const parameters = [
      scope.agencyId,
      links.map(({ from }) => from),
      links.map(({ to }) => to),
      links.map(({ on }) => on),
    ];
    await tx.query(
      `update leave_period l set membership_id = row.new_id from ${LINKS}
       where l.agency_id = $1 and l.membership_id = row.old_id
         and (row.day is null or l.to_on is null or l.to_on >= row.day)`,
      parameters,
    );
    await tx.query(
      `update duty_exception e set membership_id = row.new_id from ${LINKS}
       where e.agency_id = $1 and e.membership_id = row.old_id
         and (row.day is null or e.until_on is null or e.until_on >= row.day)`,
      parameters,
    );
  }
}
