import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../database/database.js';
import { AuditChainRepository } from './audit-chain.repository.js';

/** Drops the oldest part of an agency's audit log. What is left is still a chain, from the last hash that went. */
@Injectable()
export class AuditRetention {
  constructor(private readonly chain: AuditChainRepository) {}

  /** How many sealed rows there are from before an instant. */
  async count(scope: JobScope, tx: Transaction, before: Date): Promise<number> {
    const [{ rows }]: [{ rows: number }] = await tx.query(
      'select count(*)::int as rows from audit_log where agency_id = $1 and at < $2',
      [scope.agencyId, before.toISOString()],
    );
    return rows;
  }

  /**
   * Drops the first links of the chain whose rows are all from before an instant, `limit` at most, and keeps the last
   * hash of them. A row that came late, with a younger one before it in the chain, stays until
   * that one goes; so does everything behind a link whose row is gone, which the verifier has to name.
   *
   * @returns How many rows went.
   */
  async drop(scope: JobScope, tx: Transaction, before: Date, limit: number, now: Date): Promise<number> {
    await this.chain.waitForLock(scope, tx);
    const [last]: { seq: number; hash: string }[] = await tx.query(
      `select seq, encode(hash, 'hex') as hash from (
         select seal.seq, seal.hash, bool_and(coalesce(log.at < $2, false)) over (order by seal.seq) as is_old
         from (select * from audit_seal where agency_id = $1 order by seq limit $3) seal
         left join audit_log log on log.agency_id = seal.agency_id and log.id = seal.audit_id
       ) link where is_old order by seq desc limit 1`,
      [scope.agencyId, before.toISOString(), limit],
    );
    if (last === undefined) return 0;
    const [, dropped]: [unknown, number] = await tx.query(
      `delete from audit_log log using audit_seal seal
       where log.agency_id = $1 and seal.agency_id = $1 and seal.audit_id = log.id and seal.seq <= $2`,
      [scope.agencyId, last.seq],
    );
    await tx.query('delete from audit_seal where agency_id = $1 and seq <= $2', [scope.agencyId, last.seq]);
    await this.chain.keepDropped(scope, tx, last, now);
    return dropped;
  }
}
