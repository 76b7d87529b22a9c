import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { answersToCount, shownQuestion } from '@learning-reviews/domain/learning/question-count';
import { Database } from '../platform/database/database.js';
import { QuestionCountRepository } from './question-count.repository.js';

/** Counts the first answers that wait in one agency, in whole tens; the rest wait on. */
@Injectable()
export class QuestionCounter {
  constructor(
    private readonly database: Database,
    private readonly counts: QuestionCountRepository,
  ) {}

  /**
   * Counts in every agency, one after the other. What a broken-off run has not reached waits for the next.
   *
   * @param scope Of no agency; each is counted in a scope of its own.
   */
  async countEverywhere(scope: JobScope, signal: AbortSignal): Promise<void> {
    const agencies = await this.database.read(scope, (tx) => this.counts.findAgencies(scope, tx));
    for (const agencyId of agencies) {
      signal.throwIfAborted();
      await this.count({ brand: 'JobScope', agencyId });
    }
  }

  /** All of it or nothing, and nothing twice: what was counted no longer waits. */
  async count(scope: JobScope): Promise<void> {
    await this.database.write(scope, async (tx) => {
      await this.counts.lock(scope, tx);
      for (const question of await this.counts.findWaiting(scope, tx)) {
        const ready = answersToCount(question.waiting);
        if (ready === 0) continue;
        const count = await this.counts.take(scope, tx, question, ready);
        const shown = shownQuestion(count);
        if (shown !== null) await this.counts.save(scope, tx, question, count, shown);
      }
    });
  }
}
