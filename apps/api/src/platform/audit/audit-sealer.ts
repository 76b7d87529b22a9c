import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { sealRows } from '@learning-reviews/domain/audit/seal';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { AuditChainRepository } from './audit-chain.repository.js';

const EVERY_MS = 1_000;
const ROWS_AT_ONCE = 1_000;

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Chains new audit rows each second, agency by agency, until there is a job queue to do it. */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AuditSealer.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly chain: AuditChainRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.later();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

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

  /** One after the other: a slow database must not gather a crowd of sealers. */
  private later(): void {
    this.timer = setTimeout(() => {
      this.running = this.seal()
        .catch(() => this.logger.warn('Audit rows could not be sealed; they wait and are tried again'))
        .then(() => (this.isStopping ? undefined : this.later()));
    }, EVERY_MS);
    this.timer.unref();
  }
}
