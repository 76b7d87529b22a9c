import { Injectable } from '@nestjs/common';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, type CalendarDate, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { publishBoard } from '@learning-reviews/domain/report/board-publication';
import type { AgencyCounts } from '@learning-reviews/domain/report/small-numbers';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { agencyRow, moduleColumn } from './board-dimension.js';
import { type BoardModule, BoardRepository, type Named } from './board.repository.js';
import { reportDay } from './report-day.js';

/** No agency's data: the tables of the board belong to none. */
const EVERYWHERE: JobScope = { brand: 'JobScope', agencyId: null };

/** Publishes the partnership's board once a month, already protected (ADR 14). `board.jobs.ts` says when. */
@Injectable()
export class BoardPublisher {
  constructor(
    private readonly database: Database,
    private readonly board: BoardRepository,
    private readonly clock: Clock,
  ) {}

  /** Publishes this month's board unless it is published, or there is nobody to count yet. */
  async publish(): Promise<void> {
    const today = this.clock.today(DEFAULT_TIME_ZONE);
    const month = calendarDate(`${today.slice(0, 7)}-01`);
    if (await this.isPublished(month)) return;

    const { agencies, modules } = await this.database.read(EVERYWHERE, async (tx) => ({
      agencies: await this.board.findAgencies(EVERYWHERE, tx, today),
      modules: await this.board.findModules(EVERYWHERE, tx),
    }));
    const counts = await this.countAll(agencies, modules, today);
    if (counts.every(({ members }) => members === 0)) return;

    await this.database.write(EVERYWHERE, async (tx) => {
      await this.board.lock(EVERYWHERE, tx);
      const latest = await this.board.findLatestMonth(EVERYWHERE, tx);
      // Another process was faster while this one counted.
      if (latest !== null && latest >= month) return;
      const previous = latest && (await this.board.findPublished(EVERYWHERE, tx, latest));
      const columns = modules.map(({ id }) => moduleColumn(id));
      await this.board.publish(EVERYWHERE, tx, month, today, publishBoard(columns, counts, previous));
    });
  }

  private async isPublished(month: CalendarDate): Promise<boolean> {
    const latest = await this.database.read(EVERYWHERE, (tx) => this.board.findLatestMonth(EVERYWHERE, tx));
    return latest !== null && latest >= month;
  }

  /** Each agency within its own scope: no transaction ever sees two. */
  private async countAll(
    agencies: readonly Named[],
    modules: readonly BoardModule[],
    today: CalendarDate,
  ): Promise<AgencyCounts[]> {
    const counted: AgencyCounts[] = [];
    for (const { id } of agencies) {
      const scope: JobScope = { brand: 'JobScope', agencyId: id };
      const agency = await this.database.read(scope, (tx) =>
        this.board.countAgency(scope, tx, reportDay(today)),
      );
      const byModule = new Map(agency.modules.map(({ moduleId, n, d }) => [moduleId, { n, d }]));
      counted.push({
        key: agencyRow(id),
        members: agency.members,
        counts: modules.map((module) => byModule.get(module.id) ?? { n: 0, d: 0 }),
      });
    }
    return counted;
  }
}
