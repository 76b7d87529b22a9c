import { Injectable } from '@nestjs/common';
import type { ChangeSettingRequest, PlatformSetting } from '@learning-reviews/contracts/setting.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { RETENTION_KINDS, RETENTION_RANGES } from '@learning-reviews/domain/setting/retention';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { WARNING_CHANGED } from '../platform/setting/setting-job-kinds.js';
import { RetentionRepository } from './retention.repository.js';
import { SettingRepository } from './setting.repository.js';
import { isStale } from './stale-setting.js';

const MOST_CHANGES = 50;

/** What the history and the audit call each setting. */
const SETTINGS = {
  targetPercent: 'target-percent',
  dueSoonDays: 'due-soon-days',
  expiringDays: 'expiring-days',
} as const;

/** What the partnership sets for the whole platform. The scope is the partnership's own. */
@Injectable()
export class SettingService {
  constructor(
    private readonly database: Database,
    private readonly settings: SettingRepository,
    private readonly retention: RetentionRepository,
    private readonly audit: Audit,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** What is set, and who changed it. */
  read(scope: AgencyScope): Promise<PlatformSetting> {
    return this.database.read(scope, async (tx) => {
      const changes = await this.settings.findChanges(scope, tx, MOST_CHANGES);
      const kept = new Map((await this.retention.findAll(scope, tx)).map((row) => [row.kind, row]));
      return {
        ...(await this.settings.find(scope, tx)),
        retention: RETENTION_KINDS.flatMap((kind) => {
          const row = kept.get(kind);
          return row === undefined ? [] : [{ ...row, ...RETENTION_RANGES[kind] }];
        }),
        announced: await this.retention.findAnnounced(scope, tx),
        changes: changes.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
      };
    });
  }

  /**
   * Sets them. Figures follow at once: whoever reads an agency's first has them made anew, and a job does so for every
   * other agency. When something expires or is due does not change.
   *
   * @throws DomainError `stale.version`.
   */
  change(scope: AgencyScope, { version, ...to }: ChangeSettingRequest): Promise<void> {
    return this.database.write(scope, async (tx) => {
      const { version: current, ...from } = await this.settings.lock(scope, tx);
      if (version !== current) throw isStale();
      const changed = (Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]).filter(
        (key) => from[key] !== to[key],
      );
      if (changed.length === 0) return;
      await this.settings.change(scope, tx, to);
      for (const key of changed) {
        const change = { setting: SETTINGS[key], was: String(from[key]), becomes: String(to[key]) };
        await this.settings.note(scope, tx, change, this.clock.now());
        const detail = { was: from[key], becomes: to[key] };
        await this.audit.record(scope, tx, 'setting.changed', `setting:${SETTINGS[key]}`, detail);
      }
      if (from.dueSoonDays !== to.dueSoonDays || from.expiringDays !== to.expiringDays)
        await this.queue.send(tx, WARNING_CHANGED, {});
    });
  }
}
