import { Component, computed, input, output, ViewEncapsulation } from '@angular/core';
import { Chart } from '../chart/chart.js';
import { type Figures, figureText, withUnit } from '../figures/figures.js';
import { FiguresTable } from '../figures-table/figures-table.js';
import { type Line, LineDrawing, markOf, type Target, topOf } from '../line-drawing/line-drawing.js';

/**
 * Up to four lines over time, with marks and dashes as well as colours. A hidden or missing figure is a gap. Per cents
 * are drawn from 0 to 100, so that a small change does not look like a large one.
 */
@Component({
  selector: 'lr-trend-line',
  imports: [Chart, FiguresTable, LineDrawing],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-chart [caption]="caption()" [summary]="summary()" [figures]="figures()" (save)="save.emit($event)">
      <div lrDrawing>
        <ul class="lr-chart__legend">
          @for (item of legend(); track item.label) {
            <li [class]="item.kind">
              <svg class="lr-trend-line__sample" width="40" height="20" focusable="false">
                <line class="lr-line-drawing__line" x1="0" x2="40" y1="10" y2="10" />
                <path transform="translate(20 10)" fill="currentcolor" [attr.d]="item.mark" />
              </svg>
              <span class="lr-trend-line__name">{{ item.label }}</span>
            </li>
          }
          @if (target(); as target) {
            <li>
              <svg class="lr-trend-line__sample" width="40" height="20" focusable="false">
                <line class="lr-line-drawing__target" x1="0" x2="40" y1="10" y2="10" />
              </svg>
              {{ target.label }}: {{ textOf(target.value) }}
            </li>
          }
        </ul>
        <lr-line-drawing
          [points]="points()"
          [lines]="lines()"
          [top]="top()"
          [suffix]="suffix()"
          [target]="target()"
        />
      </div>
      <lr-figures-table [caption]="caption()" [figures]="figures()" [suffix]="suffix()" />
    </lr-chart>
  `,
})
export class TrendLine {
  /** Name of the table, and of the chart with it. */
  readonly caption = input.required<string>();
  /** One sentence: what a reader should take from the chart. */
  readonly summary = input.required<string>();
  /** What the points are, such as "Month": heading of the first column. */
  readonly pointHeading = input.required<string>();
  /** Names of the points, from the oldest. */
  readonly points = input.required<readonly string[]>();
  readonly lines = input.required<readonly Line[]>();
  /** Follows each figure, such as `%`. */
  readonly suffix = input('');
  readonly target = input<Target | null>(null);
  /** Name of the file without its ending. */
  readonly file = input('figures');
  /** Asked for the figures as a file. */
  readonly save = output<Figures>();

  protected readonly top = computed(() => topOf(this.lines(), this.suffix(), this.target()));
  protected readonly legend = computed(() =>
    this.lines().map(({ label }, index) => ({
      label,
      kind: `lr-line-${(index % 4) + 1}`,
      mark: markOf(index),
    })),
  );
  protected readonly figures = computed<Figures>(() => ({
    name: this.file(),
    columns: [this.pointHeading(), ...this.lines().map(({ label }) => withUnit(label, this.suffix()))],
    rows: this.points().map((point, index) => [
      point,
      ...this.lines().map(({ values }) => values[index] ?? null),
    ]),
  }));

  protected textOf(value: number): string {
    return figureText(value, this.suffix());
  }
}
