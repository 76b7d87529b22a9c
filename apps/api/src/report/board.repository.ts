import { Injectable } from '@nestjs/common';
import type { JobScope, PartnershipScope } from '@learning-reviews/domain/access/scope';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import type { PublishedCell } from '@learning-reviews/domain/report/board-publication';
import type { Transaction } from '../platform/database/database.js';
import { dimensionOf, GRAND_TOTAL, placeOf } from './board-dimension.js';

/** A published figure as partnership screens may read it: no numbers where it is protected. */
export interface BoardCellRow {
  readonly publishedOn: CalendarDate;
  readonly row: string;
  readonly column: string;
  readonly n: number | null;
  readonly d: number | null;
}

/** An agency as a row of the board. */
export interface BoardAgency {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

/** A module as a column of the board. */
export interface BoardModule {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  /** The day its first version was published. */
  readonly publishedOn: CalendarDate;
  /** Slugs of the reviews it was made from. */
  readonly reviews: readonly string[];
}

/** A published review. */
export interface BoardReview {
  readonly slug: string;
  readonly title: string;
}

/** A month that was published, and the day on which it was counted. */
export interface PublishedMonth {
  readonly month: CalendarDate;
  readonly publishedOn: CalendarDate;
}

/** How a month of one agency ended. */
export interface PastMonth {
  /** First day of the month. */
  readonly month: CalendarDate;
  readonly members: number;
  /** `n` of `d` duties were done. */
  readonly modules: readonly { readonly moduleId: number; readonly n: number; readonly d: number }[];
}

/** Two publications of one month would be two answers to one question. */
const PUBLICATION_LOCK = 7_216_004;

/** Keeps and reads the partnership's figures. Jobs write them, `lr_board` reads what may be shown. */
@Injectable()
export class BoardRepository {
  /** Agencies that exist on the day, the partnership's own staff left out, by name. */
  findAgencies(
    _scope: JobScope | PartnershipScope,
    tx: Transaction,
    today: CalendarDate,
  ): Promise<BoardAgency[]> {
    return tx.query(
      `select id, code, name, kind from agency
       where id <> 1 and from_on <= $1 and (to_on is null or to_on >= $1) order by name, id`,
      [today],
    );
  }

  /** Modules in the order of their latest title. */
  findModules(_scope: JobScope | PartnershipScope, tx: Transaction): Promise<BoardModule[]> {
    return tx.query(
      `select module.id, module.slug, latest.title, coalesce(latest.reviews, '[]') as reviews,
         (first.published_at at time zone 'Europe/London')::date as "publishedOn"
       from module
       join module_version first on first.module_id = module.id and first.version = 1
       join lateral (
         select v.title, v.content -> 'reviews' as reviews from module_version v
         where v.module_id = module.id order by v.version desc limit 1
       ) latest on true
       order by latest.title, module.id`,
    );
  }

  /** Reviews that are not withdrawn, the newest period first. */
  findReviews(_scope: JobScope | PartnershipScope, tx: Transaction): Promise<BoardReview[]> {
    return tx.query(
      `select slug, title from review where withdrawn_at is null
       order by period_to desc nulls last, period_from desc, title`,
    );
  }

