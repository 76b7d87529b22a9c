import { Component, input, ViewEncapsulation } from '@angular/core';

/** Lets a table wider than a phone be moved sideways, by keyboard too, while the page stays still. */
@Component({
  selector: 'lr-scroll-region',
  encapsulation: ViewEncapsulation.None,
  template: `<div class="lr-scroll-region" role="region" tabindex="0" [attr.aria-label]="label()">
    <ng-content />
  </div>`,
})
export class ScrollRegion {
  /** What is inside, for those who cannot see it: usually the table's caption. */
  readonly label = input.required<string>();
}
