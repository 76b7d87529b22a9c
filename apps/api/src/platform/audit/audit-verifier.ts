import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { type ChainCheck, checkChain } from '@learning-reviews/domain/audit/seal';
import { Database } from '../database/database.js';
import { AuditChainRepository } from './audit-chain.repository.js';
import { sha256 } from './audit-sealer.js';

const LINKS_AT_ONCE = 2_000;

/** Tells whether an agency's audit log is still what it was when it was sealed. */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly database: Database,
    private readonly chain: AuditChainRepository,
  ) {}

  /**
   * Walks the chain from its beginning, or from what retention has left of it, and names the first row that was edited, deleted or moved. That a chain
   * was cut off at its end together with its rows, only a copy of its head kept elsewhere can tell.
   */
  verify(agencyId: number): Promise<ChainCheck> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    return this.database.read(scope, async (tx) => {
      let head = await this.chain.findDropped(scope, tx);
      for (;;) {
        const seals = await this.chain.findSeals(scope, tx, head.seq, LINKS_AT_ONCE);
        if (seals.length === 0) break;
        const rows = await this.chain.findRows(
          scope,
          tx,
          seals.map((seal) => seal.rowId),
        );
        const check = checkChain(rows, seals, head, sha256);
        if (!check.isIntact) return check;
        head = check.head;
      }
      const rowId = await this.chain.findRowWithoutSeal(scope, tx);
      return rowId === null
        ? { isIntact: true, head }
        : { isIntact: false, seq: head.seq + 1, rowId, fault: 'deleted' };
    });
  }
}
