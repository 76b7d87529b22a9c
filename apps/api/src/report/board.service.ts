import { Injectable } from '@nestjs/common';
import type { Board, BoardCell } from '@learning-reviews/contracts/partnership.contract';
import type { PartnershipScope } from '@learning-reviews/domain/access/scope';
import { DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { csvFile, type CsvValue } from '@learning-reviews/domain/export/csv-cell';
import { TOTAL } from '@learning-reviews/domain/report/board-publication';
import { wholePercentage } from '@learning-reviews/domain/report/percentage';
import { PROTECTED_SYMBOL, SMALL_ORGANISATIONS } from '@learning-reviews/domain/report/small-numbers';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { agencyRow, dimensionOf, moduleColumn } from './board-dimension.js';
import { type BoardCellRow, BoardRepository } from './board.repository.js';

/** Shows partnership officers what was published: numbers, never names, and small numbers not at all. */
@Injectable()
export class BoardService {
  constructor(
    private readonly database: Database,
    private readonly board: BoardRepository,
    private readonly clock: Clock,
  ) {}

  /** The latest published matrix of agencies by modules. */
  read(scope: PartnershipScope): Promise<Board> {
    return this.database.read(scope, async (tx) => {
      const publishedOn = await this.board.findPublishedOn(scope, tx);
      if (publishedOn === null) {
        return { publishedOn, modules: [], rows: [], totals: [], total: null };
      }
      const agencies = await this.board.findAgencies(scope, tx, this.clock.today(DEFAULT_TIME_ZONE));
      const published = await this.board.findCells(scope, tx, publishedOn);
      const cells = new Map(published.map((cell) => [dimensionOf(cell.row, cell.column), figureOf(cell)]));
      const columns = new Set(published.map(({ column }) => column));
      const modules = (await this.board.findModules(scope, tx)).filter(({ id }) =>
        columns.has(moduleColumn(id)),
      );
      const figures = (row: string) =>
        modules.map(({ id }) => cells.get(dimensionOf(row, moduleColumn(id))) ?? null);
      const named = [
        ...agencies.map(({ id, name }) => ({ key: agencyRow(id), label: name })),
        { key: SMALL_ORGANISATIONS, label: 'Small organisations' },
      ];
      return {
        publishedOn,
        modules: modules.map(({ slug, title }) => ({ slug, title })),
        rows: named
          .filter(({ key }) => cells.has(dimensionOf(key, TOTAL)))
          .map(({ key, label }) => ({
            label,
            smallOrganisations: key === SMALL_ORGANISATIONS,
            cells: figures(key),
            total: cells.get(dimensionOf(key, TOTAL)) ?? null,
          })),
        totals: figures(TOTAL),
        total: cells.get(dimensionOf(TOTAL, TOTAL)) ?? null,
      };
    });
  }

  /** The same as a CSV file: done, required and per cent for each module, `[c]` where they are protected. */
  async readFile(scope: PartnershipScope): Promise<{ name: string; text: string }> {
    const board = await this.read(scope);
    const titles = [...board.modules.map(({ title }) => title), 'All modules'];
    const columns = [
      'Agency',
      ...titles.flatMap((title) => [`${title}: done`, `${title}: required`, `${title}: %`]),
    ];
    const rows = [
      ...board.rows.map(({ label, cells, total }) => [label, ...[...cells, total].flatMap(printed)]),
      ['All agencies', ...[...board.totals, board.total].flatMap(printed)],
    ];
    return { name: `board-${board.publishedOn ?? 'not-published'}.csv`, text: csvFile(columns, rows) };
  }
}

function figureOf({ n, d }: BoardCellRow): BoardCell {
  if (n === null || d === null) return { protected: true };
  if (d === 0) return null;
  return { protected: false, done: n, required: d, percentage: wholePercentage(n, d) };
}

function printed(cell: BoardCell): CsvValue[] {
  if (cell === null) return [null, null, null];
  if (cell.protected) return [PROTECTED_SYMBOL, PROTECTED_SYMBOL, PROTECTED_SYMBOL];
  return [cell.done, cell.required, cell.percentage];
}
