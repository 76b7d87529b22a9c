import { Component, Directive, input, ViewEncapsulation } from '@angular/core';

/** Facts about one thing: `<dl lrSummaryList><div lrSummaryRow key="Module">…</div></dl>`. */
@Directive({
  selector: 'dl[lrSummaryList]',
  host: { class: 'govuk-summary-list', '[class.govuk-summary-list--no-border]': 'noBorder()' },
})
export class SummaryList {
  readonly noBorder = input(false);
}

/** One fact: its name, and whatever stands inside as its value. */
@Component({
  selector: 'div[lrSummaryRow]',
  encapsulation: ViewEncapsulation.None,
  host: { class: 'govuk-summary-list__row' },
  template: `
    <dt class="govuk-summary-list__key">{{ key() }}</dt>
    <dd class="govuk-summary-list__value"><ng-content /></dd>
  `,
})
export class SummaryRow {
  readonly key = input.required<string>();
}
