import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addMonths, type CalendarDate, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import {
  publishingBoard,
  TOTAL,
  type PublishedCell,
} from '@learning-reviews/domain/report/board-publication';
import { lastDayOf, monthOf } from '@learning-reviews/domain/report/ended-month';
import type { AgencyCounts } from '@learning-reviews/domain/report/small-numbers';
import type { Stepwise } from '@learning-reviews/domain/report/table-protection';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { AgencyCountService, type ModuleCounts } from './agency-count.service.js';
import { boardBody, boardLines, packBoard } from './board-body.js';
import { agencyRow, moduleColumn } from './board-dimension.js';
import { BoardRepository, type PastMonth, type PublishedMonth } from './board.repository.js';

/** How long the protection may keep everything else in the process waiting. */
const STEP_MS = 10;
/** A year of trend. */
const PAST_MONTHS = 12;

/** Everything that was counted on a day: agencies by modules. */
export interface BoardCounts {
  readonly countedOn: CalendarDate;
  /** Ids of the modules, in the order in which each agency's counts stand. */
  readonly modules: readonly number[];
  readonly agencies: readonly {
    readonly agencyId: number;
    readonly members: number;
    readonly counts: AgencyCounts['counts'];
  }[];
}

/** Publishes the partnership's board once a month, already protected (ADR 14). `board.jobs.ts` says when. */
@Injectable()
export class BoardPublisher {
  constructor(
    private readonly database: Database,
    private readonly board: BoardRepository,
    private readonly counts: AgencyCountService,
    private readonly clock: Clock,
  ) {}

  /**
   * Publishes this month's board unless it is published, or there is nobody to count yet. Whatever it was
   * broken off at, it can be called again: a month is written whole or not at all.
   *
   * @param scope  Of no agency: the tables of the board belong to none. Counting opens one of its own for each.
   * @param signal Ends the work where it stands; nothing is written then.
   */
  async publish(scope: JobScope, signal?: AbortSignal): Promise<void> {
    await this.bindEarlier(scope);
    const today = this.clock.today(DEFAULT_TIME_ZONE);
    if (await this.isPublished(scope, monthOf(today))) return;
    const counted = await this.countAll(scope, today);
    if (counted.agencies.some(({ members }) => members > 0)) await this.publishCounts(scope, counted, signal);
  }

  /**
   * Publishes the months of the last year as they ended, from the oldest, where nothing was ever published: for a
   * demonstration, whose past is as invented as its present. Real agencies are counted from the day they join.
   */
  async publishPast(scope: JobScope): Promise<void> {
    const today = this.clock.today(DEFAULT_TIME_ZONE);
    const since = addMonths(monthOf(today), -PAST_MONTHS);
    const { latest, agencies, modules } = await this.database.read(scope, async (tx) => ({
      latest: await this.board.findLatestMonth(scope, tx),
      agencies: await this.board.findAgencies(scope, tx, today),
      modules: (await this.board.findModules(scope, tx)).map(({ id }) => id),
    }));
    if (latest !== null) return;
    const pasts = new Map<number, PastMonth[]>();
    for (const { id: agencyId } of agencies) {
      const own: JobScope = { brand: 'JobScope', agencyId };
      pasts.set(agencyId, await this.database.read(own, (tx) => this.board.findPast(own, tx, since)));
    }
    for (let month = since; month < monthOf(today); month = addMonths(month, 1)) {
      const counted = agencies.map(({ id: agencyId }) => {
        const past = pasts.get(agencyId)?.find((each) => each.month === month);
        return countsOf(agencyId, modules, past ?? { members: 0, modules: [] });
      });
      if (counted.every(({ members }) => members === 0)) continue;
      await this.publishCounts(scope, { countedOn: lastDayOf(month), modules, agencies: counted });
    }
  }

