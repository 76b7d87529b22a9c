import { addDays, type CalendarDate } from '../calendar-date.js';
import { isEmailAddress } from '../email/email-address.js';
import {
  isDueSoon,
  standingOn,
  type StandingFacts,
  USUAL_WARNING_DAYS,
  type WarningDays,
} from '../learning/standing.js';

/** Days for which a member who was nudged is left in peace: the eighth day may bring the next nudge. */
export const NUDGE_REST_DAYS = 7;
/** How often a member may be nudged about one module within `NUDGE_COUNT_DAYS`. */
export const MOST_NUDGES = 3;
/** Length of the time in which nudges about one module are counted, the day itself included. */
export const NUDGE_COUNT_DAYS = 30;

/** Why somebody is on a lead's list: past the day, or close to it. */
export type OwedState = 'overdue' | 'expired' | 'due-soon' | 'expiring';

/** Why somebody gets no nudge. */
export type NudgeRefusal = 'left' | 'paused' | 'nothing-owed' | 'no-email' | 'nudged-lately' | 'nudged-often';

/** One required module that a lead wants to nudge somebody about. */
export interface NudgeableDuty {
  /** `null` when the module is no longer required of the member. */
  readonly facts: StandingFacts | null;
  /** Days in the agency's time zone on which the member was nudged about this module. */
  readonly nudgedOn: readonly CalendarDate[];
}

/** A member as somebody to nudge. */
export interface NudgeCandidate<Duty extends NudgeableDuty> {
  /** Whether they work in the agency on the day. */
  readonly isMember: boolean;
  /** Whether they are away for long on the day: then they hear nothing, of what runs out later either. */
  readonly isOnLeave: boolean;
  readonly workEmail: string;
  /** Last day on which they were nudged about anything; `null` for never. */
  readonly lastNudgedOn: CalendarDate | null;
  readonly duties: readonly Duty[];
}

/** A duty that a message may name, and what it is owed as. */
export interface OwedDuty<Duty extends NudgeableDuty> {
  readonly duty: Duty;
  readonly state: OwedState;
  /** Last day on which finishing is or was in time; for a completion, the last day it counts. */
  readonly day: CalendarDate;
}

/** What the rule says: the duties of one message, at least one, or why there is none. */
export type NudgeDecision<Duty extends NudgeableDuty> =
  | { readonly duties: readonly OwedDuty<Duty>[]; readonly refusal: null }
  | { readonly duties: readonly []; readonly refusal: NudgeRefusal };

/**
 * Whether a member may be nudged on `today`, a day in the agency's time zone, and about which of the duties asked for.
 *
 * A member is nudged once in seven days whatever it is about, and three times in thirty days about one module; who is
 * on leave or has left is not nudged at all. The same limits are constraints of the table `nudge`.
 */
export function nudgeDecision<Duty extends NudgeableDuty>(
  candidate: NudgeCandidate<Duty>,
  today: CalendarDate,
  warning: WarningDays = USUAL_WARNING_DAYS,
): NudgeDecision<Duty> {
  const owed = candidate.duties.flatMap((duty) => owedDuty(duty, today, warning) ?? []);
  const refusal = refusalOf(candidate, owed, today);
  if (refusal !== null) return { duties: [], refusal };
  const allowed = owed.filter(({ duty }) => nudgesCounted(duty.nudgedOn, today) < MOST_NUDGES);
  return allowed.length > 0 ? { duties: allowed, refusal: null } : { duties: [], refusal: 'nudged-often' };
}

/** What a duty is owed as on `today`, and by which day; `null` when it is neither late nor near its day. */
export function owedDuty<Duty extends NudgeableDuty>(
  duty: Duty,
  today: CalendarDate,
  warning: WarningDays = USUAL_WARNING_DAYS,
): OwedDuty<Duty> | null {
  if (duty.facts === null) return null;
  const { dueOn, expiresOn } = duty.facts;
  const standing = standingOn(duty.facts, today, warning);
  if ((standing === 'expired' || standing === 'expiring') && expiresOn !== null) {
    return { duty, state: standing, day: expiresOn };
  }
  if (dueOn === null) return null;
  if (standing === 'overdue') return { duty, state: 'overdue', day: dueOn };
  return isDueSoon(duty.facts, today, warning) ? { duty, state: 'due-soon', day: dueOn } : null;
}

/** The first day on which somebody who was nudged on `nudgedOn` may be nudged again. */
export function nextNudgeOn(nudgedOn: CalendarDate): CalendarDate {
  return addDays(nudgedOn, NUDGE_REST_DAYS);
}

function refusalOf<Duty extends NudgeableDuty>(
  { isMember, isOnLeave, workEmail, lastNudgedOn, duties }: NudgeCandidate<Duty>,
  owed: readonly OwedDuty<Duty>[],
  today: CalendarDate,
): NudgeRefusal | null {
  if (!isMember) return 'left';
  if (isOnLeave) return 'paused';
  if (owed.length === 0) {
    const isPaused = duties.some(({ facts }) => facts !== null && standingOn(facts, today) === 'paused');
    return isPaused ? 'paused' : 'nothing-owed';
  }
  if (!isEmailAddress(workEmail)) return 'no-email';
  return lastNudgedOn !== null && today < nextNudgeOn(lastNudgedOn) ? 'nudged-lately' : null;
}

function nudgesCounted(nudgedOn: readonly CalendarDate[], today: CalendarDate): number {
  const since = addDays(today, -NUDGE_COUNT_DAYS);
  return nudgedOn.filter((day) => day > since).length;
}
