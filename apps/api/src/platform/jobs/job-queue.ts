import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import type { JobKind } from './job-kind.js';

/** What a sender may ask of one job. */
export interface SendOptions {
  /** What the kind's policy counts by, such as an agency's number. */
  readonly singletonKey?: string;
  /** Not before this instant. */
  readonly startAfter?: Date;
}

/** Sends work to be done after the transaction, by this process or another. */
@Injectable()
export class JobQueue {
  /**
   * Sends a job in the caller's transaction, whatever its scope: the job is there when, and only when, the change it
   * follows is.
   *
   * With a `singletonKey`, a job that the kind's policy has no room for is dropped. The one that is there may have
   * begun reading already, so a handler that gathers changes needs a schedule behind it as well. Two transactions
   * that send one key wait for each other, so a busy write sends none, or no key.
   *
   * @param data Ids, days, codes and numbers only, in one flat object: the queue is exempt from row-level security,
   * and `send_job` refuses anything else. An `agencyId` or `personId` in it is the sender's own, except in a
   * `JobScope`.
   * @throws the database's error when there is no such kind, or the data is refused.
   */
  async send<Data extends object>(
    tx: Transaction,
    kind: JobKind<Data>,
    data: Data,
    { singletonKey, startAfter }: SendOptions = {},
  ): Promise<void> {
    await tx.query('select send_job($1, $2, $3, $4)', [
      kind.name,
      JSON.stringify(data),
      singletonKey ?? null,
      startAfter?.toISOString() ?? null,
    ]);
  }
  /**
   * Sends many jobs of one kind, as `send` does without options, in one statement.
   *
   * @throws the database's error when any of them is refused; then none is sent.
   */
  async sendAll<Data extends object>(
    tx: Transaction,
    kind: JobKind<Data>,
    all: readonly Data[],
  ): Promise<void> {
    await tx.query(
      'select send_job($1, job.data, null, null) from jsonb_array_elements($2::jsonb) as job(data)',
      [kind.name, JSON.stringify(all)],
    );
  }
}
