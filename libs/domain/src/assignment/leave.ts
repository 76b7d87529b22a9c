import { addDays, type CalendarDate } from '../calendar-date.js';

/** Days on which a member is away for long. Why, nobody asks. */
export interface LeavePeriod {
  readonly fromOn: CalendarDate;
  /** Last day away, included; `null` while nobody has said. */
  readonly toOn: CalendarDate | null;
}

/** Days after the last day of leave within which somebody catches up with what fell due meanwhile. */
export const CATCH_UP_DAYS = 30;

/**
 * The due day once leave is taken into account: what falls due while somebody is away, or in the days they have to
 * catch up, is due at the end of those. What was overdue before they went stays so.
 *
 * @param periods In any order; they do not overlap.
 */
export function dueAfterLeave(
  dueOn: CalendarDate | null,
  periods: readonly LeavePeriod[],
): CalendarDate | null {
  return inOrder(periods).reduce<CalendarDate | null>((due, { fromOn, toOn }) => {
    if (due === null || toOn === null || due < fromOn) return due;
    const caughtUpOn = addDays(toOn, CATCH_UP_DAYS);
    return due < caughtUpOn ? caughtUpOn : due;
  }, dueOn);
}

/** A pause that runs on a day. */
export interface Pause {
  /** Its last day; `null` while nobody has said when the leave ends. */
  readonly until: CalendarDate | null;
}

/**
 * The pause of one module on `today`, or `null` when there is none. It runs while the member is away, and, where the
 * completion they had ran out meanwhile, for the days they have to catch up.
 *
 * @param expiresOn Last day on which their completion counts; `null` when they have none, or it counts for ever.
 */
export function pauseOn(
  today: CalendarDate,
  periods: readonly LeavePeriod[],
  expiresOn: CalendarDate | null,
): Pause | null {
  for (const { fromOn, toOn } of periods) {
    if (fromOn > today) continue;
    if (toOn === null) return { until: null };
    const caughtUpOn = addDays(toOn, CATCH_UP_DAYS);
    const ranOut = expiresOn !== null && expiresOn >= fromOn && expiresOn < caughtUpOn;
    const until = ranOut ? caughtUpOn : toOn;
    if (today <= until) return { until };
  }
  return null;
}

function inOrder(periods: readonly LeavePeriod[]): LeavePeriod[] {
  return [...periods].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
}
