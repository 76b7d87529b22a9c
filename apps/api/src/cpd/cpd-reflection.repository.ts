import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import type { SealedText } from '../platform/reflection/reflection-seal.js';

/** A sealed text of one attempt or of one entry: the other id is `null`. */
export interface SealedReflection extends SealedText {
  readonly attemptId: string | null;
  readonly entryId: string | null;
  /** Counts saves, from 1. */
  readonly revision: number;
  readonly savedAt: Date;
}

/**
 * Reads `reflection` of one person, and writes what belongs to CPD entries. What belongs to attempts is written by
 * `learning`. It sees ciphertext only.
 */
@Injectable()
export class CpdReflectionRepository {
  /** All that the person has written, in no order. */
  all(scope: PersonScope, tx: Transaction): Promise<SealedReflection[]> {
    return tx.query(
      `select attempt_id as "attemptId", cpd_entry_id as "entryId", ciphertext, nonce, tag,
         key_version as "keyVersion", revision, saved_at as "savedAt"
       from reflection where person_id = $1`,
      [scope.personId],
    );
  }

  /** What belongs to one entry, and to the attempt it comes from when there is one. */
  ofEntry(
    scope: PersonScope,
    tx: Transaction,
    entryId: string,
    attemptId: string | null,
  ): Promise<SealedReflection[]> {
    return tx.query(
      `select attempt_id as "attemptId", cpd_entry_id as "entryId", ciphertext, nonce, tag,
         key_version as "keyVersion", revision, saved_at as "savedAt"
       from reflection where person_id = $1 and (cpd_entry_id = $2 or attempt_id = $3)`,
      [scope.personId, entryId, attemptId],
    );
  }

  /** Keeps the first words of an entry, under revision 1. */
  async insert(
    scope: PersonScope,
    tx: Transaction,
    { id, entryId, sealed, at }: { id: string; entryId: string; sealed: SealedText; at: Date },
  ): Promise<void> {
    await tx.query(
      `insert into reflection (person_id, id, cpd_entry_id, ciphertext, nonce, tag, key_version, saved_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [scope.personId, id, entryId, sealed.ciphertext, sealed.nonce, sealed.tag, sealed.keyVersion, at],
    );
  }

  /** Replaces the words of an entry, and counts one revision further. */
  async replace(
    scope: PersonScope,
    tx: Transaction,
    { entryId, sealed, at }: { entryId: string; sealed: SealedText; at: Date },
  ): Promise<void> {
    await tx.query(
      `update reflection set ciphertext = $3, nonce = $4, tag = $5, key_version = $6, saved_at = $7,
         revision = revision + 1
       where person_id = $1 and cpd_entry_id = $2`,
      [scope.personId, entryId, sealed.ciphertext, sealed.nonce, sealed.tag, sealed.keyVersion, at],
    );
  }

  /** Deletes the words of an entry that is to go. */
  async deleteOfEntry(scope: PersonScope, tx: Transaction, entryId: string): Promise<void> {
    await tx.query('delete from reflection where person_id = $1 and cpd_entry_id = $2', [
      scope.personId,
      entryId,
    ]);
  }
}
