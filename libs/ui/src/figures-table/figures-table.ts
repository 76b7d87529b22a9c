import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { type Figures, figureText, PROTECTED } from '../figures/figures.js';
import { ScrollRegion } from '../scroll-region/scroll-region.js';
import { Table } from '../table/table.js';

/** Every figure of a chart as a table, for those who cannot or would rather not read shapes. */
@Component({
  selector: 'lr-figures-table',
  imports: [ScrollRegion, Table],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-scroll-region [label]="caption() + ', every figure'">
      <table lrTable class="lr-pinned">
        <caption class="govuk-visually-hidden">
          {{
            caption()
          }}, every figure
        </caption>
        <thead>
          <tr>
            @for (column of figures().columns; track $index) {
              <th scope="col" [class.lr-number]="!$first">{{ column }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track $index) {
            <tr>
              <th scope="row">{{ row.name }}</th>
              @for (cell of row.cells; track $index) {
                <td class="lr-number">
                  @if (cell === hidden) {
                    <span aria-hidden="true">[c]</span
                    ><span class="govuk-visually-hidden">hidden, small number</span>
                  } @else {
                    {{ cell }}
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </lr-scroll-region>
  `,
})
export class FiguresTable {
  readonly caption = input.required<string>();
  readonly figures = input.required<Figures>();
  /** Follows each number, such as `%`. */
  readonly suffix = input('');

  protected readonly hidden = PROTECTED;
  protected readonly rows = computed(() =>
    this.figures().rows.map(([name, ...cells]) => ({
      name: figureText(name ?? null),
      cells: cells.map((cell) => figureText(cell, this.suffix())),
    })),
  );
}
