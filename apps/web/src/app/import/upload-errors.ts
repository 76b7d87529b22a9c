import type { FieldError } from '@learning-reviews/ui/form';
import { apiErrorOf, sentenceFor } from '../platform/http/api-error.js';

/** What is wrong with a file that was sent, beside its box. How large it may be, the server says best. */
export function uploadErrors(error: unknown): FieldError[] {
  const said = apiErrorOf(error);
  const message = said?.code === 'request.too-large' ? said.message : sentenceFor(error);
  return [{ field: 'file', message }];
}
