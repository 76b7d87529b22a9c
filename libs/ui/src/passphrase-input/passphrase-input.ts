import { Component, computed, input, model, signal, ViewEncapsulation } from '@angular/core';
import { Button } from '../button/button.js';
import { describedBy, errorFor } from '../form/form.js';
import { FormGroup } from '../form-group/form-group.js';

/**
 * A passphrase that can be looked at: asked once, shown on a press, instead of twice in dots. The button says what it
 * does, and a screen reader is told what has become of the passphrase.
 */
@Component({
  selector: 'lr-passphrase-input',
  imports: [Button, FormGroup],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-form-group [field]="field()" [label]="label()" [hint]="hint()" [error]="shownError()">
      <div class="govuk-input__wrapper govuk-password-input__wrapper">
        <input
          class="govuk-input govuk-password-input__input"
          autocapitalize="none"
          spellcheck="false"
          [class.govuk-input--error]="shownError()"
          [id]="field()"
          [name]="field()"
          [type]="isShown() ? 'text' : 'password'"
          [value]="value()"
          [attr.autocomplete]="autocomplete()"
          [attr.aria-describedby]="description()"
          [attr.aria-invalid]="shownError() ? 'true' : null"
          (input)="read($event)"
        />
        <button
          lrButton="secondary"
          type="button"
          class="govuk-password-input__toggle"
          [attr.aria-controls]="field()"
          [attr.aria-label]="isShown() ? 'Hide passphrase' : 'Show passphrase'"
          (click)="turn()"
        >
          {{ isShown() ? 'Hide' : 'Show' }}
        </button>
      </div>
      <div class="govuk-visually-hidden" aria-live="polite">{{ news() }}</div>
    </lr-form-group>
  `,
})
export class PassphraseInput {
  /** Name of the field and id of its control. */
  readonly field = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  /** `new-password` where one is chosen, `current-password` where one is proved. */
  readonly autocomplete = input.required<'new-password' | 'current-password'>();
  readonly value = model('');

  protected readonly isShown = signal(false);
  /** Empty until the button was pressed. */
  protected readonly news = signal('');
  protected readonly shownError = errorFor(this.field, this.error);
  protected readonly description = computed(() =>
    describedBy(this.hint() && `${this.field()}-hint`, this.shownError() && `${this.field()}-error`),
  );

  protected read(event: Event): void {
    this.value.set((event.target as HTMLInputElement).value);
  }

  protected turn(): void {
    this.isShown.update((isShown) => !isShown);
    this.news.set(this.isShown() ? 'Your passphrase is visible' : 'Your passphrase is hidden');
  }
}
