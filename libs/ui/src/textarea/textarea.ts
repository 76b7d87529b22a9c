import { Component, computed, effect, input, model, signal, ViewEncapsulation } from '@angular/core';
import { describedBy, errorFor } from '../form/form.js';
import { FormGroup } from '../form-group/form-group.js';

/** A second's silence, so that a screen reader hears the count after typing and not at every key. */
const ANNOUNCE_AFTER_MS = 1000;

/** Several lines of text, with a count of what is left when there is a limit. It never cuts off what was typed. */
@Component({
  selector: 'lr-textarea',
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
      <textarea
        class="govuk-textarea"
        [class.govuk-textarea--error]="shownError() || isTooLong()"
        [id]="field()"
        [name]="field()"
        [rows]="rows()"
        [value]="value()"
        [attr.aria-describedby]="description()"
        [attr.aria-invalid]="shownError() ? 'true' : null"
        (input)="read($event)"
      ></textarea>
      @if (maxLength(); as limit) {
        <p class="govuk-visually-hidden" [id]="field() + '-limit'">
          You can enter up to {{ limit }} characters
        </p>
        <p
          class="lr-textarea__count"
          aria-hidden="true"
          [class.govuk-hint]="!isTooLong()"
          [class.govuk-error-message]="isTooLong()"
        >
          {{ count() }}
        </p>
        <p class="govuk-visually-hidden" role="status">{{ announced() }}</p>
      }
    </lr-form-group>
  `,
})
export class Textarea {
  /** Name of the field and id of its control. */
  readonly field = input.required<string>();
  readonly label = input.required<string>();
  readonly labelIsHeading = input(false);
  readonly hint = input<string>();
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  readonly rows = input(5);
  /** Characters allowed; more can be typed, and is refused by the form with a sentence. */
  readonly maxLength = input<number>();
  readonly value = model('');

  protected readonly shownError = errorFor(this.field, this.error);
  protected readonly announced = signal('');
  protected readonly isTooLong = computed(() => this.value().length > (this.maxLength() ?? Infinity));
  protected readonly count = computed(() => {
    const left = (this.maxLength() ?? 0) - this.value().length;
    const characters = Math.abs(left) === 1 ? 'character' : 'characters';
    const amount = Math.abs(left).toLocaleString('en-GB');
    return left < 0
      ? `You have ${amount} ${characters} too many`
      : `You have ${amount} ${characters} remaining`;
  });
  protected readonly description = computed(() =>
    describedBy(
      this.hint() && `${this.field()}-hint`,
      this.shownError() && `${this.field()}-error`,
      this.maxLength() !== undefined && `${this.field()}-limit`,
    ),
  );

  constructor() {
    effect((onCleanup) => {
      if (this.maxLength() === undefined || this.value() === '') return;
      const text = this.count();
      const timer = setTimeout(() => this.announced.set(text), ANNOUNCE_AFTER_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected read(event: Event): void {
    this.value.set((event.target as HTMLTextAreaElement).value);
  }
}
