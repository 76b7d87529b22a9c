import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { describedBy } from '../form/form.js';

/** Legend, hint and error round several controls that answer one question. */
@Component({
  selector: 'lr-fieldset',
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="govuk-form-group" [class.govuk-form-group--error]="error()">
      <fieldset class="govuk-fieldset" [attr.aria-describedby]="description()">
        <legend
          class="govuk-fieldset__legend"
          [class.govuk-fieldset__legend--l]="legendIsHeading()"
          [class.govuk-fieldset__legend--s]="!legendIsHeading()"
        >
          @if (legendIsHeading()) {
            <h1 class="govuk-fieldset__heading">{{ legend() }}</h1>
          } @else {
            {{ legend() }}
          }
        </legend>
        @if (hint()) {
          <div class="govuk-hint" [id]="field() + '-hint'">{{ hint() }}</div>
        }
        @if (error()) {
          <p class="govuk-error-message" [id]="field() + '-error'">
            <span class="govuk-visually-hidden">Error:</span> {{ error() }}
          </p>
        }
        <ng-content />
      </fieldset>
    </div>
  `,
})
export class Fieldset {
  /** Name of the field; its first control has it as id, so that an error can lead there. */
  readonly field = input.required<string>();
  readonly legend = input.required<string>();
  /** Whether the legend is the page's one heading, for a page that asks one question. */
  readonly legendIsHeading = input(false);
  readonly hint = input<string>();
  readonly error = input<string>();

  protected readonly description = computed(() =>
    describedBy(this.hint() && `${this.field()}-hint`, this.error() && `${this.field()}-error`),
  );
}
