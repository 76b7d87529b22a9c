import { NgTemplateOutlet } from '@angular/common';
import { Component, input, output, ViewEncapsulation } from '@angular/core';
import { Button } from '../button/button.js';
import { Details } from '../details/details.js';
import type { Figures } from '../figures/figures.js';

let made = 0;

/**
 * What every chart has round its shapes: a name, one sentence that says what it shows, its table, and the same
 * figures as a file. The shapes (`lrDrawing`) are for eyes only; the rest of the content is the table.
 */
@Component({
  selector: 'lr-chart',
  imports: [Button, Details, NgTemplateOutlet],
  encapsulation: ViewEncapsulation.None,
  template: `
    <figure class="lr-chart" role="group" [attr.aria-labelledby]="id">
      <p class="lr-chart__caption" [id]="id">{{ caption() }}</p>
      <p class="lr-chart__summary">{{ summary() }}</p>
      <div class="lr-chart__drawing" aria-hidden="true"><ng-content select="[lrDrawing]" /></div>
      <ng-template #table><ng-content /></ng-template>
      @if (isFolded()) {
        <lr-details [summary]="'Show the figures as a table: ' + caption()">
          <ng-container [ngTemplateOutlet]="table" />
        </lr-details>
      } @else {
        <ng-container [ngTemplateOutlet]="table" />
      }
      <button
        lrButton="secondary"
        class="lr-chart__save lr-no-print"
        type="button"
        (click)="save.emit(figures())"
      >
        Download these figures (CSV)<span class="govuk-visually-hidden"> {{ caption() }}</span>
      </button>
    </figure>
  `,
})
export class Chart {
  /** Name of the chart, of its table and of its file's button. */
  readonly caption = input.required<string>();
  /** One sentence: what a reader should take from it. */
  readonly summary = input.required<string>();
  /** What is shown; the page writes it to a file when asked. */
  readonly figures = input.required<Figures>();
  /** Whether the table stands behind "Show the figures as a table". Paper always has it. */
  readonly isFolded = input(true);
  /** Asked for the figures as a file. */
  readonly save = output<Figures>();

  protected readonly id = `lr-chart-${(made += 1)}`;
}
