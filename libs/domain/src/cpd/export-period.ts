import { addDays, addMonths, type CalendarDate } from '../calendar-date.js';
import type { CpdBody } from './body-format.js';
import { registrationYear, type YearStart } from './registration-year.js';

/** The days that a personal export covers; both belong to it. */
export interface ExportPeriod {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Over how many months a body looks back; `null` where it asks for the registration year. */
const MONTHS_BACK: Readonly<Record<CpdBody, number | null>> = {
  'social-work-england': null,
  nmc: 36,
  hcpc: 24,
  generic: null,
};

/**
 * The period that a body asks about, ending on `to`: three years for the NMC, two for the HCPC, for the others the
 * registration year so far. (docs/field.md, 3.1)
 */
export function exportPeriod(body: CpdBody, to: CalendarDate, start: YearStart): ExportPeriod {
  const months = MONTHS_BACK[body];
  const from = months === null ? registrationYear(to, start).startsOn : addDays(addMonths(to, -months), 1);
  return { from, to };
}
