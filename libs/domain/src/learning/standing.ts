import { addDays, addMonths, type CalendarDate } from '../calendar-date.js';

/** What is stored of a standing, as smallint. Order matters: below `done`, the module is still owed. */
export const STANDING_STATE = { notStarted: 0, inProgress: 1, done: 2, paused: 3 } as const;

/** One of the four stored states. */
export type StandingState = (typeof STANDING_STATE)[keyof typeof STANDING_STATE];

/** Where one member of one agency is with one required module on a given day. */
export type Standing = 'not-started' | 'in-progress' | 'done' | 'expiring' | 'expired' | 'overdue' | 'paused';

/** What is stored of a standing. The rest follows from the day the question is asked. */
export interface StandingFacts {
  readonly state: StandingState;
  /** Last day on which finishing is in time; `null` when there is no such day. */
  readonly dueOn: CalendarDate | null;
  /** Day of the latest completion. */
  readonly completedOn: CalendarDate | null;
  /** Last day on which that completion still counts; `null` when it counts for ever. */
  readonly expiresOn: CalendarDate | null;
  /** Last day of the pause; `null` when it has no end yet, or there is no pause. */
  readonly pausedUntil: CalendarDate | null;
}

/** Months for which a completion counts when the assignment says nothing else. */
export const DEFAULT_REFRESH_MONTHS = 24;

/** How long before a day somebody is warned of it. The partnership decides; see `platform_setting`. */
export interface WarningDays {
  /** Days before the due day from which a module is due soon. */
  readonly dueSoonDays: number;
  /** Days before the last valid day from which a standing is expiring. */
  readonly expiringDays: number;
}

/** What the partnership begins with. What a page or a figure shows takes those it has set. */
export const USUAL_WARNING_DAYS: WarningDays = { dueSoonDays: 30, expiringDays: 90 };

/**
 * The last day on which a completion still counts, or `null` when it counts for ever.
 *
 * Twenty-four months from 1 March run to the last day of February, so the module falls due again on
 * the anniversary itself. (docs/rules.md, "Rules of learning")
 */
export function lastValidDay(
  completedOn: CalendarDate,
  refreshMonths: number | null = DEFAULT_REFRESH_MONTHS,
): CalendarDate | null {
  return refreshMonths === null ? null : addDays(addMonths(completedOn, refreshMonths), -1);
}

/**
 * Says where a member stands on `today`, a day in the agency's time zone. A pause hides what is owed and nothing else:
 * whoever is on leave and has what is required stays done, and hears of no expiry. Only `expiring` asks for the warning.
 */
export function standingOn(
  facts: StandingFacts,
  today: CalendarDate,
  warning: WarningDays = USUAL_WARNING_DAYS,
): Standing {
  if (isPausedOn(facts, today)) return isCountedOn(facts, today) ? 'done' : 'paused';
  switch (stateBehindPause(facts)) {
    case STANDING_STATE.done:
      if (facts.expiresOn === null) return 'done';
      if (today > facts.expiresOn) return 'expired';
      return facts.expiresOn <= warningHorizon(today, warning).expiringTo ? 'expiring' : 'done';
    case STANDING_STATE.inProgress:
      return isPast(facts.dueOn, today) ? 'overdue' : 'in-progress';
    default:
      return isPast(facts.dueOn, today) ? 'overdue' : 'not-started';
  }
}

/** Whether the module is still owed, not yet overdue, and due so soon after `today` that it is time for a warning. */
export function isDueSoon(
  facts: StandingFacts,
  today: CalendarDate,
  warning: WarningDays = USUAL_WARNING_DAYS,
): boolean {
  const standing = standingOn(facts, today, warning);
  if (standing !== 'not-started' && standing !== 'in-progress') return false;
  return facts.dueOn !== null && facts.dueOn <= warningHorizon(today, warning).dueSoonTo;
}

/** Whether the member has what is required today: done, or done and soon to expire. */
export function isRequirementMet(standing: Standing): boolean {
  return standing === 'done' || standing === 'expiring';
}

/**
 * The last due day that is "due soon", and the last valid day that is "expiring", seen from `today`.
 * For queries that count: both ranges begin with `today` itself and include this day.
 */
export function warningHorizon(
  today: CalendarDate,
  { dueSoonDays, expiringDays }: WarningDays = USUAL_WARNING_DAYS,
): { dueSoonTo: CalendarDate; expiringTo: CalendarDate } {
  return { dueSoonTo: addDays(today, dueSoonDays), expiringTo: addDays(today, expiringDays) };
}

/**
 * The standing after a person opens an attempt. Only "not started" moves: someone who is done stays
 * done while they do it again, because a standing follows the latest completion.
 */
export function standingAfterStart(facts: StandingFacts): StandingFacts {
  return facts.state === STANDING_STATE.notStarted ? { ...facts, state: STANDING_STATE.inProgress } : facts;
}

function isPausedOn(facts: StandingFacts, today: CalendarDate): boolean {
  return facts.state === STANDING_STATE.paused && !isPast(facts.pausedUntil, today);
}

/** Whether there is a completion that still counts. */
function isCountedOn({ completedOn, expiresOn }: StandingFacts, today: CalendarDate): boolean {
  return completedOn !== null && !isPast(expiresOn, today);
}

/** A pause hides the state it began in; a completion is the only trace of it that is kept. */
function stateBehindPause(facts: StandingFacts): StandingState {
  if (facts.state !== STANDING_STATE.paused) return facts.state;
  return facts.completedOn === null ? STANDING_STATE.notStarted : STANDING_STATE.done;
}

function isPast(day: CalendarDate | null, today: CalendarDate): boolean {
  return day !== null && today > day;
}
