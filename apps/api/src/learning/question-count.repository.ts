import { Injectable } from '@nestjs/common';
import type { JobScope, PersonScope } from '@learning-reviews/domain/access/scope';
import type { FirstAnswer, QuestionCount } from '@learning-reviews/domain/learning/question-count';
import type { Transaction } from '../platform/database/database.js';

/** One question of one version. */
export interface QuestionKey {
  readonly moduleId: number;
  readonly version: number;
  readonly questionId: string;
}

/** A question of which answers wait to be counted. */
export interface WaitingQuestion extends QuestionKey {
  readonly waiting: number;
}

/** With the agency's number, the lock that one counter at a time holds. */
const COUNTER_LOCK = 7_245;

/**
 * Writes `question_delta` and `question_count`, an agency's figures about its members' first answers. Nothing here
 * says whose an answer was, or when.
 */
@Injectable()
export class QuestionCountRepository {
  /** Adds one member's first answers to those that wait. Runs inside `Database.withAgency`. */
  async addAnswers(
    _scope: PersonScope,
    tx: Transaction,
    version: { agencyId: number; moduleId: number; version: number },
    answers: readonly FirstAnswer[],
  ): Promise<void> {
    await tx.query(
      `insert into question_delta (agency_id, module_id, version, question_id, first_right)
       select $1, $2, $3, answer.question_id, answer.first_right
       from unnest($4::text[], $5::boolean[]) as answer(question_id, first_right)`,
      [
        version.agencyId,
        version.moduleId,
        version.version,
        answers.map(({ questionId }) => questionId),
        answers.map(({ isRight }) => isRight),
      ],
    );
  }

  /** Every agency there is. Whether answers wait in it, only its own scope may see. */
  async findAgencies(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { id: number }[] = await tx.query('select id from agency order by id');
    return rows.map(({ id }) => id);
  }

  /** Holds off every other counter of the agency until the transaction ends. */
  async lock(scope: JobScope, tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1, $2)', [COUNTER_LOCK, scope.agencyId]);
  }

  /** The questions of which answers wait, and how many. */
  findWaiting(scope: JobScope, tx: Transaction): Promise<WaitingQuestion[]> {
    return tx.query(
      `select module_id as "moduleId", version, question_id as "questionId", count(*) as waiting
       from question_delta where agency_id = $1
       group by module_id, version, question_id order by module_id, version, question_id`,
      [scope.agencyId],
    );
  }

  /**
   * Takes `count` answers out of those that wait, and answers what they make together with the ones counted before.
   * Which ones is left to chance: their ids are random.
   */
  async take(scope: JobScope, tx: Transaction, question: QuestionKey, count: number): Promise<QuestionCount> {
    const [taken]: QuestionCount[] = await tx.query(
      `with taken as (
         delete from question_delta where agency_id = $1 and module_id = $2 and version = $3 and question_id = $4
           and id in (
             select id from question_delta
             where agency_id = $1 and module_id = $2 and version = $3 and question_id = $4 order by id limit $5)
         returning first_right
       )
       select coalesce((select answered from question_count
           where agency_id = $1 and module_id = $2 and version = $3 and question_id = $4), 0) + count(*) as answered,
         coalesce((select first_right from question_count
           where agency_id = $1 and module_id = $2 and version = $3 and question_id = $4), 0)
           + count(*) filter (where first_right) as "firstRight"
       from taken`,
      [scope.agencyId, question.moduleId, question.version, question.questionId, count],
    );
    return taken ?? { answered: 0, firstRight: 0 };
  }

  /** Writes what was counted, and the range that is shown for it. */
  async save(
    scope: JobScope,
    tx: Transaction,
    question: QuestionKey,
    count: QuestionCount,
    shown: { readonly rightFrom: number; readonly rightTo: number },
  ): Promise<void> {
    await tx.query(
      `insert into question_count (agency_id, module_id, version, question_id, answered, first_right, right_from, right_to)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (agency_id, module_id, version, question_id) do update
       set answered = excluded.answered, first_right = excluded.first_right,
         right_from = excluded.right_from, right_to = excluded.right_to`,
      [
        scope.agencyId,
        question.moduleId,
        question.version,
        question.questionId,
        count.answered,
        count.firstRight,
        shown.rightFrom,
        shown.rightTo,
      ],
    );
  }
}
