import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { CpdSource } from '@learning-reviews/domain/cpd/cpd-record';
import type { LearningType } from '@learning-reviews/domain/learning/minutes';
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

/** Learning done elsewhere, before it has been written. */
export interface NewOutsideEntry {
  readonly id: string;
  readonly title: string;
  readonly provider: string;
  readonly learningType: LearningType;
  readonly completedOn: CalendarDate;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly facilitator: string;
  readonly groupSize: number | null;
  readonly description: string;
  readonly evidence: string;
  readonly savedAt: Date;
}

/** One entry, with the run through a module that it comes from; that part is `null` for learning done elsewhere. */
export interface CpdEntryRow extends Omit<NewOutsideEntry, 'savedAt'> {
  readonly source: CpdSource;
  readonly creditedMinutes: number | null;
  readonly attestedBy: string;
  /** Counts changes of the minutes, from 0. */
  readonly revision: number;
  readonly savedAt: Date;
  /** As stored: 20 characters without hyphens. */
  readonly certificateNumber: string | null;
  readonly attemptId: string | null;
  readonly startedAt: Date | null;
  readonly moduleId: number | null;
  readonly moduleSlug: string | null;
  readonly version: number | null;
  /** When the completion behind it was withdrawn as a mistake; `null` while it counts. */
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
  /** Name of the agency whose training lead withdrew it. */
  readonly withdrawnBy: string | null;
}

/** Whether an entry is in totals and exports: not when the completion behind it was a mistake. */
export const counts = ({ withdrawnAt }: Pick<CpdEntryRow, 'withdrawnAt'>): boolean => withdrawnAt === null;

/** Reads and writes `cpd_entry` of one person. */
@Injectable()
export class CpdEntryRepository {
  /** Every entry, newest first; one of them when it is named. */
  find(scope: PersonScope, tx: Transaction, id: string | null = null): Promise<CpdEntryRow[]> {
    return tx.query(
      `select entry.id, entry.source, entry.learning_type as "learningType", entry.title, entry.provider,
         entry.description, entry.completed_on as "completedOn", entry.minutes,
         entry.participatory_minutes as "participatoryMinutes", entry.credited_minutes as "creditedMinutes",
         entry.facilitator, entry.group_size as "groupSize", entry.evidence, entry.attested_by as "attestedBy",
         entry.revision, entry.saved_at as "savedAt", certificate.number as "certificateNumber",
         attempt.id as "attemptId", attempt.started_at as "startedAt", module.id as "moduleId",
         module.slug as "moduleSlug", completion.version, correction.reason as "withdrawnReason",
         correction.at as "withdrawnAt", agency.name as "withdrawnBy"
       from cpd_entry entry
       left join completion on completion.person_id = entry.person_id and completion.id = entry.completion_id
       left join attempt on attempt.person_id = completion.person_id and attempt.id = completion.attempt_id
       left join certificate on certificate.person_id = completion.person_id
         and certificate.completion_id = completion.id
       left join module on module.id = completion.module_id
       left join completion_correction correction on correction.person_id = completion.person_id
         and correction.id = completion_withdrawal(completion.person_id, completion.id)
       left join agency on agency.id = correction.by_agency
       where entry.person_id = $1 and ($2::uuid is null or entry.id = $2)
       order by entry.completed_on desc, entry.id desc`,
      [scope.personId, id],
    );
  }

  /**
   * Makes every other change of this entry and of its reflection wait for this transaction.
   *
   * @returns Whether there is such an entry.
   */
  async lock(scope: PersonScope, tx: Transaction, id: string): Promise<boolean> {
    const locked: unknown[] = await tx.query(
      'select id from cpd_entry where person_id = $1 and id = $2 for update',
      [scope.personId, id],
    );
    return locked.length === 1;
  }

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

  /** Adds learning done elsewhere, on the person's own word. */
  async insertOutsideEntry(scope: PersonScope, tx: Transaction, entry: NewOutsideEntry): Promise<void> {
    await tx.query(
      `insert into cpd_entry (person_id, id, source, learning_type, title, provider, completed_on, minutes,
         participatory_minutes, facilitator, group_size, description, evidence, saved_at)
       values ($1, $2, 'self-declared', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        scope.personId,
        entry.id,
        entry.learningType,
        entry.title,
        entry.provider,
        entry.completedOn,
        entry.minutes,
        entry.participatoryMinutes,
        entry.facilitator,
        entry.groupSize,
        entry.description,
        entry.evidence,
        entry.savedAt,
      ],
    );
  }

  /** Replaces the minutes and counts one revision further. Participatory minutes are never more than all of them. */
  async setMinutes(
    scope: PersonScope,
    tx: Transaction,
    { id, minutes, at }: { id: string; minutes: number; at: Date },
  ): Promise<void> {
    await tx.query(
      `update cpd_entry set minutes = $3, participatory_minutes = least(participatory_minutes, $3),
         revision = revision + 1, saved_at = $4
       where person_id = $1 and id = $2`,
      [scope.personId, id, minutes, at],
    );
  }

  /** Deletes an entry whose reflection is gone. The database refuses one that this platform recorded. */
  async delete(scope: PersonScope, tx: Transaction, id: string): Promise<void> {
    await tx.query('delete from cpd_entry where person_id = $1 and id = $2', [scope.personId, id]);
  }
}
