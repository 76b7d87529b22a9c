import { HttpErrorResponse } from '@angular/common/http';
import type { ErrorBody, FieldError } from '@learning-reviews/contracts/error.contract';
import { ERROR_SENTENCES } from './error-sentences.js';

/** What the API said when it refused, or `null` when it said nothing readable: network away, proxy page. */
export function apiErrorOf(error: unknown): ErrorBody | null {
  if (!(error instanceof HttpErrorResponse)) return null;
  const body: unknown = error.error;
  const isErrorBody = typeof body === 'object' && body !== null && 'code' in body && 'requestId' in body;
  return isErrorBody ? (body as ErrorBody) : null;
}

/** One sentence for a person: what happened and what to do. */
export function sentenceFor(error: unknown): string {
  const said = apiErrorOf(error);
  // A code this build does not know yet comes from a newer server: its own sentence is the best there is.
  if (said) return ERROR_SENTENCES[said.code] ?? said.message;
  return isAway(error)
    ? 'We could not reach the service. Check your connection and try again.'
    : 'Something went wrong. Try again in a few minutes.';
}

/** The errors to show in a form: those of its fields, else one for the whole form (an empty `field`). */
export function fieldErrorsOf(error: unknown): FieldError[] {
  const said = apiErrorOf(error);
  return said && said.errors.length > 0 ? said.errors : [{ field: '', message: sentenceFor(error) }];
}

/** Whether nothing answered at all, or something in between answered for the service. */
export function isAway(error: unknown): boolean {
  return error instanceof HttpErrorResponse && [0, 502, 503, 504].includes(error.status);
}

/** Whether the thing asked for does not exist, or not for this person. */
export function isNotFound(error: unknown): boolean {
  return error instanceof HttpErrorResponse && error.status === 404;
}
