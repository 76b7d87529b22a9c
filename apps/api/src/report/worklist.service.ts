import { Injectable } from '@nestjs/common';
import { type WorklistPage, type WorklistQuery } from '@learning-reviews/contracts/worklist.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { findWarningDays } from '../platform/setting/warning-days.js';
import { ListChoiceRepository } from './list-choice.repository.js';
import { reportDay } from './report-day.js';
import { sortOf, worklistFilterOf } from './worklist-filter.js';
import { WorklistRepository } from './worklist.repository.js';

const PAGE_SIZE = 50;
/** Past this the list says "more than": nobody turns two hundred pages, and a filter finds what they look for. */
const MOST_COUNTED = 10_000;

/** Shows a training lead, or a line manager, what their people should have done and will soon have to. */
@Injectable()
export class WorklistService {
  constructor(
    private readonly database: Database,
    private readonly worklist: WorklistRepository,
    private readonly choices: ListChoiceRepository,
    private readonly clock: Clock,
  ) {}

  /** One page of today's list. A page past the end is the last one; a filter that does not exist is named. */
  list(scope: AgencyScope, query: WorklistQuery): Promise<WorklistPage> {
    return this.database.read(scope, async (tx) => {
      const day = reportDay(this.clock.today(scope.timeZone), await findWarningDays(scope, tx));
      const choices = await this.choices.findAll(scope, tx, day.today);
      const { filter, ignored } = worklistFilterOf(query, choices);
      const sort = sortOf(query.sort);
      const counted = await this.worklist.count(scope, tx, day, filter, MOST_COUNTED + 1);
      const total = Math.min(counted, MOST_COUNTED);
      const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
      const page = Math.min(query.page ?? 1, pages);
      const part = { sort: sort ?? 'days', limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
      const rows = await this.worklist.findPart(scope, tx, day, filter, part);
      return {
        duties: rows.map((row) => ({ ...row, lastNudgedAt: row.lastNudgedAt?.toISOString() ?? null })),
        total,
        isMore: counted > MOST_COUNTED,
        page,
        pages,
        sort: part.sort,
        ignored: sort === undefined ? [...ignored, 'sort'] : ignored,
        ...choices,
        ownTeamOnly: scope.teamOf !== null,
      };
    });
  }
}
