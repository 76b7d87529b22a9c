import { Component, ViewEncapsulation } from '@angular/core';

/** One sentence that matters before going on. */
@Component({
  selector: 'lr-warning-text',
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Warning</span>
        <ng-content />
      </strong>
    </div>
  `,
})
export class WarningText {}
