import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import type { SealedText } from '../platform/reflection/reflection-seal.js';

/** Private words that go from one account to another. */
export interface MovedReflection extends SealedText {
  readonly id: string;
}

const SEALED = `reflection.id, ciphertext, nonce, tag, key_version as "keyVersion"`;

/** Reads and writes reflections that move, as ciphertext only. */
@Injectable()
export class MovedReflectionRepository {
  /** Those that came to the person of the scope when their accounts were joined. */
  findMoved(scope: PersonScope, tx: Transaction, mergeId: string): Promise<MovedReflection[]> {
    return tx.query(
      `select ${SEALED} from account_merge_row moved
       join reflection on reflection.person_id = moved.person_id and reflection.id = moved.row_key::uuid
       where moved.person_id = $1 and moved.merge_id = $2 and moved.kind = 'reflection'`,
      [scope.personId, mergeId],
    );
  }

  /** Those that undoing gives back: of attempts and entries that go back, whenever they were written. */
  findLeaving(scope: PersonScope, tx: Transaction, mergeId: string): Promise<MovedReflection[]> {
    return tx.query(
      `select ${SEALED} from reflection
       where reflection.person_id = $1 and (
         reflection.attempt_id in (select attempts_to_give_back($2))
         or reflection.cpd_entry_id in (
           select moved.row_key::uuid from account_merge_row moved
           where moved.person_id = $1 and moved.merge_id = $2 and moved.kind = 'cpd-entry'))`,
      [scope.personId, mergeId],
    );
  }

  /** Replaces the seal of the same words. */
  async reseal(scope: PersonScope, tx: Transaction, id: string, sealed: SealedText): Promise<void> {
    await tx.query(
      `update reflection set ciphertext = $3, nonce = $4, tag = $5, key_version = $6
       where person_id = $1 and id = $2`,
      [scope.personId, id, sealed.ciphertext, sealed.nonce, sealed.tag, sealed.keyVersion],
    );
  }
}
