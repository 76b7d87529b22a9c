import type { CalendarDate } from '../calendar-date.js';
import type { ProtectedFigure } from './small-numbers.js';

/** The shares of the priority audience whose day the partnership asks for. Per cent. */
export const REACH_SHARES = [50, 80] as const;

/** One published month of one figure. */
export interface MonthOfFigure {
  /** The day on which it was counted. */
  readonly countedOn: CalendarDate;
  readonly figure: ProtectedFigure;
}

/**
 * When a share of those required to do a module had done it:
 *
 * - `reached` `countedOn` is the first count that shows it. `isExact`: the count before showed less; else it
 *   was hidden or there was none, and the share may have been reached earlier.
 * - `not-yet` the latest figure that is shown is lower.
 * - `hidden`  no figure that is shown reaches it, and the latest is hidden.
 * - `none`    nobody was ever required to.
 */
export type AudienceReach =
  | { readonly state: 'reached'; readonly countedOn: CalendarDate; readonly isExact: boolean }
  | { readonly state: 'not-yet' | 'hidden' | 'none' };

/**
 * When a share of the audience was first reached, as far as published figures tell: from month to month, and
 * never between them.
 *
 * @param months From the oldest.
 * @param share  Per cent. Compared with the true share, not with the rounded one: 79.6 % is not 80 %.
 */
export function audienceReach(months: readonly MonthOfFigure[], share: number): AudienceReach {
  const counted = months.filter(({ figure }) => figure !== null);
  const first = counted.findIndex(({ figure }) => hasReached(figure, share));
  const month = counted[first];
  if (month !== undefined) {
    const before = counted[first - 1]?.figure ?? null;
    return {
      state: 'reached',
      countedOn: month.countedOn,
      isExact: before !== null && !before.isProtected,
    };
  }
  const latest = counted.at(-1)?.figure ?? null;
  if (latest === null) return { state: 'none' };
  return { state: latest.isProtected ? 'hidden' : 'not-yet' };
}

function hasReached(figure: ProtectedFigure, share: number): boolean {
  return figure !== null && !figure.isProtected && 100 * figure.n >= share * figure.d;
}
