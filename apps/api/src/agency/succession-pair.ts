import { type SuccessionProblem, successionProblem } from '@learning-reviews/domain/agency/succession';
import type { CalendarDate } from '@learning-reviews/domain/calendar-date';
import { notFound } from '../platform/http/domain-error.js';
import { refused } from './agency-refusal.js';
import type { AgencyRow } from './agency.repository.js';

/** Both agencies of a succession as they are stored. */
export interface SuccessionPair {
  readonly agency: AgencyRow;
  readonly successor: AgencyRow;
}

/**
 * The two agencies, when the one may succeed the other.
 *
 * @throws DomainError `request.not-found`, `agency.wrong-change` with the field.
 */
export function pairOf(
  all: readonly AgencyRow[],
  agencyId: number,
  successorId: number,
  on: CalendarDate,
  todayOf: (agency: AgencyRow) => CalendarDate,
): SuccessionPair {
  const agency = all.find(({ id }) => id === agencyId);
  if (agency === undefined) throw notFound();
  const successor = all.find(({ id }) => id === successorId);
  const problem: SuccessionProblem | null = successionProblem(agency, successor, on, todayOf(agency));
  if (problem !== null || successor === undefined) {
    throw refused(problem?.field ?? 'successorId', problem?.message ?? 'Choose the agency that takes over');
  }
  return { agency, successor };
}
