import { addDays, type CalendarDate, daysBetween } from '../calendar-date.js';
import { type AgencyPlace, existsOn } from './agency-tree.js';

/** So far back may the first day of a successor be: later on, people have been recorded under the wrong agency. */
export const MOST_DAYS_BACK = 31;
/** And so far ahead. */
const MOST_DAYS_AHEAD = 366;
/** The partnership itself, which has no successor. */
const PARTNERSHIP_AGENCY = 1;

/** An agency as a succession asks about it. */
export interface Succeeding extends AgencyPlace {
  readonly succeededBy: number | null;
}

/** A refusal, with the field it belongs to. */
export interface SuccessionProblem {
  readonly field: '' | 'successorId' | 'on';
  readonly message: string;
}

/**
 * Why one agency cannot succeed another from a day on; `null` when it can.
 *
 * @param agency    The one that ends the day before.
 * @param successor The one that takes over; `undefined` when there is none of that number.
 * @param on        First day of the successor's time.
 */
export function successionProblem(
  agency: Succeeding,
  successor: Succeeding | undefined,
  on: CalendarDate,
  today: CalendarDate,
): SuccessionProblem | null {
  if (agency.id === PARTNERSHIP_AGENCY)
    return { field: '', message: 'The partnership itself cannot be succeeded' };
  if (agency.succeededBy !== null)
    return { field: '', message: 'A successor is already named. Call that off first' };
  if (agency.toOn !== null && agency.toOn < today)
    return { field: '', message: 'This agency has ended already' };
  if (successor === undefined || successor.id === agency.id || successor.id === PARTNERSHIP_AGENCY)
    return { field: 'successorId', message: 'Choose the agency that takes over' };
  const days = daysBetween(today, on);
  if (days < -MOST_DAYS_BACK)
    return { field: 'on', message: `Enter a day no more than ${MOST_DAYS_BACK} days ago` };
  if (days > MOST_DAYS_AHEAD) return { field: 'on', message: 'Enter a day within the next year' };
  if (on <= agency.fromOn)
    return { field: 'on', message: 'Enter a day after the first day of the agency that ends' };
  if (!existsOn(successor, on) || successor.succeededBy !== null)
    return { field: 'successorId', message: 'Choose an agency that exists on that day and goes on' };
  return null;
}

/** A membership of the agency that ends, as the plan asks about it. */
export interface MovingMember {
  readonly personId: string;
  readonly staffRef: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** A membership of the successor that is open on its first day, or later. */
export interface PresentMember {
  readonly personId: string;
  readonly staffRef: string;
  readonly fromOn: CalendarDate;
}

/** What becomes of one member. */
export type MemberMove<Member extends MovingMember> =
  | { readonly member: Member; readonly isThere: true }
  | {
      readonly member: Member;
      readonly isThere: false;
      /** The same as before, or with the old agency's code before it where the successor has given it to somebody. */
      readonly staffRef: string;
      readonly fromOn: CalendarDate;
      readonly toOn: CalendarDate | null;
    };

/**
 * What becomes of members when their agency is succeeded. Who works for the successor already keeps that job and gets
 * no second one; everybody else begins there on its first day, or on their own where it is later.
 *
 * @param code Of the agency that ends, to tell its staff numbers from the successor's.
 */
export function planMoves<Member extends MovingMember>(
  members: readonly Member[],
  present: readonly PresentMember[],
  on: CalendarDate,
  code: string,
): MemberMove<Member>[] {
  const there = Map.groupBy(present, ({ personId }) => personId);
  const taken = new Map(present.map(({ staffRef, personId }) => [staffRef, personId]));
  return members.map((member) => {
    const fromOn = member.fromOn > on ? member.fromOn : on;
    const jobs = there.get(member.personId) ?? [];
    if (jobs.some((job) => job.fromOn <= fromOn)) return { member, isThere: true };
    // A job there that begins later is theirs to keep; this one ends the day before it.
    const next = jobs.map((job) => job.fromOn).sort()[0];
    const end = next === undefined ? null : addDays(next, -1);
    const toOn = end !== null && (member.toOn === null || member.toOn > end) ? end : member.toOn;
    const owner = member.staffRef === '' ? undefined : taken.get(member.staffRef);
    const isClash = owner !== undefined && owner !== member.personId;
    return {
      member,
      isThere: false,
      staffRef: isClash ? `${code}-${member.staffRef}` : member.staffRef,
      fromOn,
      toOn,
    };
  });
}
