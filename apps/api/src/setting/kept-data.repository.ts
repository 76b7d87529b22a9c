import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { RetentionKind } from '@learning-reviews/domain/setting/retention';
import type { Transaction } from '../platform/database/database.js';
import { AuditRetention } from '../platform/audit/audit-retention.js';
import { SignInHistory } from '../platform/access/sign-in-history.js';
import type { DayRange } from './day-range.js';

/** Rows that one transaction deletes: answers are held for a moment only, and a killed job has lost little. */
const ROWS_AT_ONCE = 1_000;

// A day begins at midnight in UTC here. That is an hour off in summer, after months.
const instant = (day: string) => new Date(`${day}T00:00:00Z`);

/**
 * Counts and deletes what retention is about, whatever feature it belongs to. What belongs to an agency, in its scope;
 * answers and sign-ins are no agency's. The policies of the job's role hold the least time of each kind.
 */
@Injectable()
export class KeptDataRepository {
  constructor(
    private readonly audit: AuditRetention,
    private readonly signIns: SignInHistory,
  ) {}

  /** How many rows of a kind are from the days of a range. */
  async count(
    scope: JobScope,
    tx: Transaction,
    kind: RetentionKind,
    { after, before }: DayRange,
  ): Promise<number> {
    const from = after === null ? null : instant(after);
    switch (kind) {
      case 'answer':
        return this.countWith(
          tx,
          `select count(*)::int as rows from attempt
           join answer on answer.person_id = attempt.person_id and answer.attempt_id = attempt.id
           where attempt.finished_at >= coalesce($1, attempt.finished_at) and attempt.finished_at < $2`,
          [from, instant(before)],
        );
      case 'email':
        return this.countWith(
          tx,
          `select count(*)::int as rows from email_message
           where created_at >= coalesce($1, created_at) and created_at < $2 and agency_id = $3
             and forgotten_at is null and state <> 'waiting'`,
          [from, instant(before), scope.agencyId],
        );
      case 'sign-in':
        return this.signIns.count(from, instant(before));
      case 'audit':
        return this.audit.count(scope, tx, instant(before));
    }
  }

  /** Deletes some of them; of emails, what they said and to whom. @returns How many; 0 when none is left. */
  async deleteSome(
    scope: JobScope,
    tx: Transaction,
    kind: RetentionKind,
    { after, before }: DayRange,
    now: Date,
  ): Promise<number> {
    const from = after === null ? null : instant(after);
    switch (kind) {
      case 'answer':
        return this.deleteWith(
          tx,
          `delete from answer using (
             select attempt.person_id, attempt.id from attempt
             where attempt.finished_at >= coalesce($1, attempt.finished_at) and attempt.finished_at < $2
               and exists (select from answer left_ where left_.person_id = attempt.person_id and left_.attempt_id = attempt.id)
             limit $3
           ) finished
           where answer.person_id = finished.person_id and answer.attempt_id = finished.id`,
          [from, instant(before), ROWS_AT_ONCE],
        );
      case 'email':
        return this.deleteWith(
          tx,
          `update email_message
           set recipient = '', subject = '', text = '', html = '', last_answer = null, forgotten_at = $5
           where agency_id = $4 and id in (
             select id from email_message
             where created_at >= coalesce($1, created_at) and created_at < $2 and agency_id = $4
               and forgotten_at is null and state <> 'waiting' limit $3)`,
          [from, instant(before), ROWS_AT_ONCE, scope.agencyId, now.toISOString()],
        );
      case 'sign-in':
        return this.signIns.forget(from, instant(before), ROWS_AT_ONCE);
      case 'audit':
        return this.audit.drop(scope, tx, instant(before), ROWS_AT_ONCE, now);
    }
  }

  private async countWith(tx: Transaction, text: string, values: unknown[]): Promise<number> {
    const [row]: { rows: number }[] = await tx.query(text, values);
    return row?.rows ?? 0;
  }

  private async deleteWith(tx: Transaction, text: string, values: unknown[]): Promise<number> {
    const [, rows]: [unknown, number] = await tx.query(text, values);
    return rows;
  }
}
