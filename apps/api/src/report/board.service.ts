import { Injectable } from '@nestjs/common';
import type { Board, BoardMonths } from '@learning-reviews/contracts/partnership.contract';
import type { PartnershipScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, type CalendarDate, isCalendarDate } from '@learning-reviews/domain/calendar-date';
import { csvFile, type CsvValue } from '@learning-reviews/domain/export/csv-cell';
import { figureAt, type FigureLine } from '@learning-reviews/domain/report/figure-line';
import { wholePercentage } from '@learning-reviews/domain/report/percentage';
import { PROTECTED_SYMBOL } from '@learning-reviews/domain/report/small-numbers';
import { Database } from '../platform/database/database.js';
import { monthOf, NOTHING_PUBLISHED, packBoard, unpackBoard } from './board-body.js';
import { BoardRepository } from './board.repository.js';

/** Shows partnership officers what was published: numbers, never names, and small numbers not at all. */
@Injectable()
export class BoardService {
  private readonly nothingPublished = packBoard(NOTHING_PUBLISHED);

  constructor(
    private readonly database: Database,
    private readonly board: BoardRepository,
  ) {}

  /**
   * A published month as it was made at its publication: JSON, gzip.
   *
   * @param month `YYYY-MM`. Where it was never published, the latest is read in its place, and says which it is.
   */
  async read(scope: PartnershipScope, month: string | undefined): Promise<Buffer> {
    const body = await this.database.read(scope, (tx) => this.board.findBody(scope, tx, firstOf(month)));
    return body ?? this.nothingPublished;
  }

  /** The months there are to choose from, the newest first. */
  async readMonths(scope: PartnershipScope): Promise<BoardMonths> {
    const months = await this.database.read(scope, (tx) => this.board.findMonths(scope, tx));
    return {
      months: months.reverse().map(({ publishedOn }) => ({ month: monthOf(publishedOn), publishedOn })),
    };
  }

  /** The same as `read`, as a CSV file: done, required and per cent for each module, `[c]` where they are protected. */
  async readFile(
    scope: PartnershipScope,
    month: string | undefined,
  ): Promise<{ name: string; text: string }> {
    const board = JSON.parse(unpackBoard(await this.read(scope, month))) as Board;
    const titles = [...board.modules.map(({ title }) => title), 'All modules'];
    const columns = [
      'Agency',
      ...titles.flatMap((title) => [`${title}: done`, `${title}: required`, `${title}: %`]),
    ];
    const rows = [...board.rows, { label: 'All agencies', ...board.totals }].map((row) => [
      row.label,
      ...titles.flatMap((_, index) => printed(row, index)),
    ]);
    return { name: `board-${board.publishedOn ?? 'not-published'}.csv`, text: csvFile(columns, rows) };
  }
}

function firstOf(month: string | undefined): CalendarDate | null {
  const day = `${month}-01`;
  return isCalendarDate(day) ? calendarDate(day) : null;
}

function printed(line: FigureLine, index: number): CsvValue[] {
  const figure = figureAt(line, index);
  if (figure === null) return [null, null, null];
  if (figure.isProtected) return [PROTECTED_SYMBOL, PROTECTED_SYMBOL, PROTECTED_SYMBOL];
  return [figure.n, figure.d, wholePercentage(figure.n, figure.d)];
}
