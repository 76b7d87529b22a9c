import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock } from '../clock/clock.js';
import type { Transaction } from '../database/database.js';

/** In which agency something was done, and by whom. An `AgencyScope` is one. */
export interface Auditable {
  readonly agencyId: number;
  /** `null` when nobody did who is signed in: a job, or an operator at the command line. */
  readonly personId: string | null;
}

/** Plain values only; ids, days and counts, never a name or a text somebody wrote. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** Writes down who did what in an agency. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  /**
   * Adds one row, in the transaction of the act itself: neither is kept without the other. The transaction is
   * that agency's own, or a person's within `database.withAgency`.
   *
   * @param action Feature and verb, such as `export.made`.
   * @param object What it was done to, as `kind:id`.
   */
  async record(
    { agencyId, personId }: Auditable,
    tx: Transaction,
    action: string,
    object: string,
    detail: AuditDetail = {},
  ): Promise<void> {
    await tx.query(
      'insert into audit_log (agency_id, id, at, actor, action, object, detail) values ($1, $2, $3, $4, $5, $6, $7)',
      [agencyId, uuid(), this.clock.now().toISOString(), personId, action, object, JSON.stringify(detail)],
    );
  }
}
