import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import {
  type AuditRow,
  type AuditSeal,
  type ChainHead,
  EMPTY_CHAIN,
} from '@learning-reviews/domain/audit/seal';
import type { Transaction } from '../database/database.js';

/** Stands before the first link, where there is no hash yet. */
const NO_HASH = '0'.repeat(64);
/** With the agency's number, the lock that one sealer at a time holds. */
const SEALER_LOCK = 7_216;

const ROW = `log.agency_id as "agencyId", log.id, log.at, log.actor, log.action, log.object, log.detail`;

type StoredRow = Omit<AuditRow, 'at'> & { readonly at: Date };
const asRow = (row: StoredRow): AuditRow => ({ ...row, at: row.at.toISOString() });

/** Reads and extends the chain of one agency's audit rows. */
@Injectable()
export class AuditChainRepository {
  /** Agencies that have rows the chain does not hold yet. */
  async findAgenciesToSeal(_scope: JobScope, tx: Transaction): Promise<number[]> {
    const rows: { agency_id: number }[] = await tx.query(
      'select agency_id from agencies_with_unsealed_audit()',
    );
    return rows.map((row) => row.agency_id);
  }

  /** Takes the lock of this agency's chain until the transaction ends. `false` when another sealer has it. */
  async lock(scope: JobScope, tx: Transaction): Promise<boolean> {
    const [{ taken }]: [{ taken: boolean }] = await tx.query(
      'select pg_try_advisory_xact_lock($1, $2) as taken',
      [SEALER_LOCK, scope.agencyId],
    );
    return taken;
  }

  /** As `lock`, but waits for the sealer that has it. */
  async waitForLock(scope: JobScope, tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1, $2)', [SEALER_LOCK, scope.agencyId]);
  }

  /** The end of the chain as it stands. */
  async findHead(scope: JobScope, tx: Transaction): Promise<ChainHead> {
    const [head]: ChainHead[] = await tx.query(
      `select seq, encode(hash, 'hex') as hash from audit_seal where agency_id = $1 order by seq desc limit 1`,
      [scope.agencyId],
    );
    return head ?? (await this.findDropped(scope, tx));
  }

  /** Where the chain begins: after the last link that was dropped with its row, or from nothing. */
  async findDropped(scope: JobScope, tx: Transaction): Promise<ChainHead> {
    const [dropped]: ChainHead[] = await tx.query(
      `select seq, encode(hash, 'hex') as hash from audit_dropped where agency_id = $1`,
      [scope.agencyId],
    );
    return dropped ?? EMPTY_CHAIN;
  }

  /** Keeps the last link that was dropped. */
  async keepDropped(scope: JobScope, tx: Transaction, { seq, hash }: ChainHead, now: Date): Promise<void> {
    await tx.query(
      `insert into audit_dropped (agency_id, seq, hash, dropped_at) values ($1, $2, decode($3, 'hex'), $4)
       on conflict (agency_id) do update set seq = excluded.seq, hash = excluded.hash, dropped_at = excluded.dropped_at`,
      [scope.agencyId, seq, hash, now.toISOString()],
    );
  }

  /** Rows that wait for their seal, oldest first. */
  async findUnsealed(scope: JobScope, tx: Transaction, limit: number): Promise<AuditRow[]> {
    const rows: StoredRow[] = await tx.query(
      `select ${ROW} from audit_unsealed waiting
       join audit_log log on log.agency_id = waiting.agency_id and log.id = waiting.audit_id
       where waiting.agency_id = $1 order by log.id limit $2`,
      [scope.agencyId, limit],
    );
    return rows.map(asRow);
  }

  /** Adds links after `head`; their rows wait no longer. */
  async append(
    scope: JobScope,
    tx: Transaction,
    head: ChainHead,
    seals: readonly AuditSeal[],
    now: Date,
  ): Promise<void> {
    const previous = [head.hash || NO_HASH, ...seals.map((seal) => seal.hash)];
    const ids = seals.map((seal) => seal.rowId);
    await tx.query(
      `insert into audit_seal (agency_id, seq, audit_id, previous_hash, hash, sealed_at)
       select $1, link.seq, link.audit_id, decode(link.previous, 'hex'), decode(link.hash, 'hex'), $6
       from unnest($2::int[], $3::uuid[], $4::text[], $5::text[]) as link(seq, audit_id, previous, hash)`,
      [
        scope.agencyId,
        seals.map((seal) => seal.seq),
        ids,
        previous.slice(0, seals.length),
        seals.map((seal) => seal.hash),
        now.toISOString(),
      ],
    );
    await tx.query('delete from audit_unsealed where agency_id = $1 and audit_id = any($2)', [
      scope.agencyId,
      ids,
    ]);
  }

  /** Links after number `afterSeq`, in order. */
  findSeals(scope: JobScope, tx: Transaction, afterSeq: number, limit: number): Promise<AuditSeal[]> {
    return tx.query(
      `select agency_id as "agencyId", seq, audit_id as "rowId", encode(hash, 'hex') as hash
       from audit_seal where agency_id = $1 and seq > $2 order by seq limit $3`,
      [scope.agencyId, afterSeq, limit],
    );
  }

  /** Audit rows by id; those that are gone are left out. */
  async findRows(scope: JobScope, tx: Transaction, ids: readonly string[]): Promise<AuditRow[]> {
    const rows: StoredRow[] = await tx.query(
      `select ${ROW} from audit_log log where log.agency_id = $1 and log.id = any($2)`,
      [scope.agencyId, ids],
    );
    return rows.map(asRow);
  }

  /** The oldest row that neither has a seal nor waits for one: its seal was taken away. `null` when there is none. */
  async findRowWithoutSeal(scope: JobScope, tx: Transaction): Promise<string | null> {
    const [row]: { id: string }[] = await tx.query(
      `select log.id from audit_log log
       where log.agency_id = $1
         and not exists (select from audit_seal seal where seal.agency_id = log.agency_id and seal.audit_id = log.id)
         and not exists (select from audit_unsealed w where w.agency_id = log.agency_id and w.audit_id = log.id)
       order by log.id limit 1`,
      [scope.agencyId],
    );
    return row?.id ?? null;
  }
}
