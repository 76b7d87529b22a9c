import type { ErrorBody, ErrorCode, FieldError } from '@learning-reviews/contracts/error.contract';

/** What else an error may carry to the person. */
export interface ErrorDetail {
  /** What is wrong with each field, in the order of the form. */
  readonly errors?: readonly FieldError[];
  /** What is left to do, for `learning.incomplete`. */
  readonly missing?: ErrorBody['missing'];
  /** Whole seconds after which the same request may do better. */
  readonly retryAfterSeconds?: number;
}

/**
 * A rule that was not met, thrown by services and answered by the error filter under the status that
 * `ERROR_STATUS` gives its code. Its message is shown to a person, so it holds nothing they may not know.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail: ErrorDetail = {},
  ) {
    super(message);
  }
}

/**
 * Says that a thing is not there. The same answer for what is missing, what belongs to another agency and
 * what belongs to another person, so that an address tells nothing about what exists.
 */
export const notFound = () => new DomainError('request.not-found', 'We could not find what you asked for');
