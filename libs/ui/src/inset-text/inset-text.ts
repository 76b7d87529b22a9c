import { Component, ViewEncapsulation } from '@angular/core';

/** A remark set apart from the text round it. */
@Component({
  selector: 'lr-inset-text',
  encapsulation: ViewEncapsulation.None,
  template: `<div class="govuk-inset-text"><ng-content /></div>`,
})
export class InsetText {}
