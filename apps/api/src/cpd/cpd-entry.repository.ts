import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';

/** The entry of a module completed here, before it has been written. */
export interface NewPlatformEntry {
  readonly id: string;
  readonly completionId: string;
  readonly title: string;
  readonly provider: string;
  readonly completedOn: CalendarDate;
  /** What the completion records; the entry may be lowered below it later, never raised above. */
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly savedAt: Date;
}

/** Reads and writes `cpd_entry` of one person. */
@Injectable()
export class CpdEntryRepository {
  /** Adds the entry of a completion. A second one of the same completion is refused by `uq_cpd_entry_completion`. */
  async insertPlatformEntry(scope: PersonScope, tx: Transaction, entry: NewPlatformEntry): Promise<void> {
    await tx.query(
      `insert into cpd_entry (person_id, id, completion_id, source, learning_type, title, provider, completed_on,
         minutes, credited_minutes, participatory_minutes, saved_at)
       values ($1, $2, $3, 'platform', 'self-directed', $4, $5, $6, $7, $7, $8, $9)`,
      [
        scope.personId,
        entry.id,
        entry.completionId,
        entry.title,
        entry.provider,
        entry.completedOn,
        entry.minutes,
        entry.participatoryMinutes,
        entry.savedAt,
      ],
    );
  }
}
