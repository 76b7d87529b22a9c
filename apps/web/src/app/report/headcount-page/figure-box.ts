import { Component, input, model, ViewEncapsulation } from '@angular/core';
import { errorFor } from '@learning-reviews/ui/form';

/**
 * One figure in a table of boxes: its label is for ears, since the table's headings are for eyes. What is wrong with it
 * stands in the row's heading, where there is room, in an element with the id `FIELD-error`.
 */
@Component({
  selector: 'lr-figure-box',
  encapsulation: ViewEncapsulation.None,
  template: `
    <input
      class="govuk-input govuk-input--width-5"
      type="text"
      autocomplete="off"
      [class.govuk-input--error]="shownError()"
      [id]="field()"
      [name]="field()"
      [value]="value()"
      [attr.inputmode]="inputmode()"
      [attr.aria-label]="label()"
      [attr.aria-describedby]="shownError() ? field() + '-error' : null"
      [attr.aria-invalid]="shownError() ? 'true' : null"
      (input)="read($event)"
    />
  `,
})
export class FigureBox {
  /** Name of the field and id of its control. */
  readonly field = input.required<string>();
  readonly label = input.required<string>();
  readonly inputmode = input<'numeric' | 'decimal'>('numeric');
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  readonly value = model('');

  protected readonly shownError = errorFor(this.field, this.error);

  protected read(event: Event): void {
    this.value.set((event.target as HTMLInputElement).value);
  }
}
