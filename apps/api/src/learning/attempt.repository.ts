import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';

/** Something a person did in an attempt. None of it holds a word of a reflection. */
export type AttemptEvent =
  | { readonly kind: 'opened' | 'skip' | 'reflection' | 'finish'; readonly detail: Record<string, never> }
  | { readonly kind: 'section'; readonly detail: { readonly sectionId: string } }
  | { readonly kind: 'choice'; readonly detail: { readonly nodeId: string; readonly choiceId: string } }
  | { readonly kind: 'again'; readonly detail: { readonly nodeId: string } }
  | { readonly kind: 'answer'; readonly detail: { readonly questionId: string; readonly round: number } };

/** An event as it was saved. */
export type SavedEvent = AttemptEvent & {
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
};

/** The first answer to a question in a round. */
export interface SavedAnswer {
  readonly questionId: string;
  readonly round: number;
  readonly optionId: string;
  readonly correct: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
}

/** One attempt with all that was saved in it, events and answers in the order in which they came. */
export interface AttemptRow {
  readonly id: string;
  readonly moduleId: number;
  readonly version: number;
  /** Superseded: set aside when two accounts were joined, for one that had got further. */
  readonly state: 'open' | 'complete' | 'superseded';
  /** The page the person was on, such as `section/3`; `null` when they have only begun. */
  readonly position: string | null;
  readonly startedAt: Date;
  readonly savedAt: Date;
  readonly events: readonly SavedEvent[];
  /** Of a finished one none once their time is over (ADR 29). */
  readonly answers: readonly SavedAnswer[];
  /** How many were right when it was finished; `null` while it is open. */
  readonly correctCount: number | null;
}

const ATTEMPT = `attempt.id, attempt.module_id as "moduleId", attempt.version, attempt.state, attempt.position,
  attempt.started_at as "startedAt", attempt.saved_at as "savedAt",
  (select coalesce(json_agg(json_build_object('kind', event.kind, 'detail', event.detail,
     'atMs', round(extract(epoch from event.at) * 1000)) order by event.seq), '[]')
   from attempt_event event
   where event.person_id = attempt.person_id and event.attempt_id = attempt.id) as events,
  (select coalesce(json_agg(json_build_object('questionId', answer.question_id, 'round', answer.round,
     'optionId', answer.option_id, 'correct', answer.correct,
     'atMs', round(extract(epoch from answer.answered_at) * 1000)) order by answer.answered_at, answer.round), '[]')
   from answer where answer.person_id = attempt.person_id and answer.attempt_id = attempt.id) as answers,
  (select completion.correct_count from completion
   where completion.person_id = attempt.person_id and completion.attempt_id = attempt.id) as "correctCount"`;

/** Reads and writes `attempt`, `attempt_event` and `answer` of one person. */
@Injectable()
export class AttemptRepository {
  /** The open attempt of a module, else the latest finished one; `undefined` when it was never begun. */
  async latest(scope: PersonScope, tx: Transaction, moduleId: number): Promise<AttemptRow | undefined> {
    const rows: AttemptRow[] = await tx.query(
      `select ${ATTEMPT} from attempt where person_id = $1 and module_id = $2 and state <> 'superseded'
       order by (state = 'open') desc, started_at desc limit 1`,
      [scope.personId, moduleId],
    );
    return rows[0];
  }

  /**
   * As `latest`, with the open attempt locked until the transaction ends. The lock is a statement of its
   * own: what follows sees all that was saved by whoever held it before.
   */
  async lockLatest(scope: PersonScope, tx: Transaction, moduleId: number): Promise<AttemptRow | undefined> {
    const [, latest] = await Promise.all([
      tx.query(
        `select id from attempt where person_id = $1 and module_id = $2 and state = 'open' for update`,
        [scope.personId, moduleId],
      ),
      this.latest(scope, tx, moduleId),
    ]);
    return latest;
  }

  /** One attempt; `undefined` when it is not this person's. */
  async byId(scope: PersonScope, tx: Transaction, attemptId: string): Promise<AttemptRow | undefined> {
    const rows: AttemptRow[] = await tx.query(
      `select ${ATTEMPT} from attempt where person_id = $1 and id = $2`,
      [scope.personId, attemptId],
    );
    return rows[0];
  }

  /** Every open attempt, the one saved last first. */
  open(scope: PersonScope, tx: Transaction): Promise<AttemptRow[]> {
    return tx.query(
      `select ${ATTEMPT} from attempt where person_id = $1 and state = 'open' order by saved_at desc, id`,
      [scope.personId],
    );
  }

  /**
   * Begins an attempt. Where one is open already nothing is written: two tabs that both press Start go on
   * in the same attempt.
   *
   * @returns Whether it was begun.
   */
  async begin(
    scope: PersonScope,
    tx: Transaction,
    attempt: { id: string; moduleId: number; version: number; at: Date },
  ): Promise<boolean> {
    const begun: unknown[] = await tx.query(
      `insert into attempt (person_id, id, module_id, version, started_at, saved_at)
       values ($1, $2, $3, $4, $5, $5)
       on conflict (person_id, module_id) where state = 'open' do nothing
       returning id`,
      [scope.personId, attempt.id, attempt.moduleId, attempt.version, attempt.at],
    );
    if (begun.length === 0) return false;
    await this.save(scope, tx, attempt.id, { kind: 'opened', detail: {} }, null, attempt.at);
    return true;
  }

  /** Adds an event to an attempt that this transaction has locked, and notes the page the person is on. */
  async save(
    scope: PersonScope,
    tx: Transaction,
    attemptId: string,
    event: AttemptEvent,
    position: string | null,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `with place as (
         update attempt set saved_at = $6, position = $5 where person_id = $1 and id = $2
       )
       insert into attempt_event (person_id, attempt_id, seq, kind, detail, at)
       select $1, $2, coalesce(max(seq), 0) + 1, $3, $4, $6
       from attempt_event where person_id = $1 and attempt_id = $2`,
      [scope.personId, attemptId, event.kind, JSON.stringify(event.detail), position, at],
    );
  }

  /** Adds an answer. A second one to the same question in the same round is refused by `pk_answer`. */
  async addAnswer(
    scope: PersonScope,
    tx: Transaction,
    attemptId: string,
    answer: Omit<SavedAnswer, 'atMs'>,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `insert into answer (person_id, attempt_id, question_id, round, option_id, correct, answered_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [scope.personId, attemptId, answer.questionId, answer.round, answer.optionId, answer.correct, at],
    );
  }

  /** Closes an attempt for good. */
  async finish(scope: PersonScope, tx: Transaction, attemptId: string, at: Date): Promise<void> {
    await tx.query(
      `update attempt set state = 'complete', finished_at = $3 where person_id = $1 and id = $2`,
      [scope.personId, attemptId, at],
    );
  }
}
