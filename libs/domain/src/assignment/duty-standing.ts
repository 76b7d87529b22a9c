import { addDays, type CalendarDate } from '../calendar-date.js';
import { STANDING_STATE, type StandingFacts } from '../learning/standing.js';
import { countsUntil, type Duty } from './assignment.js';
import { dueAfterLeave, type LeavePeriod, pauseOn } from './leave.js';

/** What is asked of one member otherwise than the rules say. */
export interface ExceptionDays {
  /** Excused: not asked at all on these days. Later due: its last day is the due day where the rules name an earlier one. */
  readonly kind: 'excused' | 'later-due';
  readonly fromOn: CalendarDate;
  /** Last day, included; `null` while nobody has said. */
  readonly untilOn: CalendarDate | null;
}

/** What happened between one member and one module, as their agency knows it. */
export interface DutyHistory {
  /** Whether they have begun what they have not finished. */
  readonly hasBegun: boolean;
  /** Days of all completions that the agency has evidence of and that were not withdrawn, in any order. */
  readonly completedOn: readonly CalendarDate[];
  readonly leave: readonly LeavePeriod[];
  readonly exceptions: readonly ExceptionDays[];
}

/** Whether an exception takes a module off somebody on a day. */
export function isExcusedOn(exceptions: readonly ExceptionDays[], day: CalendarDate): boolean {
  return exceptions.some(
    ({ kind, fromOn, untilOn }) =>
      kind === 'excused' && fromOn <= day && (untilOn === null || untilOn >= day),
  );
}

/**
 * The completions that count towards a duty: all since the module was asked, and of those before it the ones that still
 * counted on that day and are not older than the rules allow.
 */
export function countedCompletions(
  duty: Pick<Duty, 'renewals' | 'recogniseWithinDays' | 'askedOn'>,
  completedOn: readonly CalendarDate[],
): CalendarDate[] {
  const { askedOn, recogniseWithinDays, renewals } = duty;
  const since = completedOn.filter((day) => day >= askedOn);
  const before = completedOn.filter(
    (day) => day < askedOn && (recogniseWithinDays === null || day >= addDays(askedOn, -recogniseWithinDays)),
  );
  if (before.length === 0) return since;
  const until = countsUntil(renewals, before);
  return until === null || until >= askedOn ? [...before, ...since] : since;
}

/**
 * Where a member stands with a module that is asked of them: everything follows from the rules, what was finished, leave
 * and exceptions, so that it can be worked out again at any time and gives the same.
 *
 * @param today Day in the agency's time zone. Leave that has begun by then pauses; the rest is in the dates.
 */
export function standingFor(duty: Duty, history: DutyHistory, today: CalendarDate): StandingFacts {
  const counted = countedCompletions(duty, history.completedOn);
  const completedOn = counted.reduce<CalendarDate | null>(
    (latest, day) => (latest === null || day > latest ? day : latest),
    null,
  );
  const expiresOn = completedOn === null ? null : countsUntil(duty.renewals, counted);
  const dueOn = dueAfterLeave(dueWithException(duty.dueOn, history.exceptions), history.leave);
  const pause = pauseOn(today, history.leave, expiresOn);
  // A completion that counts for ever owes nothing that could be paused.
  const isOwed = completedOn === null || expiresOn !== null;
  const isPaused =
    pause !== null && isOwed && (pause.until === null || expiresOn === null || expiresOn < pause.until);
  const { done, inProgress, notStarted, paused } = STANDING_STATE;
  const behind = completedOn !== null ? done : history.hasBegun ? inProgress : notStarted;
  return {
    state: isPaused ? paused : behind,
    dueOn,
    completedOn,
    expiresOn,
    pausedUntil: isPaused ? pause.until : null,
  };
}

function dueWithException(
  dueOn: CalendarDate | null,
  exceptions: readonly ExceptionDays[],
): CalendarDate | null {
  if (dueOn === null) return null;
  return exceptions.reduce<CalendarDate>(
    (due, { kind, untilOn }) => (kind === 'later-due' && untilOn !== null && untilOn > due ? untilOn : due),
    dueOn,
  );
}
