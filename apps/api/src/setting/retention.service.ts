import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, type CalendarDate, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import {
  ANNOUNCED_DAYS,
  isStillPast,
  pastItsTime,
  RETENTION_KINDS,
  type RetentionKind,
} from '@learning-reviews/domain/setting/retention';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { KeptDataRepository } from './kept-data.repository.js';
import { type AnnouncementRow, RetentionRepository } from './retention.repository.js';

/** What is no agency's is the partnership's to announce. */
const PARTNERSHIP = 1;
/** Kinds of which each agency has its own. */
const OF_AGENCIES: readonly RetentionKind[] = ['email', 'audit'];

/** One kind of data of one agency. */
interface Kept {
  readonly kind: RetentionKind;
  readonly agencyId: number;
}

/**
 * What the night does with data whose time is over: says what will be deleted in a week, and deletes what was said a
 * week before and is still past its time. (ADR 29)
 *
 * Each step is a transaction of its own and finds its work from what is stored, so a night that is broken off anywhere
 * is gone on with by the next, and what is done again deletes nothing more.
 */
@Injectable()
export class RetentionService {
  constructor(
    private readonly database: Database,
    private readonly retention: RetentionRepository,
    private readonly data: KeptDataRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** One night, of all kinds and all agencies. */
  async night(everywhere: JobScope, signal: AbortSignal): Promise<void> {
    const agencies = await this.database.read(everywhere, (tx) =>
      this.retention.findAgencies(everywhere, tx),
    );
    const today = this.clock.today(DEFAULT_TIME_ZONE);
    for (const kind of RETENTION_KINDS) {
      for (const agencyId of OF_AGENCIES.includes(kind) ? agencies : [PARTNERSHIP]) {
        signal.throwIfAborted();
        await this.callOffSaved({ kind, agencyId });
        await this.deleteAnnounced({ kind, agencyId }, today, signal);
        await this.announce({ kind, agencyId }, today);
      }
    }
  }

  /** Calls off what a time that was lengthened saves. Once it is past the new time it is announced anew. */
  private callOffSaved({ kind, agencyId }: Kept): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    return this.database.write(scope, async (tx) => {
      const amount = await this.retention.findAmount(scope, tx, kind);
      for (const waiting of await this.retention.findWaiting(scope, tx, kind)) {
        if (isStillPast(kind, amount, waiting)) continue;
        await this.retention.settle(scope, tx, waiting.id, 'called-off', this.clock.now());
      }
    });
  }

  private async deleteAnnounced(kept: Kept, today: CalendarDate, signal: AbortSignal): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId: kept.agencyId };
    const waiting = await this.database.read(scope, (tx) => this.retention.findWaiting(scope, tx, kept.kind));
    for (const announced of waiting.filter(({ deletesOn }) => deletesOn <= today)) {
      let deleted: number;
      do {
        signal.throwIfAborted();
        deleted = await this.deleteSome(kept, announced);
      } while (deleted > 0);
      await this.database.write(scope, async (tx) => {
        const rows = await this.retention.settle(scope, tx, announced.id, 'done', this.clock.now());
        const { kind, agencyId } = kept;
        const detail = { rows, announced: announced.rows, before: announced.before };
        await this.audit.record(
          { agencyId, personId: null },
          tx,
          'retention.deleted',
          `retention:${kind}`,
          detail,
        );
      });
    }
  }

  /** One batch. The time is asked each time: one that is lengthened in the middle saves what is left. */
  private deleteSome({ kind, agencyId }: Kept, announced: AnnouncementRow): Promise<number> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    return this.database.write(scope, async (tx) => {
      if (!isStillPast(kind, await this.retention.findAmount(scope, tx, kind), announced)) return 0;
      const rows = await this.data.deleteSome(scope, tx, kind, announced, this.clock.now());
      if (rows > 0) await this.retention.addDeleted(scope, tx, announced.id, rows);
      return rows;
    });
  }

  /** Announces what will be past its time in a week and nobody has announced yet. */
  private announce({ kind, agencyId }: Kept, today: CalendarDate): Promise<void> {
    const scope: JobScope = { brand: 'JobScope', agencyId };
    const deletesOn = addDays(today, ANNOUNCED_DAYS);
    return this.database.write(scope, async (tx) => {
      const before = pastItsTime(kind, await this.retention.findAmount(scope, tx, kind), deletesOn);
      const waiting = await this.retention.findWaiting(scope, tx, kind);
      const after =
        waiting
          .map((known) => known.before)
          .sort()
          .at(-1) ?? null;
      if (after !== null && after >= before) return;
      const rows = await this.data.count(scope, tx, kind, { after, before });
      if (rows > 0)
        await this.retention.announce(scope, tx, kind, {
          after,
          before,
          announcedOn: today,
          deletesOn,
          rows,
        });
    });
  }
}