  /** Protects and writes what was counted as the board of the month it was counted in. */
  private async publishCounts(scope: JobScope, counted: BoardCounts, signal?: AbortSignal): Promise<void> {
    const month = { month: monthOf(counted.countedOn), publishedOn: counted.countedOn };
    const { latest, previous } = await this.database.read(scope, async (tx) => {
      const found = await this.board.findLatestMonth(scope, tx);
      return { latest: found, previous: found && (await this.board.findPublished(scope, tx, found)) };
    });
    const columns = counted.modules.map(moduleColumn);
    const agencies = counted.agencies.map(({ agencyId, ...rest }) => ({ key: agencyRow(agencyId), ...rest }));
    const cells = await inSteps(publishingBoard(columns, agencies, previous), signal);

    signal?.throwIfAborted();
    await this.database.write(scope, async (tx) => {
      await this.board.lock(scope, tx);
      // Another process was faster while this one counted: its month stands, and this one's compared with an older.
      if ((await this.board.findLatestMonth(scope, tx)) !== latest) return;
      await this.write(scope, tx, month, cells);
    });
  }

  private async write(
    scope: JobScope,
    tx: Transaction,
    month: PublishedMonth,
    cells: readonly PublishedCell[],
  ): Promise<void> {
    await this.board.publish(scope, tx, month, cells);
    await this.bind(scope, tx, month);
  }

  /** Makes the body of a publication from its cells as they were written: from what may be shown, and nothing else. */
  private async bind(scope: JobScope, tx: Transaction, month: PublishedMonth): Promise<void> {
    const { publishedOn } = month;
    const agencies = await this.board.findAgencies(scope, tx, publishedOn);
    const rows = [...boardLines(agencies).map(({ key }) => key), TOTAL];
    const body = boardBody({
      publishedOn,
      agencies,
      modules: await this.board.findModules(scope, tx),
      reviews: await this.board.findReviews(scope, tx),
      cells: await this.board.findCells(scope, tx, publishedOn),
      totals: await this.board.findSeries(scope, tx, rows, [TOTAL], publishedOn),
    });
    await this.board.bind(scope, tx, month, packBoard(body));
  }

  /** Makes the bodies of months that were published before bodies were kept. */
  private async bindEarlier(scope: JobScope): Promise<void> {
    const unbound = await this.database.read(scope, (tx) => this.board.findUnbound(scope, tx));
    if (unbound.length === 0) return;
    await this.database.write(scope, async (tx) => {
      await this.board.lock(scope, tx);
      for (const { publishedOn } of await this.board.findUnbound(scope, tx)) {
        await this.bind(scope, tx, { month: monthOf(publishedOn), publishedOn });
      }
    });
  }

  private async isPublished(scope: JobScope, month: CalendarDate): Promise<boolean> {
    const latest = await this.database.read(scope, (tx) => this.board.findLatestMonth(scope, tx));
    return latest !== null && latest >= month;
  }

  /** Each agency within its own scope: no transaction ever sees two. */
  private async countAll(scope: JobScope, today: CalendarDate): Promise<BoardCounts> {
    const { agencies, modules } = await this.database.read(scope, async (tx) => ({
      agencies: await this.board.findAgencies(scope, tx, today),
      modules: (await this.board.findModules(scope, tx)).map(({ id }) => id),
    }));
    const counted: BoardCounts['agencies'][number][] = [];
    for (const { id: agencyId } of agencies) {
      const agency = await this.counts.countModules({ brand: 'JobScope', agencyId });
      counted.push(countsOf(agencyId, modules, agency));
    }
    return { countedOn: today, modules, agencies: counted };
  }
}

/** One agency's figures in the order of the modules; where it has none, nobody is required to. */
function countsOf(agencyId: number, modules: readonly number[], { members, modules: counted }: ModuleCounts) {
  const byModule = new Map(counted.map(({ moduleId, n, d }) => [moduleId, { n, d }]));
  return { agencyId, members, counts: modules.map((id) => byModule.get(id) ?? { n: 0, d: 0 }) };
}

/** Runs stepwise work to its end, and sees to everything else in the process every few milliseconds. */
async function inSteps<Result>(work: Stepwise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < STEP_MS) continue;
    await setImmediate();
    signal?.throwIfAborted();
    since = performance.now();
  }
}
