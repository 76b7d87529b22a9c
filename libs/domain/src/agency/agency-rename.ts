import { addDays, type CalendarDate } from '../calendar-date.js';

/** The name an agency has now, and the day it has had it since. */
export interface NameInUse {
  readonly name: string;
  readonly since: CalendarDate;
}

/** A name an agency had before. */
export interface FormerName {
  readonly name: string;
  readonly fromOn: CalendarDate;
  /** Last day, included. */
  readonly toOn: CalendarDate;
}

/** What is wrong with a new name, as a sentence with the field it belongs to; `null` when nothing is. */
export function renameProblem(
  inUse: NameInUse,
  asked: { readonly name: string; readonly fromOn: CalendarDate },
  today: CalendarDate,
): { readonly field: 'name' | 'fromOn'; readonly message: string } | null {
  if (asked.name === inUse.name) return { field: 'name', message: 'The agency has this name already' };
  if (asked.fromOn > today)
    return {
      field: 'fromOn',
      message: 'Enter today or an earlier day: a name changes here once it has changed',
    };
  // Otherwise the name of today would have been in use on no day.
  if (asked.fromOn <= inUse.since)
    return { field: 'fromOn', message: 'Enter a day after the first day of the present name' };
  return null;
}

/** The name in use as it is kept once another takes its place. */
export function formerName({ name, since }: NameInUse, newNameOn: CalendarDate): FormerName {
  return { name, fromOn: since, toOn: addDays(newNameOn, -1) };
}
