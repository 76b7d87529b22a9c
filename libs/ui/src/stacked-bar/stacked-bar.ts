import { Component, computed, input, output, ViewEncapsulation } from '@angular/core';
import { Chart } from '../chart/chart.js';
import { type Figures, PROTECTED } from '../figures/figures.js';
import { FiguresTable } from '../figures-table/figures-table.js';

/** One bar: its name, and a whole number for each part in the order of `parts`. */
export interface BarRow {
  readonly label: string;
  /** People in each part; `null` when the figures are protected, and then no bar is drawn. */
  readonly values: readonly number[] | null;
  /** What stands beside the name; left out, the first part's share: "60% done". */
  readonly share?: string;
}

let made = 0;

/**
 * Shares of a whole, one bar a row: pattern as well as colour. Up to five parts, the one to look for first. A table
 * of the page's own, put inside, stands in the place of the plain one; `figures` then says what it holds.
 */
@Component({
  selector: 'lr-stacked-bar',
  imports: [Chart, FiguresTable],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './stacked-bar.html',
})
export class StackedBar {
  /** Name of the table, and of the chart with it. */
  readonly caption = input.required<string>();
  /** One sentence: what a reader should take from the chart. */
  readonly summary = input.required<string>();
  /** Heading of the first column, such as "Module" or "Team". */
  readonly rowHeading = input.required<string>();
  /** Names of the parts, from the left: "Done", "In progress", "Not started". */
  readonly parts = input.required<readonly string[]>();
  readonly rows = input.required<readonly BarRow[]>();
  /** Name of the file without its ending. */
  readonly file = input('figures');
  /** The figures of a table of the page's own; left out, those of the bars. */
  readonly figures = input<Figures | null>(null);
  /** Asked for the figures as a file. */
  readonly save = output<Figures>();

  protected readonly id = `lr-stacked-bar-${(made += 1)}`;

  protected readonly bars = computed(() =>
    this.rows().map(({ label, values, share }) => {
      const total = totalOf(values);
      let from = 0;
      const pieces = (values ?? []).map((value, part) => {
        const width = total === 0 ? 0 : (value / total) * 100;
        const piece = { part, x: `${from}%`, width: `${width}%` };
        from += width;
        return piece;
      });
      return { label, pieces, share: share ?? this.shareOf(values, total) };
    }),
  );

  protected readonly saved = computed<Figures>(
    () =>
      this.figures() ?? {
        name: this.file(),
        columns: [this.rowHeading(), ...this.parts(), 'All'],
        rows: this.rows().map(({ label, values }) => [
          label,
          ...(values ?? this.parts().map(() => PROTECTED)),
          values === null ? PROTECTED : totalOf(values),
        ]),
      },
  );

  private shareOf(values: readonly number[] | null, total: number): string {
    if (values === null) return PROTECTED;
    const first = this.parts()[0]?.toLowerCase() ?? '';
    return total === 0 ? 'nobody yet' : `${wholePercentage(values[0] ?? 0, total)}% ${first}`;
  }
}

function totalOf(values: readonly number[] | null): number {
  return values?.reduce((sum, value) => sum + value, 0) ?? 0;
}

/** Rounded, but 100 only for all and 0 only for none: "100% done" must not hide the one who is not. */
function wholePercentage(part: number, total: number): number {
  if (part === 0 || part === total) return part === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((part / total) * 100)));
}
