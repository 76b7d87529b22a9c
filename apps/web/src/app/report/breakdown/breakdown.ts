import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { type Params, RouterLink } from '@angular/router';
import type { AgencyNow, StandingBreakdown } from '@learning-reviews/contracts/agency.contract';
import type { Figures } from '@learning-reviews/ui/figures';
import { ScrollRegion } from '@learning-reviews/ui/scroll-region';
import { StackedBar } from '@learning-reviews/ui/stacked-bar';
import { Table } from '@learning-reviews/ui/table';
import {
  BAR_PARTS,
  barValues,
  breakdownSummary,
  COUNT_COLUMNS,
  type CountColumn,
  figure,
  percentDone,
} from '../agency-words.js';
import { FiguresFile } from '../figures-file.js';

/** What a breakdown is by: the filter of the people list that shows one of its rows. */
export type BreakdownFilter = 'module' | 'team' | 'role';

/** An agency's duties by module, team or job role: bars, a sentence, every figure in a table, and the table as a file. */
@Component({
  selector: 'lr-breakdown',
  imports: [RouterLink, ScrollRegion, StackedBar, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './breakdown.html',
})
export class Breakdown {
  private readonly file = inject(FiguresFile);

  /** Name of the chart and of its table, such as "By team". */
  readonly caption = input.required<string>();
  /** Heading of the first column, such as "Team". */
  readonly rowHeading = input.required<string>();
  readonly filter = input.required<BreakdownFilter>();
  readonly rows = input.required<readonly StandingBreakdown[]>();
  /** The figures these are part of: the file says whose they are, and of when. */
  readonly now = input.required<AgencyNow>();

  protected readonly parts = BAR_PARTS;
  protected readonly columns = COUNT_COLUMNS;
  protected readonly figure = figure;
  protected readonly percentDone = percentDone;
  protected readonly summary = computed(() => breakdownSummary(this.rows()));
  protected readonly bars = computed(() =>
    this.rows().map((row) => ({ label: row.label, values: barValues(row) })),
  );
  protected readonly figures = computed<Figures>(() => ({
    name: `agency-by-${this.filter()}`,
    columns: [this.rowHeading(), ...COUNT_COLUMNS.map(({ heading }) => heading), 'Done %'],
    rows: this.rows().map((row) => [
      row.label,
      ...COUNT_COLUMNS.map(({ count }) => row[count]),
      percentDone(row),
    ]),
  }));

  /** The filter of the people list for one figure. */
  protected peopleOf(row: StandingBreakdown, { state }: CountColumn): Params {
    return { [this.filter()]: row.key, ...(state === null ? {} : { state }) };
  }

  /** Gives the table as a CSV file: the same figures, with whose and of when beside each row. */
  protected save(figures: Figures): void {
    const { agency, asAt } = this.now();
    const about = [
      ['Agency', agency],
      ['As at', asAt],
    ] as const;
    this.file.save(figures, about, asAt.slice(0, 10));
  }
}
