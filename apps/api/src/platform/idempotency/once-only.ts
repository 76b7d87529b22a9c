import { Injectable } from '@nestjs/common';
import type { AgencyScope, PartnershipScope, PersonScope } from '@learning-reviews/domain/access/scope';
import { Database, type Transaction } from '../database/database.js';
import { DomainError } from '../http/domain-error.js';
import type { Submission } from './submission.js';

/** The scopes of somebody who presses buttons. */
export type SubmitterScope = AgencyScope | PartnershipScope | PersonScope;

interface KeptAnswer {
  readonly route: string;
  readonly bodyHash: string;
  readonly response: unknown;
}

/** Does what a submission asks once, and answers its repetitions with what was answered then. */
@Injectable()
export class OnceOnly {
  constructor(private readonly database: Database) {}

  /**
   * Runs `work` in one transaction with the note that it was done, so that neither is kept without the other.
   * The same submission again, at once or within 24 hours, does nothing and resolves to the first result.
   *
   * `work` ends in the scope it began with, and its result is kept as JSON: it holds no passphrase and no
   * reflection text.
   *
   * @throws DomainError `request.key-reused` when the key came before with another body or to another address.
   */
  write<Result>(
    scope: SubmitterScope,
    submission: Submission,
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return this.database.write(scope, async (tx) => {
      await forgetOld(scope, tx);
      if (!(await claim(scope, tx, submission))) return (await keptAnswer(scope, tx, submission)) as Result;
      const result = await work(tx);
      await keep(scope, tx, submission, result);
      return result;
    });
  }
}

/** Takes the key. A repetition arriving meanwhile waits here until the first has ended, one way or the other. */
async function claim(scope: SubmitterScope, tx: Transaction, submission: Submission): Promise<boolean> {
  const taken: unknown[] = await tx.query(
    `insert into idempotency (person_id, key, route, body_hash) values ($1, $2, $3, $4)
     on conflict (person_id, key) do nothing returning key`,
    [scope.personId, submission.key, submission.route, submission.bodyHash],
  );
  return taken.length === 1;
}

async function keptAnswer(scope: SubmitterScope, tx: Transaction, submission: Submission): Promise<unknown> {
  const [kept]: KeptAnswer[] = await tx.query(
    'select route, body_hash as "bodyHash", response from idempotency where person_id = $1 and key = $2',
    [scope.personId, submission.key],
  );
  if (kept?.route === submission.route && kept.bodyHash === submission.bodyHash) return kept.response;
  throw new DomainError('request.key-reused', 'This Idempotency-Key was used for another request');
}

async function keep(
  scope: SubmitterScope,
  tx: Transaction,
  submission: Submission,
  result: unknown,
): Promise<void> {
  await tx.query('update idempotency set status = $3, response = $4 where person_id = $1 and key = $2', [
    scope.personId,
    submission.key,
    submission.status,
    JSON.stringify(result ?? null),
  ]);
}

async function forgetOld(scope: SubmitterScope, tx: Transaction): Promise<void> {
  await tx.query(
    `delete from idempotency where person_id = $1 and created_at < now() - interval '24 hours'`,
    [scope.personId],
  );
}
