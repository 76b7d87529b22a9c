import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { Details } from '../details/details.js';
import { Table } from '../table/table.js';

/** One bar: its name, and a whole number for each part in the order of `parts`. */
export interface BarRow {
  readonly label: string;
  /** People in each part; `null` when the figures are protected, and then no bar is drawn. */
  readonly values: readonly number[] | null;
}

let made = 0;

/**
 * Shares of a whole, one bar a row: pattern as well as colour, a sentence that says what to see, and the
 * table of every figure. Up to five parts, the one to look for first. A table of the page's own, put inside,
 * stands in the place of the plain one.
 */
@Component({
  selector: 'lr-stacked-bar',
  imports: [Details, Table],
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

  protected readonly id = `lr-stacked-bar-${(made += 1)}`;

  protected readonly bars = computed(() =>
    this.rows().map(({ label, values }) => {
      const total = values?.reduce((sum, value) => sum + value, 0) ?? 0;
      let from = 0;
      const pieces = (values ?? []).map((value, part) => {
        const width = total === 0 ? 0 : (value / total) * 100;
        const piece = { part, x: `${from}%`, width: `${width}%` };
        from += width;
        return piece;
      });
      return { label, values, total, pieces, share: this.shareOf(values, total) };
    }),
  );

  private shareOf(values: readonly number[] | null, total: number): string {
    if (values === null) return '[c]';
    const first = this.parts()[0]?.toLowerCase() ?? '';
    return total === 0 ? 'nobody yet' : `${wholePercentage(values[0] ?? 0, total)}% ${first}`;
  }
}

/** Rounded, but 100 only for all and 0 only for none: "100% done" must not hide the one who is not. */
function wholePercentage(part: number, total: number): number {
  if (part === 0 || part === total) return part === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((part / total) * 100)));
}
