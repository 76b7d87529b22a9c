import { gunzipSync, gzipSync } from 'node:zlib';
import { type Board, board } from '@learning-reviews/contracts/partnership.contract';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { TOTAL } from '@learning-reviews/domain/report/board-publication';
import { figureLine, type StoredFigure } from '@learning-reviews/domain/report/figure-line';
import { SMALL_ORGANISATIONS } from '@learning-reviews/domain/report/small-numbers';
import { agencyRow, dimensionOf, moduleColumn } from './board-dimension.js';
import type { BoardAgency, BoardCellRow, BoardModule, BoardReview } from './board.repository.js';

/** How the row in which the small agencies stand is called. */
export const SMALL_ORGANISATIONS_LABEL = 'Small organisations';
/** A year and the month before it, so that a month can be compared with itself. */
const TREND_MONTHS = 13;

/** What a published month is made of. Every figure comes from `board_cell`: protected, or it would not be there. */
export interface BoardParts {
  readonly publishedOn: CalendarDate;
  readonly agencies: readonly BoardAgency[];
  readonly modules: readonly BoardModule[];
  readonly reviews: readonly BoardReview[];
  /** Every cell of this publication. */
  readonly cells: readonly BoardCellRow[];
  /** The cells of the total column in all publications up to this one. */
  readonly totals: readonly BoardCellRow[];
}

/** A published month as it is answered. */
export function boardBody({ publishedOn, agencies, modules, reviews, cells, totals }: BoardParts): Board {
  const figures = new Map<string, StoredFigure>(
    cells.map((cell) => [dimensionOf(cell.row, cell.column), cell]),
  );
  const days = [...new Set(totals.map((cell) => cell.publishedOn))].sort().slice(-TREND_MONTHS);
  const byDay = new Map<string, StoredFigure>(
    totals.map((cell) => [dimensionOf(cell.publishedOn, cell.row), cell]),
  );
  const counted = modules.filter(({ id }) => figures.has(dimensionOf(TOTAL, moduleColumn(id))));
  const columns = [...counted.map(({ id }) => moduleColumn(id)), TOTAL];
  const line = (row: string) => ({
    ...figureLine(columns.map((column) => figures.get(dimensionOf(row, column)))),
    trend: figureLine(days.map((each) => byDay.get(dimensionOf(each, row)))),
  });
  const made = new Set(counted.flatMap((module) => module.reviews));
  return {
    month: monthOf(publishedOn),
    publishedOn,
    modules: counted.map(({ slug, title, reviews: from }) => ({ slug, title, reviews: [...from] })),
    reviews: reviews.filter(({ slug }) => made.has(slug)).map(({ slug, title }) => ({ slug, title })),
    trendMonths: days.map(monthOf),
    rows: boardLines(agencies)
      .filter(({ key }) => figures.has(dimensionOf(key, TOTAL)))
      .map(({ key, code, label, kind }) => ({ code, label, kind, ...line(key) })),
    totals: line(TOTAL),
  };
}

/** The board before anything was published. */
export const NOTHING_PUBLISHED: Board = {
  month: null,
  publishedOn: null,
  modules: [],
  reviews: [],
  trendMonths: [],
  rows: [],
  totals: { done: [], required: [], trend: { done: [], required: [] } },
};

/** Agencies in their order, and the small ones together after the last, each with the key of its row. */
export function boardLines(agencies: readonly BoardAgency[]) {
  return [
    ...agencies.map(({ id, code, name, kind }) => ({ key: agencyRow(id), code, label: name, kind })),
    { key: SMALL_ORGANISATIONS, code: null, label: SMALL_ORGANISATIONS_LABEL, kind: null },
  ];
}

/** `2026-11` of a day in it. */
export function monthOf(publishedOn: CalendarDate): string {
  return publishedOn.slice(0, 7);
}

/**
 * A body as it is kept and sent: JSON, gzip. Held to the contract here, once, because nothing looks at it later.
 *
 * @throws ZodError when it does not fit.
 */
export function packBoard(body: Board): Buffer {
  return gzipSync(JSON.stringify(board.parse(body)), { level: 9 });
}

/** What `packBoard` made, as text. */
export function unpackBoard(packed: Buffer): string {
  return gunzipSync(packed).toString();
}
