import { Component, input, ViewEncapsulation } from '@angular/core';

/** The end of a journey, in large letters. Its heading is the page's h1. */
@Component({
  selector: 'lr-panel',
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">{{ heading() }}</h1>
      <div class="govuk-panel__body"><ng-content /></div>
    </div>
  `,
})
export class Panel {
  readonly heading = input.required<string>();
}
