import { DomainError } from '../platform/http/domain-error.js';

/** The settings were changed after the form was opened. */
export const isStale = () =>
  new DomainError(
    'stale.version',
    'Someone changed the settings while you had them open. Load the page again to see what they say now',
  );
