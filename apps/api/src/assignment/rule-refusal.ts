import { DomainError } from '../platform/http/domain-error.js';

/** A rule that cannot be as it was asked for, with the field of the form it belongs to. */
export function wrongRule(field: string, message: string): DomainError {
  return new DomainError('assignment.wrong-rule', message, { errors: [{ field, message }] });
}

/** The rule was changed after the form was opened. */
export const isStale = () =>
  new DomainError(
    'stale.version',
    'Someone changed this rule while you had it open. Load the page again to see what it says now',
  );

/** The rule would reach others now than the preview said. */
export const planChanged = () =>
  new DomainError(
    'assignment.plan-changed',
    'It would reach others now than when you looked. Look at what it does once more, then save',
  );

/** The partnership set it. */
export const notYours = () =>
  new DomainError(
    'assignment.not-yours',
    'The partnership set this rule, so your agency cannot change it. Add a rule of your own to ask for more',
  );

/** Its first day has come. */
export const hasBegun = () =>
  new DomainError('assignment.has-begun', 'This rule has begun, so it stays on record. End it instead');

/** Its last day is past. */
export const isOver = () =>
  new DomainError(
    'assignment.is-over',
    'This rule is over and stays as it was. Add another to ask for the module again',
  );
