import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { sealRows } from '@learning-reviews/domain/audit/seal';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { AuditChainRepository } from './audit-chain.repository.js';

const ROWS_AT_ONCE = 1_000;

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Chains new audit rows, agency by agency. */
@Injectable()
export class AuditSealer {
  constructor(
    private readonly database: Database,
    private readonly chain: AuditChainRepository,
    private readonly clock: Clock,
  ) {}

  /** Seals everything that waits. Where another process is at it, that agency is left to it. */
  async seal(): Promise<void> {
    const everywhere: JobScope = { brand: 'JobScope', agencyId: null };
    const agencies = await this.database.read(everywhere, (tx) =>
      this.chain.findAgenciesToSeal(everywhere, tx),
    );
    for (const agencyId of agencies) await this.sealAgency({ brand: 'JobScope', agencyId });
  }

  private sealAgency(scope: JobScope): Promise<void> {
    return this.database.write(scope, async (tx) => {
      if (!(await this.chain.lock(scope, tx))) return;
      const head = await this.chain.findHead(scope, tx);
      const rows = await this.chain.findUnsealed(scope, tx, ROWS_AT_ONCE);
      if (rows.length > 0)
        await this.chain.append(scope, tx, head, sealRows(rows, head, sha256), this.clock.now());
    });
  }
}
