import { Component, computed, input, output, ViewEncapsulation } from '@angular/core';
import { Chart } from '../chart/chart.js';
import { type Figures, figureText, withUnit } from '../figures/figures.js';
import { FiguresTable } from '../figures-table/figures-table.js';
import { type Line, LineDrawing, type Target, topOf } from '../line-drawing/line-drawing.js';

/** Many small lines on the same scale, one for each of many things, so that the odd one out is seen. */
@Component({
  selector: 'lr-small-multiples',
  imports: [Chart, FiguresTable, LineDrawing],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-chart [caption]="caption()" [summary]="summary()" [figures]="figures()" (save)="save.emit($event)">
      <div lrDrawing>
        <p class="lr-small-multiples__scale">
          Each from {{ points().at(0) }} to {{ points().at(-1) }}, drawn from {{ textOf(0) }} to
          {{ textOf(top()) }}.
          @if (target(); as target) {
            The dotted line is the {{ target.label.toLowerCase() }}, {{ textOf(target.value) }}.
          }
        </p>
        <div class="lr-small-multiples">
          @for (one of drawn(); track $index) {
            <div class="lr-small-multiples__one">
              <p>
                <span>{{ one.label }}</span>&ngsp;<strong>{{ one.latest }}</strong>
              </p>
              <lr-line-drawing
                [isSmall]="true"
                [points]="points()"
                [lines]="one.lines"
                [top]="top()"
                [target]="target()"
              />
            </div>
          }
        </div>
      </div>
      <lr-figures-table [caption]="caption()" [figures]="figures()" [suffix]="suffix()" />
    </lr-chart>
  `,
})
export class SmallMultiples {
  /** Name of the table, and of the chart with it. */
  readonly caption = input.required<string>();
  /** One sentence: what a reader should take from the chart. */
  readonly summary = input.required<string>();
  /** What the items are, such as "Module": heading of the first column. */
  readonly rowHeading = input.required<string>();
  /** Names of the points, from the oldest. */
  readonly points = input.required<readonly string[]>();
  /** One small chart each. */
  readonly items = input.required<readonly Line[]>();
  /** Follows each figure, such as `%`. */
  readonly suffix = input('');
  readonly target = input<Target | null>(null);
  /** Name of the file without its ending. */
  readonly file = input('figures');
  /** Asked for the figures as a file. */
  readonly save = output<Figures>();

  protected readonly top = computed(() => topOf(this.items(), this.suffix(), this.target()));
  protected readonly drawn = computed(() =>
    this.items().map((item) => ({
      label: item.label,
      latest: figureText(item.values.at(-1) ?? null, this.suffix()),
      lines: [item],
    })),
  );
  protected readonly figures = computed<Figures>(() => ({
    name: this.file(),
    columns: [this.rowHeading(), ...this.points().map((point) => withUnit(point, this.suffix()))],
    rows: this.items().map(({ label, values }) => [
      label,
      ...this.points().map((_, index) => values[index] ?? null),
    ]),
  }));

  protected textOf(value: number): string {
    return figureText(value, this.suffix());
  }
}
