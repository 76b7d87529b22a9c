import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** What an agency keeps of a completion of its member. No score, and nothing the person wrote. */
export interface NewAgencyCompletion {
  readonly agencyId: number;
  readonly membershipId: string;
  readonly completionId: string;
  readonly moduleId: number;
  readonly version: number;
  /** Day in the agency's time zone. */
  readonly completedOn: CalendarDate;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly certificateNumber: string;
  /** Last day on which it counts by the agency's rule; `null` for ever. */
  readonly validUntil: CalendarDate | null;
  readonly recordedAt: Date;
}

/** Adds to `agency_completion`, the agency's own evidence. Runs inside `Database.withAgency`. */
@Injectable()
export class AgencyCompletionRepository {
  /** Adds one row. The same membership and completion twice is refused by `pk_agency_completion`. */
  async insert(scope: PersonScope, tx: Transaction, evidence: NewAgencyCompletion): Promise<void> {
    await tx.query(
      `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version,
         completed_on, minutes, participatory_minutes, certificate_number, valid_until, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        evidence.agencyId,
        evidence.membershipId,
        evidence.completionId,
        scope.personId,
        evidence.moduleId,
        evidence.version,
        evidence.completedOn,
        evidence.minutes,
        evidence.participatoryMinutes,
        evidence.certificateNumber,
        evidence.validUntil,
        evidence.recordedAt,
      ],
    );
  }
}
