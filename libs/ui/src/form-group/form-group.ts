import { Component, input, ViewEncapsulation } from '@angular/core';

/** Label, hint and error round one control. The controls of this library use it; so may a page's own. */
@Component({
  selector: 'lr-form-group',
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="govuk-form-group" [class.govuk-form-group--error]="error()">
      @if (labelIsHeading()) {
        <h1 class="govuk-label-wrapper">
          <label class="govuk-label govuk-label--l" [for]="field()">{{ label() }}</label>
        </h1>
      } @else {
        <label class="govuk-label" [for]="field()">{{ label() }}</label>
      }
      @if (hint()) {
        <div class="govuk-hint" [id]="field() + '-hint'">{{ hint() }}</div>
      }
      @if (error()) {
        <p class="govuk-error-message" [id]="field() + '-error'">
          <span class="govuk-visually-hidden">Error:</span> {{ error() }}
        </p>
      }
      <ng-content />
    </div>
  `,
})
export class FormGroup {
  /** Name of the field and id of its control. */
  readonly field = input.required<string>();
  readonly label = input.required<string>();
  /** Whether the label is the page's one heading, for a page that asks one thing. */
  readonly labelIsHeading = input(false);
  readonly hint = input<string>();
  readonly error = input<string>();
}
