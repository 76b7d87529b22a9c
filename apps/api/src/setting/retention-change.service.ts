import { Injectable } from '@nestjs/common';
import type { ChangeRetentionRequest } from '@learning-reviews/contracts/setting.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { RETENTION_RANGES } from '@learning-reviews/domain/setting/retention';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { RetentionRepository } from './retention.repository.js';
import { SettingRepository } from './setting.repository.js';
import { isStale } from './stale-setting.js';

/** Decides how long a kind of data is kept, and why. The scope is the partnership's own. */
@Injectable()
export class RetentionChangeService {
  constructor(
    private readonly database: Database,
    private readonly retention: RetentionRepository,
    private readonly settings: SettingRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes it. A longer time saves what was announced; a shorter one deletes nothing that is not announced for a week
   * first.
   *
   * @throws DomainError `request.not-found`, `stale.version`, `request.invalid` when it is outside what is possible.
   */
  change(scope: AgencyScope, kind: string, asked: ChangeRetentionRequest): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const from = await this.retention.lock(scope, tx, kind);
      if (from === undefined) throw notFound();
      if (from.version !== asked.version) throw isStale();
      const { least, most, unit } = RETENTION_RANGES[from.kind];
      const { amount, reason } = asked;
      if (amount < least || amount > most) {
        const message = `Enter a number of ${unit}s from ${least} to ${most}`;
        throw new DomainError('request.invalid', message, { errors: [{ field: 'amount', message }] });
      }
      if (amount === from.amount && reason === from.reason) return;
      await this.retention.change(scope, tx, from.kind, { amount, reason });
      const setting = `retention:${kind}`;
      const inWords = (count: number) => (count === 1 ? `1 ${unit}` : `${count} ${unit}s`);
      const change =
        amount === from.amount
          ? { setting: `retention-reason:${kind}`, was: from.reason, becomes: reason }
          : { setting, was: inWords(from.amount), becomes: inWords(amount) };
      await this.settings.note(scope, tx, change, this.clock.now());
      await this.audit.record(scope, tx, 'setting.changed', setting, { was: from.amount, becomes: amount });
    });
  }
}
