import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** An agency as an operator names it. */
export interface ListedAgency {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  /** Code of the agency above it; `null` for the partnership. */
  readonly parent: string | null;
  readonly timeZone: string;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  /** Code of the agency that came after it. */
  readonly succeededBy: string | null;
}

/** Reads the reference table of agencies, which belongs to no agency. */
@Injectable()
export class AgencyDirectoryRepository {
  /** Every agency, closed ones too, by number. */
  findAll(_scope: JobScope, tx: Transaction): Promise<ListedAgency[]> {
    return tx.query(
      `select agency.id, agency.code, agency.name, agency.kind, parent.code as parent, agency.time_zone as "timeZone",
         agency.from_on as "from", agency.to_on as "to", successor.code as "succeededBy"
       from agency
       left join agency parent on parent.id = agency.parent_id
       left join agency successor on successor.id = agency.succeeded_by
       order by agency.id`,
    );
  }
}
