import { Injectable } from '@nestjs/common';
import type {
  ReviewReach,
  ReviewReachList,
  ReviewReachState,
} from '@learning-reviews/contracts/partnership.contract';
import type { PartnershipScope } from '@learning-reviews/domain/access/scope';
import { type CalendarDate, daysBetween } from '@learning-reviews/domain/calendar-date';
import {
  type AudienceReach,
  audienceReach,
  REACH_SHARES,
} from '@learning-reviews/domain/report/audience-reach';
import { TOTAL } from '@learning-reviews/domain/report/board-publication';
import {
  figureAt,
  figureLine,
  type FigureLine,
  type StoredFigure,
} from '@learning-reviews/domain/report/figure-line';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { boardLines, monthOf } from './board-body.js';
import { dimensionOf, moduleColumn } from './board-dimension.js';
import { type BoardModule, BoardRepository } from './board.repository.js';

/** Further back the charts grow unreadable. Two years, and the month before them. */
const MONTHS = 25;

/**
 * How far the learning of each review has reached, as published figures tell. It counts nothing: every number is
 * a cell of the board, so that no two views can be subtracted from each other.
 */
@Injectable()
export class ReviewReachService {
  constructor(
    private readonly database: Database,
    private readonly board: BoardRepository,
  ) {}

  /** Every review from which a module was made. */
  list(scope: PartnershipScope): Promise<ReviewReachList> {
    return this.database.read(scope, async (tx) => {
      const days = await this.days(scope, tx);
      const modules = await this.board.findModules(scope, tx);
      const line = await this.series(scope, tx, [TOTAL], modules, days);
      const reviews = await this.board.findReviews(scope, tx);
      return {
        publishedOn: days.at(-1) ?? null,
        reviews: reviews.flatMap(({ slug, title }) => {
          const made = modules.filter((module) => module.reviews.includes(slug));
          const summaries = made.map((module) => {
            const { half, fourFifths, total } = summaryOf(module, days, line(TOTAL, module));
            const latest = { done: total.done.slice(-1), required: total.required.slice(-1) };
            return { slug: module.slug, title: module.title, half, fourFifths, latest };
          });
          return made.length > 0 ? [{ slug, title, modules: summaries }] : [];
        }),
      };
    });
  }

  /**
   * One review by agency and month.
   *
   * @throws DomainError `request.not-found` when there is no such review, or no module was made from it.
   */
  show(scope: PartnershipScope, slug: string): Promise<ReviewReach> {
    return this.database.read(scope, async (tx) => {
      const review = (await this.board.findReviews(scope, tx)).find((each) => each.slug === slug);
      const modules = (await this.board.findModules(scope, tx)).filter(({ reviews }) =>
        reviews.includes(slug),
      );
      if (review === undefined || modules.length === 0) throw notFound();
      const days = await this.days(scope, tx);
      const latest = days.at(-1);
      const lines = latest === undefined ? [] : boardLines(await this.board.findAgencies(scope, tx, latest));
      const line = await this.series(scope, tx, [...lines.map(({ key }) => key), TOTAL], modules, days);
      return {
        slug,
        title: review.title,
        months: days.map((publishedOn) => ({ month: monthOf(publishedOn), publishedOn })),
        modules: modules.map((module) => summaryOf(module, days, line(TOTAL, module))),
        agencies: lines
          .map(({ key, ...agency }) => ({ ...agency, modules: modules.map((module) => line(key, module)) }))
          .filter((agency) =>
            agency.modules.some(({ required }) => required.some((count) => count !== null)),
          ),
      };
    });
  }

  private async days(scope: PartnershipScope, tx: Transaction): Promise<CalendarDate[]> {
    const months = await this.board.findMonths(scope, tx);
    return months.slice(-MONTHS).map(({ publishedOn }) => publishedOn);
  }

  /** Reads some rows by some modules, and gives the line of each pair, one figure a month. */
  private async series(
    scope: PartnershipScope,
    tx: Transaction,
    rows: readonly string[],
    modules: readonly BoardModule[],
    days: readonly CalendarDate[],
  ) {
    const latest = days.at(-1);
    const columns = modules.map(({ id }) => moduleColumn(id));
    const cells = latest === undefined ? [] : await this.board.findSeries(scope, tx, rows, columns, latest);
    const figures = new Map<string, StoredFigure>(
      cells.map((cell) => [`${cell.publishedOn} ${dimensionOf(cell.row, cell.column)}`, cell]),
    );
    return (row: string, { id }: BoardModule) => {
      const dimension = dimensionOf(row, moduleColumn(id));
      return figureLine(days.map((day) => figures.get(`${day} ${dimension}`)));
    };
  }
}

function summaryOf(
  module: BoardModule,
  days: readonly CalendarDate[],
  total: ReviewReach['modules'][number]['total'],
) {
  const [half, fourFifths] = REACH_SHARES;
  const { since, isKnown } = beginningOf(module, days, total);
  const reachOf = (share: number) =>
    wireReach(audienceReach(monthsOf(days, total), share), isKnown ? since : null);
  return {
    slug: module.slug,
    title: module.title,
    since,
    half: reachOf(half),
    fourFifths: reachOf(fourFifths),
    total,
  };
}

/**
 * When the audience could begin: the day of publication, or of the first count where that was earlier. A first count
 * that is the board's own first says only that it was no later, so nothing can be measured from it.
 */
function beginningOf({ publishedOn }: BoardModule, days: readonly CalendarDate[], { required }: FigureLine) {
  const first = days.findIndex((_, index) => (required[index] ?? null) !== null);
  const day = days[first];
  if (day === undefined || day >= publishedOn) return { since: publishedOn, isKnown: true };
  return { since: day, isKnown: first > 0 };
}

function monthsOf(days: readonly CalendarDate[], line: FigureLine) {
  return days.map((countedOn, index) => ({ countedOn, figure: figureAt(line, index) }));
}

function wireReach(reach: AudienceReach, since: CalendarDate | null): ReviewReachState {
  if (reach.state !== 'reached') return { state: reach.state };
  const days = since === null ? null : Math.max(0, daysBetween(since, reach.countedOn));
  return {
    state: 'reached',
    countedOn: reach.countedOn,
    exact: reach.isExact,
    days,
  };
}
