import { Component, computed, input, model, ViewEncapsulation } from '@angular/core';
import { describedBy, errorFor } from '../form/form.js';
import { FormGroup } from '../form-group/form-group.js';
import type { Option } from '../option/option.js';

/** One answer out of many: a theme, a role, a period. Prefer radios for six or fewer. */
@Component({
  selector: 'lr-select',
  imports: [FormGroup],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-form-group [field]="field()" [label]="label()" [hint]="hint()" [error]="shownError()">
      <select
        class="govuk-select"
        [class.govuk-select--error]="shownError()"
        [id]="field()"
        [name]="field()"
        [attr.aria-describedby]="description()"
        [attr.aria-invalid]="shownError() ? 'true' : null"
        (change)="read($event)"
      >
        @if (emptyLabel() !== undefined) {
          <option value="" [selected]="value() === ''">{{ emptyLabel() }}</option>
        }
        @for (option of options(); track option.value) {
          <option [value]="option.value" [selected]="value() === option.value">{{ option.label }}</option>
        }
      </select>
    </lr-form-group>
  `,
})
export class Select {
  /** Name of the field and id of its control. */
  readonly field = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  readonly options = input.required<readonly Option[]>();
  /** Words of a first choice that stands for none, such as "Any theme". Its value is empty. */
  readonly emptyLabel = input<string>();
  /** Value of the chosen option; empty for none. */
  readonly value = model('');

  protected readonly shownError = errorFor(this.field, this.error);
  protected readonly description = computed(() =>
    describedBy(this.hint() && `${this.field()}-hint`, this.shownError() && `${this.field()}-error`),
  );

  protected read(event: Event): void {
    this.value.set((event.target as HTMLSelectElement).value);
  }
}
