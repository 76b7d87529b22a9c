import { addDays, type CalendarDate } from '../calendar-date.js';

/** When an edition begins. */
export interface EditionDay {
  readonly id: string;
  readonly fromOn: CalendarDate;
}

/** The edition in force on a day: the latest that has begun. `undefined` before the first. */
export function editionInForce<Edition extends EditionDay>(
  editions: readonly Edition[],
  day: CalendarDate,
): Edition | undefined {
  return editions
    .filter(({ fromOn }) => fromOn <= day)
    .reduce<Edition | undefined>(
      (latest, next) => (latest && latest.fromOn > next.fromOn ? latest : next),
      undefined,
    );
}

/** The last day of an edition: the day before the next begins; `null` while there is no next. */
export function lastDayOfEdition(editions: readonly EditionDay[], edition: EditionDay): CalendarDate | null {
  const [next] = editions
    .map(({ fromOn }) => fromOn)
    .filter((fromOn) => fromOn > edition.fromOn)
    .sort();
  return next === undefined ? null : addDays(next, -1);
}

/**
 * Why an edition cannot begin on a day, as a sentence; `null` when it can. A draft begins after today, so that nobody's
 * labels change without a day to get ready; an edition that has begun keeps its day, because records were made under it.
 *
 * @param id Of the edition; `null` for one that is to be added.
 */
export function editionDayProblem(
  editions: readonly EditionDay[],
  id: string | null,
  fromOn: CalendarDate,
  today: CalendarDate,
): string | null {
  const present = editions.find((edition) => edition.id === id);
  if (present !== undefined && present.fromOn <= today)
    return fromOn === present.fromOn ? null : 'This edition has begun, so its first day stays as it is';
  if (fromOn <= today) return 'Choose a first day after today';
  return editions.some((edition) => edition.id !== id && edition.fromOn === fromOn)
    ? 'Another edition begins on that day. Choose another day'
    : null;
}
