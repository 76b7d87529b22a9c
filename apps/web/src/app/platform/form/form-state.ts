import { signal } from '@angular/core';
import type { FieldError } from '@learning-reviews/ui/form';
import { fieldErrorsOf } from '../http/api-error.js';

/** The part of a zod schema a form needs. */
export interface FormSchema<Request> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: Request }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

/**
 * The schema of a form whose request is looked at by the server before it is acted on, such as one with a preview: the
 * server's own check answers first, field by field, so nobody has to load the contract to hear of it.
 */
export const checkedByTheServer = <Request>(): Promise<FormSchema<Request>> =>
  Promise.resolve({ safeParse: (value) => ({ success: true, data: value as Request }) });

/**
 * What a form page holds beside its fields: the errors of the last attempt, and whether one is under way.
 * The fields are plain signals of the page; nothing here ever changes them, so nothing typed is lost.
 */
export class FormState<Request> {
  private readonly refused = signal<readonly FieldError[]>([]);
  private readonly sending = signal(false);

  /** Errors of the last attempt, in the order of the schema, one a field. Bind to the form and the summary. */
  readonly errors = this.refused.asReadonly();
  /** Whether an attempt is being sent; bind to the button's `busy`. */
  readonly isSending = this.sending.asReadonly();

  /**
   * @param loadSchema The contract of the request body: the server checks with the same one. Loaded at the first
   * attempt, by `import()`, because zod weighs as much as a whole route and nobody needs it to read a form.
   */
  constructor(private readonly loadSchema: () => Promise<FormSchema<Request>>) {}

  /**
   * Checks `value`, and sends it when it passes. Errors of either kind land in `errors`.
   *
   * @returns Whether it was sent and accepted. A second call while one is under way does nothing.
   */
  async submit(value: unknown, send: (request: Request) => Promise<unknown>): Promise<boolean> {
    if (this.sending()) return false;
    this.sending.set(true);
    try {
      const checked = (await this.loadSchema()).safeParse(value);
      if (!checked.success) {
        this.refused.set(onePerField(checked.error.issues));
        return false;
      }
      await send(checked.data);
      this.refused.set([]);
      return true;
    } catch (error) {
      this.refused.set(fieldErrorsOf(error));
      return false;
    } finally {
      this.sending.set(false);
    }
  }

  /** Shows errors that neither the schema nor the server found; an empty list clears. */
  refuse(errors: readonly FieldError[]): void {
    this.refused.set(errors);
  }
}

/** The first problem of each field: a list of five about one box helps nobody. */
function onePerField(issues: readonly { path: readonly PropertyKey[]; message: string }[]): FieldError[] {
  const first = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = path.map(String).join('.');
    if (!first.has(field)) first.set(field, message);
  }
  return [...first].map(([field, message]) => ({ field, message }));
}
