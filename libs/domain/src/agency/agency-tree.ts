import type { CalendarDate } from '../calendar-date.js';

/** Where an agency stands, and from when to when it exists. */
export interface AgencyPlace {
  readonly id: number;
  /** The agency above it; `null` at the top. */
  readonly parentId: number | null;
  readonly fromOn: CalendarDate;
  /** Last day, included; `null` while there is no end. */
  readonly toOn: CalendarDate | null;
}

/** An agency with those below it. */
export interface AgencyBranch<Agency> {
  readonly agency: Agency;
  readonly below: readonly AgencyBranch<Agency>[];
}

/**
 * Agencies as a tree, each level in the order given. An agency whose parent is not among them stands at the top, so
 * that none is ever left out.
 */
export function agencyTree<Agency extends Pick<AgencyPlace, 'id' | 'parentId'>>(
  agencies: readonly Agency[],
): AgencyBranch<Agency>[] {
  const known = new Set(agencies.map(({ id }) => id));
  const byParent = new Map<number | null, Agency[]>();
  for (const agency of agencies) {
    const above = agency.parentId !== null && known.has(agency.parentId) ? agency.parentId : null;
    byParent.set(above, [...(byParent.get(above) ?? []), agency]);
  }
  const under = (parentId: number | null): AgencyBranch<Agency>[] =>
    (byParent.get(parentId) ?? []).map((agency) => ({ agency, below: under(agency.id) }));
  return under(null);
}

/** Whether an agency exists on a day. */
export function existsOn({ fromOn, toOn }: Pick<AgencyPlace, 'fromOn' | 'toOn'>, day: CalendarDate): boolean {
  return fromOn <= day && (toOn === null || toOn >= day);
}

/**
 * What is wrong with where an agency is to stand and for how long, as a sentence with the field it belongs to; `null`
 * when nothing is.
 *
 * @param agencies Every agency as it is stored; the one that changes may be among them.
 * @param place    What is asked for. A new agency has an `id` that no other has.
 */
export function placeProblem(
  agencies: readonly AgencyPlace[],
  place: AgencyPlace,
  today: CalendarDate,
): { readonly field: 'parentId' | 'toOn'; readonly message: string } | null {
  if (place.toOn !== null && place.toOn < place.fromOn)
    return { field: 'toOn', message: 'The last day must be the first day or later' };
  if (place.parentId === null) return null;

  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const parent = byId.get(place.parentId);
  if (parent === undefined) return { field: 'parentId', message: 'Choose an agency from the list' };
  const seen = new Set<number>();
  for (let above: AgencyPlace | undefined = parent; above !== undefined && !seen.has(above.id);) {
    if (above.id === place.id)
      return { field: 'parentId', message: 'An agency cannot stand below itself. Choose another agency' };
    seen.add(above.id);
    above = above.parentId === null ? undefined : byId.get(above.parentId);
  }
  // What has ended may stay below what has ended: that is history.
  const ends = (day: CalendarDate | null) => day !== null && day < today;
  if (ends(parent.toOn) && !ends(place.toOn))
    return { field: 'parentId', message: 'That agency has ended. Choose one that exists today' };
  return null;
}
