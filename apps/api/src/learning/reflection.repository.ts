import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import type { SealedText } from '../platform/reflection/reflection-seal.js';

/** The sealed words of one attempt. */
export interface SealedReflection extends SealedText {
  /** Counts saves, from 1. */
  readonly revision: number;
  readonly savedAt: Date;
}

/** Reads and writes the reflections of attempts in `reflection`. It sees ciphertext only. */
@Injectable()
export class ReflectionRepository {
  /** What is kept for an attempt; `undefined` when nothing was written. */
  async ofAttempt(
    scope: PersonScope,
    tx: Transaction,
    attemptId: string,
  ): Promise<SealedReflection | undefined> {
    const rows: SealedReflection[] = await tx.query(
      `select ciphertext, nonce, tag, key_version as "keyVersion", revision, saved_at as "savedAt"
       from reflection where person_id = $1 and attempt_id = $2`,
      [scope.personId, attemptId],
    );
    return rows[0];
  }

  /**
   * Keeps the first words of an attempt, under revision 1.
   *
   * @returns Whether they were kept; not when something is there already.
   */
  async insert(
    scope: PersonScope,
    tx: Transaction,
    reflection: { id: string; attemptId: string; sealed: SealedText; at: Date },
  ): Promise<boolean> {
    const { id, attemptId, sealed, at } = reflection;
    const kept: unknown[] = await tx.query(
      `insert into reflection (person_id, id, attempt_id, ciphertext, nonce, tag, key_version, saved_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (person_id, attempt_id) do nothing returning id`,
      [scope.personId, id, attemptId, sealed.ciphertext, sealed.nonce, sealed.tag, sealed.keyVersion, at],
    );
    return kept.length === 1;
  }

  /**
   * Replaces what was kept under `revision`, and counts one further.
   *
   * @returns Whether it was replaced; not when another save came first.
   */
  async replace(
    scope: PersonScope,
    tx: Transaction,
    reflection: { attemptId: string; revision: number; sealed: SealedText; at: Date },
  ): Promise<boolean> {
    const { attemptId, revision, sealed, at } = reflection;
    const [, count]: [unknown, number] = await tx.query(
      `update reflection set ciphertext = $4, nonce = $5, tag = $6, key_version = $7, saved_at = $8,
         revision = revision + 1
       where person_id = $1 and attempt_id = $2 and revision = $3`,
      [
        scope.personId,
        attemptId,
        revision,
        sealed.ciphertext,
        sealed.nonce,
        sealed.tag,
        sealed.keyVersion,
        at,
      ],
    );
    return count === 1;
  }
}
