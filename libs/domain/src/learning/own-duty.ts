import type { CalendarDate } from '../calendar-date.js';
import {
  type Standing,
  type StandingFacts,
  standingOn,
  USUAL_WARNING_DAYS,
  type WarningDays,
} from './standing.js';

/** One module as one of a person's agencies requires it of them. */
export interface OwnDuty extends StandingFacts {
  readonly agency: string;
  /** The day it is in that agency's time zone. */
  readonly today: CalendarDate;
}

/** One module as all of a person's agencies together require it. */
export interface MergedDuty {
  /** The worst of the standings: what the person should do next. */
  readonly standing: Standing;
  /** The earliest of the due days; what is paused is due after the pause, or on no day while nobody knows when it ends. */
  readonly dueOn: CalendarDate | null;
  /** Day of the latest completion. */
  readonly completedOn: CalendarDate | null;
  /** The earliest last day on which the completion still counts for one of them. */
  readonly validUntil: CalendarDate | null;
  /** The agencies, in the order given. */
  readonly requiredBy: readonly string[];
}

/** Worst first: what most needs doing. A pause comes after all that is owed elsewhere. */
const WORST_FIRST: readonly Standing[] = [
  'overdue',
  'expired',
  'not-started',
  'in-progress',
  'expiring',
  'paused',
  'done',
];

/**
 * Puts the duties of one person for one module into one line, as a person with two jobs sees it: they
 * learn once, for both.
 *
 * @throws RangeError when there is no duty.
 */
export function mergeDuties(
  duties: readonly OwnDuty[],
  warning: WarningDays = USUAL_WARNING_DAYS,
): MergedDuty {
  const standings = duties.map((duty) => standingOn(duty, duty.today, warning));
  const standing = WORST_FIRST.find((candidate) => standings.includes(candidate));
  if (standing === undefined) throw new RangeError('There is no duty to merge');
  return {
    standing,
    dueOn: earliest(
      duties.map((duty, index) => (standings[index] === 'paused' ? dueAfterPause(duty) : duty.dueOn)),
    ),
    completedOn: latest(duties.map((duty) => duty.completedOn)),
    validUntil: earliest(duties.map((duty) => duty.expiresOn)),
    requiredBy: duties.map((duty) => duty.agency),
  };
}

/** Where a completion ran out during leave, it is to be done again by the end of the pause. A due day that is over says nothing. */
function dueAfterPause({ completedOn, pausedUntil, dueOn, today }: OwnDuty): CalendarDate | null {
  if (completedOn !== null) return pausedUntil;
  return dueOn !== null && dueOn < today ? null : dueOn;
}

const sorted = (days: readonly (CalendarDate | null)[]) => days.filter((day) => day !== null).sort();
const earliest = (days: readonly (CalendarDate | null)[]) => sorted(days)[0] ?? null;
const latest = (days: readonly (CalendarDate | null)[]) => sorted(days).at(-1) ?? null;
