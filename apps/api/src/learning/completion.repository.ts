import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** A completion before it has been written. */
export interface NewCompletion {
  readonly id: string;
  readonly attemptId: string;
  readonly moduleId: number;
  readonly version: number;
  readonly completedAt: Date;
  readonly correctCount: number;
  readonly questionCount: number;
  readonly minutes: number;
  /** 0 for solo e-learning. */
  readonly participatoryMinutes: number;
}

/** The latest completion of a module. */
export interface LatestCompletion {
  readonly moduleId: number;
  readonly version: number;
  readonly completedAt: Date;
  readonly minutes: number;
  readonly certificateNumber: string;
}

/** A completion that does not count any more, and why. */
export interface WithdrawnCompletion {
  readonly module: string;
  readonly title: string;
  readonly completedAt: Date;
  readonly withdrawnAt: Date;
  readonly reason: string;
  /** Whose training lead withdrew it; `null` when it was no agency. */
  readonly agency: string | null;
  readonly cpdEntryId: string | null;
}

/** A completion with what was made of it. */
export interface CompletionRow {
  readonly id: string;
  readonly completedAt: Date;
  readonly minutes: number;
  readonly participatoryMinutes: number;
  readonly certificateNumber: string;
  readonly cpdEntryId: string;
}

/** Reads and adds to `completion`: append only, one row for each attempt. */
@Injectable()
export class CompletionRepository {
  /**
   * Adds a completion. A second one of the same attempt is refused by `uq_completion_attempt`.
   *
   * @returns Whether the person had not finished this version before.
   */
  async insert(scope: PersonScope, tx: Transaction, completion: NewCompletion): Promise<boolean> {
    // What this statement reads is as it was before it: the new row is not among the earlier ones.
    const [added]: { isFirst: boolean }[] = await tx.query(
      `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count,
         question_count, minutes, participatory_minutes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       returning not exists (
         select from completion earlier
         where earlier.person_id = $1 and earlier.module_id = $4 and earlier.version = $5
       ) as "isFirst"`,
      [
        scope.personId,
        completion.id,
        completion.attemptId,
        completion.moduleId,
        completion.version,
        completion.completedAt,
        completion.correctCount,
        completion.questionCount,
        completion.minutes,
        completion.participatoryMinutes,
      ],
    );
    return added?.isFirst ?? false;
  }

  /** The latest completion that counts of each module the person has finished; of one module when it is named. */
  latest(scope: PersonScope, tx: Transaction, moduleId: number | null = null): Promise<LatestCompletion[]> {
    return tx.query(
      `select distinct on (completion.module_id) completion.module_id as "moduleId", completion.version,
         completion.completed_at as "completedAt", completion.minutes, certificate.number as "certificateNumber"
       from completion
       join certificate on certificate.person_id = completion.person_id
         and certificate.completion_id = completion.id
       where completion.person_id = $1 and ($2::int is null or completion.module_id = $2)
         and completion_withdrawal(completion.person_id, completion.id) is null
       order by completion.module_id, completion.completed_at desc`,
      [scope.personId, moduleId],
    );
  }

  /** Completions that were recorded by mistake and do not count any more, the last withdrawn first. */
  withdrawn(scope: PersonScope, tx: Transaction): Promise<WithdrawnCompletion[]> {
    return tx.query(
      `select module.slug as module, version.title, completion.completed_at as "completedAt",
         correction.at as "withdrawnAt", correction.reason, agency.name as agency, cpd_entry.id as "cpdEntryId"
       from completion
       join completion_correction correction on correction.person_id = completion.person_id
         and correction.id = completion_withdrawal(completion.person_id, completion.id)
       join module on module.id = completion.module_id
       join module_version version on version.module_id = completion.module_id
         and version.version = completion.version
       left join agency on agency.id = correction.by_agency
       left join cpd_entry on cpd_entry.person_id = completion.person_id and cpd_entry.completion_id = completion.id
       where completion.person_id = $1
       order by correction.at desc, correction.id desc`,
      [scope.personId],
    );
  }

  /** What finishing one attempt made; `undefined` when it is not finished. */
  async ofAttempt(
    scope: PersonScope,
    tx: Transaction,
    attemptId: string,
  ): Promise<CompletionRow | undefined> {
    const rows: CompletionRow[] = await tx.query(
      `select completion.id, completion.completed_at as "completedAt", completion.minutes,
         completion.participatory_minutes as "participatoryMinutes", certificate.number as "certificateNumber",
         cpd_entry.id as "cpdEntryId"
       from completion
       join certificate on certificate.person_id = completion.person_id
         and certificate.completion_id = completion.id
       join cpd_entry on cpd_entry.person_id = completion.person_id and cpd_entry.completion_id = completion.id
       where completion.person_id = $1 and completion.attempt_id = $2`,
      [scope.personId, attemptId],
    );
    return rows[0];
  }
}
