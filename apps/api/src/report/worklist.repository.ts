import { Injectable } from '@nestjs/common';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { Transaction } from '../platform/database/database.js';
import type { ReportDay } from './report-day.js';
import { type WorklistFilter, worklistParameters } from './worklist-filter.js';
import { WORKLIST_COUNT, WORKLIST_PAGE } from './worklist-select.js';

/** One member and one required module. */
export interface WorklistRow {
  readonly membershipId: string;
  readonly name: string;
  readonly jobRole: string;
  readonly team: string | null;
  readonly manager: string | null;
  /** Slug. */
  readonly module: string;
  readonly title: string;
  readonly state: 'overdue' | 'expired' | 'due-soon' | 'expiring';
  readonly dueOn: CalendarDate;
  readonly daysOver: number;
  readonly nudges: number;
  readonly lastNudgedAt: Date | null;
}

/** Which rows of the list: by which order, how many, after how many. */
export interface WorklistPart {
  readonly sort: keyof typeof WORKLIST_PAGE;
  readonly limit: number;
  readonly offset: number;
}

/** Reads what one agency's members, or one manager's team, should have done or will have to. */
@Injectable()
export class WorklistRepository {
  /** One part of the list. */
  findPart(
    scope: AgencyScope,
    tx: Transaction,
    day: ReportDay,
    filter: WorklistFilter,
    { sort, limit, offset }: WorklistPart,
  ): Promise<WorklistRow[]> {
    return tx.query(WORKLIST_PAGE[sort], [
      ...worklistParameters(scope, day, filter),
      day.expiringTo,
      limit,
      offset,
    ]);
  }

  /** How many rows the same filter lets through, counted no further than `most`. */
  async count(
    scope: AgencyScope,
    tx: Transaction,
    day: ReportDay,
    filter: WorklistFilter,
    most: number,
  ): Promise<number> {
    const [row]: { total: number }[] = await tx.query(WORKLIST_COUNT, [
      ...worklistParameters(scope, day, filter),
      most,
    ]);
    return row?.total ?? 0;
  }
}
