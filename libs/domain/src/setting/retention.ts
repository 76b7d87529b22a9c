import { addDays, addMonths, type CalendarDate } from '../calendar-date.js';

/** What is deleted when its time is over, announced before. */
export const RETENTION_KINDS = ['answer', 'email', 'sign-in', 'audit'] as const;
/** One of them. */
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** How long a kind may be kept. */
export interface RetentionRange {
  readonly unit: 'day' | 'month';
  /** In that unit, both included. Less than `least` would take away what the product itself needs. */
  readonly least: number;
  readonly most: number;
}

/** For each kind, what may be chosen. The least is also the limit of the policies that let a job delete. */
export const RETENTION_RANGES: Readonly<Record<RetentionKind, RetentionRange>> = {
  // Figures about questions are counted at night; a month leaves time to put right what went wrong with them.
  answer: { unit: 'day', least: 30, most: 730 },
  // Whoever asks what they were sent asks within weeks.
  email: { unit: 'day', least: 30, most: 730 },
  // Guessing is noticed within days, and looked into within weeks.
  'sign-in': { unit: 'month', least: 1, most: 36 },
  // A yearly return is attested by what was done in its year.
  audit: { unit: 'month', least: 12, most: 120 },
};

/** Days between the announcement of a deletion and the deletion. */
export const ANNOUNCED_DAYS = 7;

/**
 * What is from before this day is past its time on `day`. Of the audit log only whole months are dropped, so there it
 * is the first day of a month.
 *
 * @param amount How long the kind is kept, in its unit.
 */
export function pastItsTime(kind: RetentionKind, amount: number, day: CalendarDate): CalendarDate {
  const before = RETENTION_RANGES[kind].unit === 'day' ? addDays(day, -amount) : addMonths(day, -amount);
  return kind === 'audit' ? addDays(before, 1 - Number(before.slice(8))) : before;
}

/** Whether what was announced may still go on `day`: a time that was lengthened meanwhile saves it. */
export function isStillPast(
  kind: RetentionKind,
  amount: number,
  announced: { readonly before: CalendarDate; readonly deletesOn: CalendarDate },
): boolean {
  return announced.before <= pastItsTime(kind, amount, announced.deletesOn);
}
