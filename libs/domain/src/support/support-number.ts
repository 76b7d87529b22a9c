import { addMonths, type CalendarDate } from '../calendar-date.js';

/** The number for immediate danger. It is shown always, whatever was checked. */
export const EMERGENCY_NUMBER = '999';

/** Months for which a check of a number against its official page is trusted. */
export const CHECK_VALID_MONTHS = 6;

/** A place to turn to, as far as showing it is concerned. */
export interface SupportNumber {
  /** As it is dialled and printed; `null` for a place without a number. */
  readonly phone: string | null;
  /** Day on which the number was last read from its official page; `null` when it never was. */
  readonly checkedOn: CalendarDate | null;
}

/**
 * Whether a support number may be shown on `today`. A wrong number costs a frightened person a call, so
 * one that was never checked, or last checked more than six months ago, is hidden. (docs/field.md, 6.6)
 */
export function mayShowNumber(number: SupportNumber, today: CalendarDate): boolean {
  if (number.phone === null || number.phone === EMERGENCY_NUMBER) return true;
  // A check dated in the future is a slip of the pen, and proves nothing.
  if (number.checkedOn === null || number.checkedOn > today) return false;
  return today <= addMonths(number.checkedOn, CHECK_VALID_MONTHS);
}
