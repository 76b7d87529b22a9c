import {
  type WorklistFilter as AskedFilter,
  type WorklistFilterName,
  type WorklistSort,
  worklistSort,
  type WorklistState,
} from '@learning-reviews/contracts/worklist.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { addDays } from '@learning-reviews/domain/calendar-date';
import { searchableName } from '@learning-reviews/domain/person/searchable-name';
import type { ListChoices } from './list-choice.repository.js';
import { endOfPrefix } from './member-select.js';
import type { ReportDay } from './report-day.js';

/** Which duties the worklist shows; `null` leaves a question out. */
export interface WorklistFilter {
  readonly state: WorklistState | null;
  /** First letters of `membership.search_name`. */
  readonly prefix: string | null;
  /** Id of a team, or `none`. */
  readonly team: string | null;
  readonly jobRole: string | null;
  /** Number of a workforce group, or `none`. */
  readonly group: string | null;
  /** Membership id of a line manager, or `none`. */
  readonly manager: string | null;
  /** Slug. */
  readonly module: string | null;
  readonly isNeverNudged: boolean;
}

/** Stands for members without a team, a group or a line manager. */
export const NONE = 'none';

const STATES: readonly WorklistState[] = ['overdue', 'expired', 'due-soon', 'expiring'];

/**
 * Reads what is asked for. A value that does not exist in the agency, or outside a line manager's team, is left out
 * and named; it never widens what is seen.
 */
export function worklistFilterOf(
  asked: AskedFilter,
  { modules, teams, jobRoles, groups, managers }: ListChoices,
): { filter: WorklistFilter; ignored: WorklistFilterName[] } {
  const ignored: WorklistFilterName[] = [];
  const known = <Value extends string>(
    name: WorklistFilterName,
    value: string | undefined,
    all: readonly Value[],
  ) => {
    if (value === undefined || value === '') return null;
    const found = all.find((each) => each === value);
    if (found === undefined) ignored.push(name);
    return found ?? null;
  };
  const filter: WorklistFilter = {
    state: known('state', asked.state, STATES),
    module: known(
      'module',
      asked.module,
      modules.map(({ slug }) => slug),
    ),
    team: known('team', asked.team, [...teams.map(({ id }) => id), NONE]),
    jobRole: known(
      'role',
      asked.role,
      jobRoles.map(({ code }) => code),
    ),
    group: known('group', asked.group, [...groups.map(String), NONE]),
    manager: known('manager', asked.manager, [...managers.map(({ id }) => id), NONE]),
    prefix: asked.search ? searchableName(asked.search) : null,
    isNeverNudged: known('nudged', asked.nudged, ['never']) !== null,
  };
  return { filter, ignored };
}

/** A range of days, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** Before every day: PostgreSQL's own word. */
const EVER = '-infinity';

/**
 * The due days of duties not done (`owed`) and the last valid days of completions (`valid`) that a state means on a
 * day; all of the worklist's states without one. `null` where the state has no such duties.
 */
export function daysOfState(
  state: WorklistState | null,
  { today, dueSoonTo, expiringTo }: ReportDay,
): { owed: DayRange | null; valid: DayRange | null } {
  const past = { from: EVER, to: addDays(today, -1) };
  switch (state) {
    case null:
      return { owed: { from: EVER, to: dueSoonTo }, valid: { from: EVER, to: expiringTo } };
    case 'overdue':
      return { owed: past, valid: null };
    case 'due-soon':
      return { owed: { from: today, to: dueSoonTo }, valid: null };
    case 'expired':
      return { owed: null, valid: past };
    case 'expiring':
      return { owed: null, valid: { from: today, to: expiringTo } };
  }
}

/** The order asked for; the usual one without, `undefined` when there is no such order. */
export function sortOf(asked: string | undefined): WorklistSort | undefined {
  return asked ? worklistSort.options.find((sort) => sort === asked) : 'days';
}

/** $1 to $15 of the statements in `worklist-select.ts`. */
export function worklistParameters(
  { agencyId, teamOf }: AgencyScope,
  day: ReportDay,
  filter: WorklistFilter,
): unknown[] {
  const { prefix, team, jobRole, group, manager, module, isNeverNudged } = filter;
  const { owed, valid } = daysOfState(filter.state, day);
  return [
    agencyId,
    day.today,
    teamOf,
    prefix,
    endOfPrefix(prefix),
    team,
    jobRole,
    group,
    manager,
    module,
    isNeverNudged,
    owed?.from ?? null,
    owed?.to ?? null,
    valid?.from ?? null,
    valid?.to ?? null,
  ];
}
