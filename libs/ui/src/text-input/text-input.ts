import { Component, computed, input, model, ViewEncapsulation } from '@angular/core';
import { describedBy, errorFor } from '../form/form.js';
import { FormGroup } from '../form-group/form-group.js';

/** One line of text: an email address, a passphrase, a search, a number of minutes. */
@Component({
  selector: 'lr-text-input',
  imports: [FormGroup],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-form-group
      [field]="field()"
      [label]="label()"
      [labelIsHeading]="labelIsHeading()"
      [hint]="hint()"
      [error]="shownError()"
    >
      <input
        class="govuk-input"
        [class]="width() ? 'govuk-input--width-' + width() : ''"
        [class.govuk-input--error]="shownError()"
        [id]="field()"
        [name]="field()"
        [type]="type()"
        [value]="value()"
        [attr.autocomplete]="autocomplete()"
        [attr.inputmode]="inputmode()"
        [attr.spellcheck]="spellcheck()"
        [attr.aria-describedby]="description()"
        [attr.aria-invalid]="shownError() ? 'true' : null"
        (input)="read($event)"
      />
    </lr-form-group>
  `,
})
export class TextInput {
  /** Name of the field and id of its control. */
  readonly field = input.required<string>();
  readonly label = input.required<string>();
  readonly labelIsHeading = input(false);
  readonly hint = input<string>();
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  readonly type = input<'text' | 'email' | 'password' | 'search' | 'tel' | 'url'>('text');
  /** What the browser may fill in, such as `username` or `current-password`. */
  readonly autocomplete = input<string>();
  /** Keyboard of a phone: `numeric` for whole numbers. */
  readonly inputmode = input<'numeric' | 'decimal' | 'email' | 'tel' | 'search'>();
  readonly spellcheck = input<boolean>();
  /** Characters that fit, when the width says what is expected; full width without it. */
  readonly width = input<2 | 3 | 4 | 5 | 10 | 20 | 30>();
  readonly value = model('');

  protected readonly shownError = errorFor(this.field, this.error);
  protected readonly description = computed(() =>
    describedBy(this.hint() && `${this.field()}-hint`, this.shownError() && `${this.field()}-error`),
  );

  protected read(event: Event): void {
    this.value.set((event.target as HTMLInputElement).value);
  }
}
