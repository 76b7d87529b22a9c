import { Component, computed, input, model, ViewEncapsulation } from '@angular/core';
import { describedBy, errorFor } from '../form/form.js';
import { FormGroup } from '../form-group/form-group.js';

/** One file from the person's device. The browser keeps its choice, so a refused form loses nothing. */
@Component({
  selector: 'lr-file-input',
  imports: [FormGroup],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-form-group [field]="field()" [label]="label()" [hint]="hint()" [error]="shownError()">
      <input
        class="govuk-file-upload"
        [class.govuk-file-upload--error]="shownError()"
        type="file"
        [id]="field()"
        [name]="field()"
        [attr.accept]="accept()"
        [attr.aria-describedby]="description()"
        [attr.aria-invalid]="shownError() ? 'true' : null"
        (change)="read($event)"
      />
    </lr-form-group>
  `,
})
export class FileInput {
  /** Name of the field and id of its control. */
  readonly field = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  /** Shown in place of the form's error for this field. */
  readonly error = input<string>();
  /** Endings the browser offers first, such as `.csv,.xlsx`. What is chosen all the same is for the server to judge. */
  readonly accept = input<string>();
  /** `null` before a choice. */
  readonly file = model<File | null>(null);

  protected readonly shownError = errorFor(this.field, this.error);
  protected readonly description = computed(() =>
    describedBy(this.hint() && `${this.field()}-hint`, this.shownError() && `${this.field()}-error`),
  );

  protected read(event: Event): void {
    this.file.set((event.target as HTMLInputElement).files?.[0] ?? null);
  }
}