  /** How the months of one agency ended, with its members on each last day. */
  findPast(scope: JobScope, tx: Transaction, since: CalendarDate): Promise<PastMonth[]> {
    return tx.query(
      `select month,
         jsonb_agg(jsonb_build_object('moduleId', key::int, 'n', done, 'd', required)) as modules,
         (select count(*)::int from membership m
          where m.agency_id = $1 and m.from_on < a.month + interval '1 month'
            and (m.to_on is null or m.to_on >= a.month + interval '1 month' - interval '1 day')) as members
       from agency_month a
       where agency_id = $1 and dimension = 'module' and month >= $2
       group by month`,
      [scope.agencyId, since],
    );
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

  /** Days of publication whose cells were never made into a body, from the oldest. */
  findUnbound(_scope: JobScope, tx: Transaction): Promise<{ publishedOn: CalendarDate }[]> {
    return tx.query(
      `select published_on as "publishedOn" from board_cell cell
       where dimension = $1 and not exists (select from board_month m where m.published_on = cell.published_on)
       order by published_on`,
      [GRAND_TOTAL],
    );
  }

  /** What was published in a month with its true base. For the next publication only: no screen may see it. */
  async findPublished(_scope: JobScope, tx: Transaction, month: CalendarDate): Promise<PublishedCell[]> {
    const rows: { dimension: string; n: number; d: number; protected: boolean }[] = await tx.query(
      `select base.dimension, base.n, base.d, cell.protected
       from board_base base
       join board_cell cell on cell.dimension = base.dimension and cell.published_on = (
         select published_on from board_cell
         where dimension = $2 and published_on >= $1 and published_on < $1::date + interval '1 month')
       where base.month = $1`,
      [month, GRAND_TOTAL],
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
    { month, publishedOn }: PublishedMonth,
    cells: readonly PublishedCell[],
  ): Promise<void> {
    const rows = cells.map(({ row, column, count, isHidden }) => ({
      dimension: dimensionOf(row, column),
      ...count,
      hidden: isHidden,
    }));
    await tx.query(
      `with cell as materialized (
         select * from jsonb_to_recordset($3) as cell(dimension text, n int, d int, hidden boolean)
       ), base as (
         insert into board_base (month, dimension, n, d) select $1, dimension, n, d from cell
       )
       insert into board_cell (published_on, dimension, n, d, protected)
       select $2, dimension, case when not hidden then n end, case when not hidden then d end, hidden from cell`,
      [month, publishedOn, JSON.stringify(rows)],
    );
  }

  /** Keeps a month as it is answered. */
  async bind(
    _scope: JobScope,
    tx: Transaction,
    { month, publishedOn }: PublishedMonth,
    body: Buffer,
  ): Promise<void> {
    await tx.query('insert into board_month (month, published_on, body) values ($1, $2, $3)', [
      month,
      publishedOn,
      body,
    ]);
  }

  /** Months that can be read, from the oldest. */
  findMonths(_scope: JobScope | PartnershipScope, tx: Transaction): Promise<PublishedMonth[]> {
    return tx.query('select month, published_on as "publishedOn" from board_month order by month');
  }

  /** The body of a month, or of the latest where `month` is `null` or was never published; `null` before the first. */
  async findBody(
    _scope: PartnershipScope,
    tx: Transaction,
    month: CalendarDate | null,
  ): Promise<Buffer | null> {
    const [row]: { body: Buffer }[] = await tx.query(
      'select body from board_month order by month = $1 desc nulls last, month desc limit 1',
      [month],
    );
    return row?.body ?? null;
  }

  /** Every figure of one publication. */
  findCells(
    _scope: JobScope | PartnershipScope,
    tx: Transaction,
    publishedOn: CalendarDate,
  ): Promise<BoardCellRow[]> {
    return readCells(
      tx.query(
        'select published_on as "publishedOn", dimension, n, d from board_cell where published_on = $1',
        [publishedOn],
      ),
    );
  }

  /** Some rows by some columns in every publication up to a day, from the oldest. */
  findSeries(
    _scope: JobScope | PartnershipScope,
    tx: Transaction,
    rows: readonly string[],
    columns: readonly string[],
    upTo: CalendarDate,
  ): Promise<BoardCellRow[]> {
    const dimensions = rows.flatMap((row) => columns.map((column) => dimensionOf(row, column)));
    return readCells(
      tx.query(
        `select published_on as "publishedOn", dimension, n, d from board_cell
         where dimension = any($1) and published_on <= $2 order by published_on`,
        [dimensions, upTo],
      ),
    );
  }
}

async function readCells(
  rows: Promise<{ publishedOn: CalendarDate; dimension: string; n: number | null; d: number | null }[]>,
): Promise<BoardCellRow[]> {
  return (await rows).map(({ publishedOn, dimension, n, d }) => ({
    publishedOn,
    ...placeOf(dimension),
    n,
    d,
  }));
}
