import { Injectable } from '@nestjs/common';
import type { JobScope, PartnershipScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { PublishedCell } from '@learning-reviews/domain/report/board-publication';
import type { Transaction } from '../platform/database/database.js';
import { dimensionOf, placeOf } from './board-dimension.js';
import type { ReportDay } from './report-day.js';

/** A published figure as partnership screens may read it: no numbers where it is protected. */
export interface BoardCellRow {
  readonly row: string;
  readonly column: string;
  readonly n: number | null;
  readonly d: number | null;
}

/** An agency or a module by what it is called. */
export interface Named {
  readonly id: number;
  readonly name: string;
}

/** A module as a column of the board. */
export interface BoardModule {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
}

/** Two publications of one month would be two answers to one question. */
const PUBLICATION_LOCK = 7_216_004;

/** Counts, keeps and reads the partnership's figures. Counting is done by jobs, reading by `lr_board`. */
@Injectable()
export class BoardRepository {
  /** Agencies that exist on the day, the partnership's own staff left out, by name. */
  findAgencies(_scope: JobScope | PartnershipScope, tx: Transaction, today: CalendarDate): Promise<Named[]> {
    return tx.query(
      `select id, name from agency
       where id <> 1 and from_on <= $1 and (to_on is null or to_on >= $1) order by name, id`,
      [today],
    );
  }

  /** Modules in the order of their latest title. */
  findModules(_scope: JobScope | PartnershipScope, tx: Transaction): Promise<BoardModule[]> {
    return tx.query(
      `select module.id, module.slug, version.title
       from module
       join lateral (
         select v.title from module_version v where v.module_id = module.id order by v.version desc limit 1
       ) version on true
       order by version.title, module.id`,
    );
  }

  /** One agency's members, and for each required module how many of them are done (`n`) of how many (`d`). */
  async countAgency(
    scope: JobScope,
    tx: Transaction,
    { today, expiringTo }: ReportDay,
  ): Promise<{ members: number; modules: { moduleId: number; n: number; d: number }[] }> {
    const [row]: { members: number }[] = await tx.query(
      `select count(*) as members from membership
       where agency_id = $1 and from_on <= $2 and (to_on is null or to_on >= $2)`,
      [scope.agencyId, today],
    );
    const modules: { moduleId: number; n: number; d: number }[] = await tx.query(
      `select s.module_id as "moduleId", count(*) as d,
         count(*) filter (where standing_on(s.state, s.due_on, s.completed_on, s.expires_on, s.paused_until, $2, $3)
           in ('done', 'expiring')) as n
       from standing s
       join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
       where s.agency_id = $1 and m.agency_id = $1 and m.from_on <= $2 and (m.to_on is null or m.to_on >= $2)
       group by s.module_id`,
      [scope.agencyId, today, expiringTo],
    );
    return { members: row?.members ?? 0, modules };
  }

  /** Waits for any other publication to end, until the end of this transaction. */
  async lock(_scope: JobScope, tx: Transaction): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [PUBLICATION_LOCK]);
  }

  /** First day of the latest month that was published; `null` before the first. */
  async findLatestMonth(_scope: JobScope, tx: Transaction): Promise<CalendarDate | null> {
    const [row]: { month: CalendarDate | null }[] = await tx.query(
      'select max(month) as month from board_base',
    );
    return row?.month ?? null;
  }

  /** What was published in a month with its true base. For the next publication only: no screen may see it. */
  async findPublished(_scope: JobScope, tx: Transaction, month: CalendarDate): Promise<PublishedCell[]> {
    const rows: { dimension: string; n: number; d: number; protected: boolean }[] = await tx.query(
      `select base.dimension, base.n, base.d, cell.protected
       from board_base base
       join board_cell cell on cell.dimension = base.dimension and cell.published_on >= base.month
         and cell.published_on < base.month + interval '1 month'
       where base.month = $1`,
      [month],
    );
    return rows.map(({ dimension, n, d, protected: isHidden }) => ({
      ...placeOf(dimension),
      count: { n, d },
      isHidden,
    }));
  }

  /** Writes a month: the true bases where only jobs read, and what may be shown. */
  async publish(
    _scope: JobScope,
    tx: Transaction,
    month: CalendarDate,
    publishedOn: CalendarDate,
    cells: readonly PublishedCell[],
  ): Promise<void> {
    const rows = JSON.stringify(
      cells.map(({ row, column, count, isHidden }) => ({
        dimension: dimensionOf(row, column),
        ...count,
        hidden: isHidden,
      })),
    );
    await tx.query(
      `insert into board_base (month, dimension, n, d)
       select $1, dimension, n, d from jsonb_to_recordset($2) as cell(dimension text, n int, d int)`,
      [month, rows],
    );
    await tx.query(
      `insert into board_cell (published_on, dimension, n, d, protected)
       select $1, dimension, case when not hidden then n end, case when not hidden then d end, hidden
       from jsonb_to_recordset($2) as cell(dimension text, n int, d int, hidden boolean)`,
      [publishedOn, rows],
    );
  }

  /** Day of the latest publication; `null` before the first. */
  async findPublishedOn(_scope: PartnershipScope, tx: Transaction): Promise<CalendarDate | null> {
    const [row]: { day: CalendarDate | null }[] = await tx.query(
      'select max(published_on) as day from board_cell',
    );
    return row?.day ?? null;
  }

  /** Every figure of one publication. */
  async findCells(
    _scope: PartnershipScope,
    tx: Transaction,
    publishedOn: CalendarDate,
  ): Promise<BoardCellRow[]> {
    const rows: { dimension: string; n: number | null; d: number | null }[] = await tx.query(
      'select dimension, n, d from board_cell where published_on = $1',
      [publishedOn],
    );
    return rows.map(({ dimension, n, d }) => ({ ...placeOf(dimension), n, d }));
  }
}
