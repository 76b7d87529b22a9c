import { addMonths, type CalendarDate } from '../calendar-date.js';

/** How long something has been overdue: up to three months, three to six, six or more. */
export type OverdueBand = 'under-3' | '3-to-6' | '6-and-over';

/**
 * How long a duty has been overdue on a day, in whole months since the last day on which it was in time: its due day,
 * or the last day on which an earlier completion counted. On the same day of the month three months later it has been
 * three. `null` while it is in time.
 */
export function overdueBand(inTimeTo: CalendarDate | null, on: CalendarDate): OverdueBand | null {
  if (inTimeTo === null || on <= inTimeTo) return null;
  if (on < addMonths(inTimeTo, 3)) return 'under-3';
  return on < addMonths(inTimeTo, 6) ? '3-to-6' : '6-and-over';
}

/** One module that is required of a new starter. */
export interface StarterDuty {
  /** Last day on which finishing is in time; `null` when there is none. */
  readonly dueOn: CalendarDate | null;
  /** Day of the first completion that counts; `null` without one. */
  readonly firstCompletedOn: CalendarDate | null;
}

/** Whether a new starter was inducted in time. */
export type Induction = 'in-time' | 'late' | 'not-yet' | 'nothing-required';

/**
 * Whether a new starter was inducted in time, judged on a day: **in time** when every module required of them is
 * finished, each by its due day; **late** when a due day passed with its module unfinished; **not yet** while something
 * is unfinished and still in time, or they left before it was due.
 *
 * @param leftOn The last day of the membership; `null` while it is open.
 */
export function inductionOn(
  duties: readonly StarterDuty[],
  on: CalendarDate,
  leftOn: CalendarDate | null,
): Induction {
  if (duties.length === 0) return 'nothing-required';
  const judgedOn = leftOn !== null && leftOn < on ? leftOn : on;
  const outcomes = duties.map(({ dueOn, firstCompletedOn }) => {
    const isFinished = firstCompletedOn !== null && firstCompletedOn <= judgedOn;
    if (isFinished && (dueOn === null || firstCompletedOn <= dueOn)) return 'in-time';
    // The due day itself is still in time, so it has passed only on the day after.
    return dueOn !== null && dueOn < judgedOn ? 'late' : isFinished ? 'late' : 'not-yet';
  });
  if (outcomes.includes('late')) return 'late';
  return outcomes.includes('not-yet') ? 'not-yet' : 'in-time';
}

/** People of one group, or of the agency, as a return counts them. */
export interface CountedPeople {
  /** As supplied; `null` without a headcount of this group. */
  readonly headcount: number | null;
  /** Members recorded here. */
  readonly recorded: number;
  /** Of those, people of whom at least one module is required. */
  readonly required: number;
}

/**
 * The people that a share of a return is out of: those of whom something is required, and those whom the headcount
 * knows and nobody has recorded here, of whom nothing can be shown. Where more are recorded than the headcount says, or
 * there is none, those recorded.
 */
export function peopleBase({ headcount, recorded, required }: CountedPeople): number {
  return required + Math.max(0, (headcount ?? 0) - recorded);
}
