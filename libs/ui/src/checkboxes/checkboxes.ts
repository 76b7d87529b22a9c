import { Component, input, model, ViewEncapsulation } from '@angular/core';
import { Fieldset } from '../fieldset/fieldset.js';
import { errorFor } from '../form/form.js';
import type { Option } from '../option/option.js';

/** Any number of answers out of a few. */
@Component({
  selector: 'lr-checkboxes',
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
      <div class="govuk-checkboxes" [class.govuk-checkboxes--small]="small()">
        @for (option of options(); track option.value; let index = $index) {
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              type="checkbox"
              [id]="idOf(index)"
              [name]="field()"
              [value]="option.value"
              [checked]="values().includes(option.value)"
              [attr.aria-describedby]="option.hint ? idOf(index) + '-item-hint' : null"
              (change)="choose(option.value, $event)"
            />
            <label class="govuk-label govuk-checkboxes__label" [for]="idOf(index)">{{ option.label }}</label>
            @if (option.hint) {
              <div class="govuk-hint govuk-checkboxes__hint" [id]="idOf(index) + '-item-hint'">
                {{ option.hint }}
              </div>
            }
          </div>
        }
      </div>
    </lr-fieldset>
  `,
})
export class Checkboxes<Value extends string = string> {
  /** Name of the field; the first choice has it as id. */
  readonly field = input.required<string>();
  readonly legend = input.required<string>();
  readonly legendIsHeading = input(false);
  readonly hint = input<string>();
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  readonly options = input.required<readonly Option<Value>[]>();
  /** Smaller boxes, for filters beside a list. */
  readonly small = input(false);
  /** Values of the ticked options, in the order of `options`. */
  readonly values = model<readonly Value[]>([]);

  protected readonly shownError = errorFor(this.field, this.error);

  protected idOf(index: number): string {
    return index === 0 ? this.field() : `${this.field()}-${index + 1}`;
  }

  protected choose(value: Value, event: Event): void {
    const ticked = (event.target as HTMLInputElement).checked;
    const chosen = (each: Value) => (each === value ? ticked : this.values().includes(each));
    this.values.set(
      this.options()
        .map((option) => option.value)
        .filter(chosen),
    );
  }
}
