import { computed, Directive, inject, input, output, type Signal } from '@angular/core';

/** One field that was refused. `field` is the field's name; empty when the error is of the whole form. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/**
 * A form whose errors reach each field by its name: put `lrForm` on `<form>`, give it `errors`, and every
 * control inside shows the one that is its own.
 * It never lets the browser submit, and never clears what was typed.
 */
@Directive({
  selector: 'form[lrForm]',
  host: { novalidate: '', '(submit)': 'submit($event)' },
})
export class Form {
  /** Errors of the last attempt, in the order of the form; empty when there is none. */
  readonly errors = input<readonly FieldError[]>([]);
  /** Someone pressed the form's button, or Enter in a field. */
  readonly submitted = output<void>();

  /** The message for `field`, or `undefined` when it was accepted. */
  errorOf(field: string): string | undefined {
    return this.errors().find((error) => error.field === field)?.message;
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.submitted.emit();
  }
}

/**
 * The message a control shows: its own when given, else its form's for that field.
 * Call it where injection works, such as a field initialiser.
 */
export function errorFor(field: Signal<string>, own: Signal<string | undefined>): Signal<string | undefined> {
  const form = inject(Form, { optional: true });
  return computed(() => own() ?? form?.errorOf(field()));
}

/** Ids for `aria-describedby`, or `null` when nothing describes the control. */
export function describedBy(...ids: (string | false | undefined)[]): string | null {
  const present = ids.filter(Boolean).join(' ');
  return present === '' ? null : present;
}
