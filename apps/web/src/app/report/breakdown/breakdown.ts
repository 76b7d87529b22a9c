import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { type Params, RouterLink } from '@angular/router';
import type { StandingBreakdown } from '@learning-reviews/contracts/agency.contract';
import type { Figures } from '@learning-reviews/ui/figures';
import { ScrollRegion } from '@learning-reviews/ui/scroll-region';
import { StackedBar } from '@learning-reviews/ui/stacked-bar';
import { Table } from '@learning-reviews/ui/table';
import { SessionStore } from '../../platform/session/session-store.js';
import {
  BAR_PARTS,
  barValues,
  breakdownSummary,
  type CountColumn,
  countColumns,
  figure,
  leastDoneFirst,
  percentDone,
} from '../agency-words.js';
import { FiguresFile, type FiguresOf } from '../figures-file.js';

/** What a breakdown is by: the filter of the lists that show the people of one of its rows. */
export type BreakdownFilter = 'module' | 'team' | 'role' | 'group';

/** More bars than these nobody compares; the table has every row. */
const MOST_BARS = 12;

/** Duties by module, team, job role or group: bars, a sentence, every figure in a table, and the table as a file. */
@Component({
  selector: 'lr-breakdown',
  imports: [RouterLink, ScrollRegion, StackedBar, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './breakdown.html',
})
export class Breakdown {
  protected readonly file = inject(FiguresFile);

  /** Name of the chart and of its table, such as "By team". */
  readonly caption = input.required<string>();
  /** Heading of the first column, such as "Team". */
  readonly rowHeading = input.required<string>();
  readonly filter = input.required<BreakdownFilter>();
  readonly rows = input.required<readonly StandingBreakdown[]>();
  /** Whose figures these are, and of when: the file says so. */
  readonly of = input.required<FiguresOf>();
  /** Filters that hold for every row, such as one module. */
  readonly within = input<Params>({});
  /** Beginning of the file's name. */
  readonly fileName = input('agency');

  protected readonly parts = BAR_PARTS;
  private readonly session = inject(SessionStore);
  protected readonly columns = computed(() => countColumns(this.session.warning()));
  protected readonly figureOf = figure;
  protected readonly percentDone = percentDone;
  protected readonly summary = computed(() => {
    const left = this.rows().length - MOST_BARS;
    const said = breakdownSummary(this.rows());
    return left > 0
      ? `${said} The ${MOST_BARS} with the least done are drawn; the other ${left} are in the table.`
      : said;
  });
  protected readonly bars = computed(() =>
    leastDoneFirst(this.rows())
      .slice(0, MOST_BARS)
      .map((row) => ({ label: row.label, values: barValues(row) })),
  );
  protected readonly figures = computed<Figures>(() => ({
    name: `${this.fileName()}-by-${this.filter()}`,
    columns: [this.rowHeading(), ...this.columns().map(({ heading }) => heading), 'Done %'],
    rows: this.rows().map((row) => [
      row.label,
      ...this.columns().map(({ count }) => row[count]),
      percentDone(row),
    ]),
  }));

  /** The filter of the list for one figure. */
  protected peopleOf(row: StandingBreakdown, { state }: CountColumn): Params {
    return { ...this.within(), [this.filter()]: row.key, ...(state === null ? {} : { state }) };
  }
}
