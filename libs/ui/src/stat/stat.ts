import { Component, input, ViewEncapsulation } from '@angular/core';

/** One figure of a dashboard and what it counts. Stand several in `<div class="lr-stats">`. */
@Component({
  selector: 'lr-stat',
  encapsulation: ViewEncapsulation.None,
  template: `
    <p class="lr-stat">
      <span class="lr-stat__figure"><ng-content /></span>
      <span class="lr-stat__label">{{ label() }}</span>
    </p>
  `,
})
export class Stat {
  /** What the figure counts, such as "overdue". */
  readonly label = input.required<string>();
}
