import { Injectable } from '@nestjs/common';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { endedMonths, lastDayOf } from '@learning-reviews/domain/report/ended-month';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { AgencyCountRepository } from './agency-count.repository.js';
import { AgencyMonthRepository } from './agency-month.repository.js';
import { FOLD_AGENCY } from './count-jobs.js';
import { type ReportDay, reportDay } from './report-day.js';

/** How long one process waits before it asks for another fold of the same agency. */
const ASK_AGAIN_MS = 5_000;

/** What one agency has done of what it requires, for figures of the partnership. */
export interface ModuleCounts {
  readonly members: number;
  /** `n` of `d` duties are done. */
  readonly modules: readonly { readonly moduleId: number; readonly n: number; readonly d: number }[];
}

/** What a rebuild found. */
export interface Rebuilt {
  /** Counts that were not what the standings say; 0 is right. */
  readonly differences: number;
  readonly milliseconds: number;
}

/**
 * Keeps the counts of agencies true: recounts them when the day changes, folds deltas in, and writes down how months
 * ended. Each piece of work is one transaction of one agency, so a worker killed anywhere leaves either all of it or
 * nothing, and whatever is done again counts nothing twice. (ADR 17)
 */
@Injectable()
export class AgencyCountService {
  private readonly recounting = new Map<number, Promise<void>>();
  private readonly askedAt = new Map<number, number>();

  constructor(
    private readonly database: Database,
    private readonly counts: AgencyCountRepository,
    private readonly months: AgencyMonthRepository,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Sees to it that the counts are of `today`, with warnings as they are set: for a first reader of the day, or of an agency never counted. A
   * hundred readers cause one recount: those of this process wait for it here, those of others at the head's row.
   */
  bringTo(reader: AgencyScope | JobScope, today: CalendarDate): Promise<void> {
    const { agencyId } = reader;
    if (agencyId === null) throw new RangeError('Counts are kept for one agency at a time');
    const running = this.recounting.get(agencyId);
    if (running !== undefined) return running;
    const scope: JobScope = { brand: 'JobScope', agencyId };
    const recounting = this.database
      .write(scope, async (tx) => {
        if ((await this.counts.lockHead(scope, tx)) === today) return;
        await this.counts.recount(scope, tx, await this.reportDay(scope, tx, today), this.clock.now());
      })
      .finally(() => this.recounting.delete(agencyId));
    this.recounting.set(agencyId, recounting);
    return recounting;
  }

  /** Members and modules of one agency as they are now. */
  async countModules(scope: JobScope): Promise<ModuleCounts> {
    const today = await this.findToday(scope);
    const read = () => this.database.read(scope, (tx) => this.counts.findLive(scope, tx));
    let live = await read();
    if (live?.day !== today) {
      await this.bringTo(scope, today);
      live = await read();
    }
    return {
      members: live?.people ?? 0,
      modules: (live?.lines ?? []).flatMap(([dimension, key, required, done]) =>
        dimension === 'module' ? [{ moduleId: Number(key), n: done, d: required }] : [],
      ),
    };
  }

  /** Agencies whose deltas wait to be folded in. Of no agency's scope. */
  findAgenciesToFold(scope: JobScope): Promise<number[]> {
    return this.database.read(scope, (tx) => this.counts.findAgenciesToFold(scope, tx));
  }

  /** Every agency, by number. Of no agency's scope. */
  findAgencies(scope: JobScope): Promise<number[]> {
    return this.database.read(scope, (tx) => this.counts.findAgencies(scope, tx));
  }

  /** Folds the deltas of one agency into its counts; counts it when it never was. @returns How many were folded. */
  fold(scope: JobScope): Promise<number> {
    return this.database.write(scope, async (tx) => {
      if ((await this.counts.lockHead(scope, tx)) !== null) return this.counts.fold(scope, tx);
      const day = await this.reportDay(scope, tx, await this.today(scope, tx));
      await this.counts.recount(scope, tx, day, this.clock.now());
      return 0;
    });
  }

  /** Asks a worker to fold soon, when so many deltas wait that readers would feel them; at most once a while. */
  async askForFold(reader: AgencyScope): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - (this.askedAt.get(reader.agencyId) ?? -Infinity) < ASK_AGAIN_MS) return;
    this.askedAt.set(reader.agencyId, now);
    await this.database.write(reader, (tx) =>
      this.queue.send(
        tx,
        FOLD_AGENCY,
        { agencyId: reader.agencyId },
        { singletonKey: String(reader.agencyId) },
      ),
    );
  }

  /** What the night does for one agency: how months ended, and what the new day changes. Safe to do again. */
  async snapshot(scope: JobScope): Promise<void> {
    await this.closeMonths(scope);
    await this.bringTo(scope, await this.findToday(scope));
  }

  /**
   * Compares the counts of one agency with its standings, and counts it anew whatever it found. An agency that was
   * never counted differs in nothing.
   */
  async rebuild(scope: JobScope): Promise<Rebuilt> {
    const began = performance.now();
    const differences = await this.database.read(scope, (tx) => this.counts.countDifferences(scope, tx));
    await this.closeMonths(scope);
    await this.database.write(scope, async (tx) => {
      await this.counts.lockHead(scope, tx);
      const day = await this.reportDay(scope, tx, await this.today(scope, tx));
      await this.counts.recount(scope, tx, day, this.clock.now());
    });
    return { differences, milliseconds: Math.round(performance.now() - began) };
  }

  /**
   * Writes how each month ended that is not written yet, at most two years back: usually the last one, or none. Each
   * is a transaction of its own, so that two years of a large agency can be interrupted.
   */
  private async closeMonths(scope: JobScope): Promise<void> {
    const { today, missing } = await this.database.read(scope, async (tx) => {
      const today = await this.today(scope, tx);
      const ended = endedMonths(today, await this.months.findFirstDay(scope, tx));
      const kept = ended[0] === undefined ? [] : await this.months.findMonths(scope, tx, ended[0]);
      return { today, missing: ended.filter((month) => !kept.some((known) => known.month === month)) };
    });
    for (const month of missing) {
      await this.database.write(scope, async (tx) => {
        // One at a time: two that count the same month would each keep a part of it.
        await this.counts.lockHead(scope, tx);
        const day = await this.reportDay(scope, tx, lastDayOf(month));
        await this.months.close(scope, tx, month, day, today);
      });
    }
  }

  private async reportDay(scope: JobScope, tx: Transaction, today: CalendarDate): Promise<ReportDay> {
    return reportDay(today, await findWarningDays(scope, tx));
  }

  private findToday(scope: JobScope): Promise<CalendarDate> {
    return this.database.read(scope, (tx) => this.today(scope, tx));
  }

  private async today(scope: JobScope, tx: Transaction): Promise<CalendarDate> {
    return this.clock.today(await this.counts.findTimeZone(scope, tx));
  }
}
