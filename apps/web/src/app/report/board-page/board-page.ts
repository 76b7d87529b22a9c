import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BoardCell } from '@learning-reviews/contracts/partnership.contract';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { ProtectedKey } from '@learning-reviews/ui/protected-figure';
import { ScrollRegion } from '@learning-reviews/ui/scroll-region';
import { Table } from '@learning-reviews/ui/table';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { BoardFigure } from '../board-figure/board-figure.js';
import { BANDS, bandOf, boardSummary } from '../board-words.js';
import { ReportApi } from '../report-api.js';

/** Agencies by modules, as published for the month and protected before it was stored. */
@Component({
  selector: 'lr-board-page',
  imports: [
    BoardFigure,
    Button,
    DayPipe,
    InsetText,
    LoadProblem,
    Loading,
    PrintButton,
    ProtectedKey,
    RouterLink,
    ScrollRegion,
    Table,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './board-page.html',
})
export class BoardPage {
  private readonly api = inject(ReportApi);

  protected readonly loaded = this.api.board();
  protected readonly board = latestValue(this.loaded);
  protected readonly summary = computed(() => {
    const board = this.board();
    return board === undefined ? null : boardSummary(board);
  });
  protected readonly hasSmallOrganisations = computed(
    () => this.board()?.rows.some(({ smallOrganisations }) => smallOrganisations) ?? false,
  );
  protected readonly fileAddress = this.api.boardFileAddress;
  protected readonly bands = BANDS;

  /** The shade of a cell: of a figure only, and never the only way to read it. */
  protected shadeOf(cell: BoardCell | undefined): string {
    return cell && !cell.protected ? `lr-band-${bandOf(cell.percentage)}` : '';
  }
}
