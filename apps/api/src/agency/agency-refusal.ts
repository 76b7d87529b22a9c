import { DomainError } from '../platform/http/domain-error.js';

/** A change to an agency that cannot be, with the field of the form it belongs to; `''` for the whole form. */
export function refused(
  field: string,
  message: string,
  code: 'agency.wrong-change' | 'agency.code-taken' = 'agency.wrong-change',
): DomainError {
  return new DomainError(code, message, { errors: [{ field, message }] });
}

/** The agency was changed after the form was opened. */
export const isStale = () =>
  new DomainError(
    'stale.version',
    'Someone changed this agency while you had it open. Load the page again to see what it says now',
  );
