import type {
  ReturnAttestation,
  ReturnFigures,
  ReturnPeople,
} from '@learning-reviews/contracts/yearly-return.contract';
import { type GroupLabel, groupInWords } from '@learning-reviews/domain/report/workforce-group';
import { dayInWords } from '@learning-reviews/ui/day';
import { figure, peopleInWords } from './agency-words.js';

/** What a reader should take from the figures, in two sentences. */
export function returnSummary({ on, agency, total }: ReturnFigures): string {
  if (total.required === 0) return `Nothing was required of anyone here on ${dayInWords(on)}.`;
  const people =
    `On ${dayInWords(on)}, ${figure(agency.compliant)} of ${peopleInWords(agency.base)} had every module required of them ` +
    `done and valid (${percentInWords(agency.percent)}).`;
  const overdue = total.overdueUnder3 + total.overdue3To6 + total.overdue6AndOver;
  return `${people} Of ${figure(total.required)} requirements ${figure(total.compliant)} were met (${percentInWords(total.percent)}) and ${figure(overdue)} were overdue.`;
}

/** What the shares are out of, with source and date. */
export function baseSummary({ headcount, agency, on }: ReturnFigures): string {
  if (headcount === null) {
    return `Shares of people are out of the members recorded here of whom a module is required: no headcount was supplied for ${dayInWords(on)} or before.`;
  }
  const missing = (agency.headcount ?? 0) - agency.recorded;
  const base = `Headcount: ${peopleInWords(agency.headcount ?? 0)} on ${dayInWords(headcount.on)}. Source: ${headcount.source}.`;
  const why = headcount.reason === '' ? '' : ` It is not the sum of its groups: ${headcount.reason}.`;
  if (missing > 0) {
    return `${base}${why} ${peopleInWords(missing)} of them ${missing === 1 ? 'is' : 'are'} not recorded here, and count as not compliant.`;
  }
  if (missing < 0) return `${base}${why} ${figure(-missing)} more are recorded here: check who has left.`;
  return `${base}${why} As many are recorded here.`;
}

/** Name of a group as a row is headed. */
export function groupHeading({ group }: ReturnPeople, groups: readonly GroupLabel[]): string {
  return groupInWords(groups, group);
}

/** `86%`; of nobody there is none. */
export function percentInWords(percent: number | null): string {
  return percent === null ? 'None to count' : `${percent}%`;
}

/** Who signed, as what, and when. */
export function signatureInWords({ by, role, on }: ReturnAttestation): string {
  return `${by}, ${role}, on ${dayInWords(on)}`;
}
