import { Component, input, model, ViewEncapsulation } from '@angular/core';
import { Fieldset } from '../fieldset/fieldset.js';
import { errorFor } from '../form/form.js';
import type { Option } from '../option/option.js';

/** One answer out of a few. */
@Component({
  selector: 'lr-radios',
  imports: [Fieldset],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-fieldset
      [field]="field()"
      [legend]="legend()"
      [legendIsHeading]="legendIsHeading()"
      [hint]="hint()"
      [error]="shownError()"
    >
      <div class="govuk-radios" [class.govuk-radios--inline]="inline()">
        @for (option of options(); track option.value; let index = $index) {
          <div class="govuk-radios__item">
            <input
              class="govuk-radios__input"
              type="radio"
              [id]="idOf(index)"
              [name]="field()"
              [value]="option.value"
              [checked]="value() === option.value"
              [disabled]="disabled()"
              [attr.aria-describedby]="option.hint ? idOf(index) + '-item-hint' : null"
              (change)="value.set(option.value)"
            />
            <label class="govuk-label govuk-radios__label" [for]="idOf(index)">{{ option.label }}</label>
            @if (option.hint) {
              <div class="govuk-hint govuk-radios__hint" [id]="idOf(index) + '-item-hint'">
                {{ option.hint }}
              </div>
            }
          </div>
        }
      </div>
    </lr-fieldset>
  `,
})
export class Radios<Value extends string = string> {
  /** Name of the field; the first choice has it as id. */
  readonly field = input.required<string>();
  readonly legend = input.required<string>();
  readonly legendIsHeading = input(false);
  readonly hint = input<string>();
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  readonly options = input.required<readonly Option<Value>[]>();
  /** Side by side: for two short answers only. */
  readonly inline = input(false);
  readonly disabled = input(false);
  /** Value of the chosen option; `null` before a choice. */
  readonly value = model<Value | null>(null);

  protected readonly shownError = errorFor(this.field, this.error);

  protected idOf(index: number): string {
    return index === 0 ? this.field() : `${this.field()}-${index + 1}`;
  }
}
