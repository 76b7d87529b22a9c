import { Injectable } from '@nestjs/common';
import type { Finished, FinishState } from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { Database } from '../platform/database/database.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { CompletionRecorder } from './completion-recorder.service.js';
import { FinishedRecords } from './finished-records.service.js';
import { OwnAttempts } from './own-attempts.service.js';

/** The end of a module: what is left to do, and the fact of having finished. */
@Injectable()
export class FinishService {
  constructor(
    private readonly database: Database,
    private readonly attempts: OwnAttempts,
    private readonly recorder: CompletionRecorder,
    private readonly records: FinishedRecords,
    private readonly onceOnly: OnceOnly,
  ) {}

  /** What is missing, with the minutes that finishing would credit; or what was finished. */
  show(scope: PersonScope, slug: string): Promise<FinishState> {
    return this.database.read(scope, async (tx) => {
      const attempt = await this.attempts.require(scope, tx, slug);
      const finished = attempt.isOpen ? null : await this.records.of(scope, tx, attempt);
      return {
        module: slug,
        moduleTitle: attempt.content.title,
        missing: attempt.isOpen ? attempt.missing : [],
        creditableMinutes: finished?.minutes ?? attempt.creditableMinutes(),
        finished,
      };
    });
  }

  /**
   * Finishes the module. Once for each attempt: a double click, two tabs and an offline replay are all told
   * of the one completion, whatever their keys.
   *
   * @param minutes What the person records; the minutes credited when left out.
   * @throws DomainError `learning.incomplete` naming what is missing, `cpd.minutes-raised`,
   * `learning.not-open`.
   */
  async finish(
    scope: PersonScope,
    submission: Submission,
    slug: string,
    minutes: number | undefined,
  ): Promise<Finished> {
    // The answer holds what the person intends, in their own words; only the attempt's id is kept of it.
    const { attemptId } = await this.onceOnly.write(scope, submission, async (tx) => {
      const attempt = await this.attempts.lock(scope, tx, slug);
      if (attempt.isOpen) await this.recorder.record(scope, tx, attempt, minutes);
      return { attemptId: attempt.id };
    });
    return this.database.read(scope, async (tx) =>
      this.records.of(scope, tx, await this.attempts.byId(scope, tx, slug, attemptId)),
    );
  }
}
