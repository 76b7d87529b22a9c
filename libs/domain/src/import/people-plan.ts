import type { CalendarDate } from '../calendar-date.js';
import { searchableName } from '../person/searchable-name.js';
import type { RowProblem } from './import-row.js';
import type { PeopleRow } from './people-row.js';
import { shown } from './shown-value.js';

/** A member of the agency today, as a file is compared with them. */
export interface KnownMember {
  readonly membershipId: string;
  readonly staffRef: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly workEmail: string;
  /** Code of the job role. */
  readonly jobRole: string;
  readonly workforceGroup: number | null;
  /** Name of the team. */
  readonly team: string | null;
  readonly managerStaffRef: string | null;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** What a human said of a row that might be about somebody who is here already. */
export type PlanDecision =
  | { readonly kind: 'same'; readonly membershipId: string }
  | { readonly kind: 'another' }
  | { readonly kind: 'leave-out' };

/** A row that could be read. */
export interface PlanRow {
  readonly line: number;
  readonly row: PeopleRow;
  /** Whether the row itself names a workforce group; else the member's own stays. */
  readonly isGroupGiven: boolean;
  readonly decision: PlanDecision | null;
}

/**
 * What applying a row would do. `duplicate` waits for a human; `problem` has to be mended; `left-out` does nothing by
 * a human's word.
 */
export type PlanAction = 'add' | 'change' | 'move' | 'same' | 'problem' | 'duplicate' | 'left-out';

/** One fact that would change: the column's key, as it is and as it would be. */
export interface PlanChange {
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

/** What applying one row would do. */
export interface PlannedRow {
  readonly line: number;
  readonly action: PlanAction;
  /** Whom the row is about; `null` for somebody new. */
  readonly membershipId: string | null;
  readonly changes: readonly PlanChange[];
  readonly problems: readonly RowProblem[];
  /** For a duplicate: who it might be. */
  readonly candidates: readonly string[];
}

/** A member whom the file does not name, or whose last day it names: proposed as a leaver, never more. */
export interface ProposedLeaver {
  readonly membershipId: string;
  /** As the file has it; `null` when the file does not name the member at all. */
  readonly lastDay: CalendarDate | null;
}

/** What applying a file would do. */
export interface PeoplePlan {
  readonly rows: readonly PlannedRow[];
  readonly leavers: readonly ProposedLeaver[];
  /** Teams that the file names and the agency does not have yet, by name. */
  readonly newTeams: readonly string[];
}

/** What a file is compared with. */
export interface PeoplePlanContext {
  readonly today: CalendarDate;
  readonly members: readonly KnownMember[];
  /** Address → membership, of members who have proved that they read it. Lower case. */
  readonly verified: ReadonlyMap<string, string>;
  /** Staff numbers of rows that could not be read: whoever has one is in the file all the same. */
  readonly unreadStaffRefs: ReadonlySet<string>;
  readonly teams: readonly string[];
}

/**
 * Compares the rows of a file with the members of an agency. A row is about the member with its staff number; else
 * about the member who has proved its email address; never about somebody because of a name alone: who might be the
 * same is listed for a human to say.
 */
export function planPeople(rows: readonly PlanRow[], context: PeoplePlanContext): PeoplePlan {
  const members = new MemberIndex(context.members);
  const inFile = new Set(rows.map(({ row }) => row.staffRef));
  const taken = new Map<string, number>();
  const planned = rows.map((one) => planRow(one, context, members, inFile, taken));
  return {
    rows: planned,
    leavers: proposeLeavers(rows, planned, context),
    newTeams: newTeams(rows, planned, context.teams),
  };
}

/** Members by what a row may tell of them. */
class MemberIndex {
  readonly byId = new Map<string, KnownMember>();
  private readonly byStaffRef = new Map<string, KnownMember[]>();
  private readonly byName = new Map<string, KnownMember[]>();
  private readonly byEmail = new Map<string, KnownMember[]>();

  constructor(members: readonly KnownMember[]) {
    for (const member of members) {
      this.byId.set(member.membershipId, member);
      add(this.byStaffRef, member.staffRef, member);
      add(this.byName, nameKey(member), member);
      if (member.workEmail !== '') add(this.byEmail, member.workEmail.toLowerCase(), member);
    }
  }

  withStaffRef(staffRef: string): readonly KnownMember[] {
    return this.byStaffRef.get(staffRef) ?? [];
  }

  /** Who might be the person of a row whose staff number nobody has. */
  resembling(row: PeopleRow, inFile: ReadonlySet<string>): readonly KnownMember[] {
    const alike = [...(this.byEmail.get(row.email) ?? []), ...(this.byName.get(nameKey(row)) ?? [])];
    // Whoever has a row of their own in the file is not the person of this one.
    return [...new Set(alike)].filter(({ staffRef }) => !inFile.has(staffRef));
  }
}

function planRow(
  { line, row, isGroupGiven, decision }: PlanRow,
  context: PeoplePlanContext,
  members: MemberIndex,
  inFile: ReadonlySet<string>,
  taken: Map<string, number>,
): PlannedRow {
  const plain = { line, membershipId: null, changes: [], problems: [], candidates: [] };
  if (decision?.kind === 'leave-out') return { ...plain, action: 'left-out' };
  const refuse = (column: string | null, message: string): PlannedRow => ({
    ...plain,
    action: 'problem',
    problems: [{ column, message }],
  });

  const holders = members.withStaffRef(row.staffRef);
  if (holders.length > 1) {
    return refuse(
      'staffRef',
      `Two people here have the staff number ${shown(row.staffRef)}. Give one of them another in the list of people, then check the file again`,
    );
  }
  const managerProblem = findManagerProblem(row, members, inFile);
  if (managerProblem !== null) return refuse('managerStaffRef', managerProblem);

  const byEmail = members.byId.get(context.verified.get(row.email) ?? '');
  const decided = decision?.kind === 'same' ? members.byId.get(decision.membershipId) : undefined;
  const member = holders[0] ?? byEmail ?? decided;
  if (holders[0] !== undefined && byEmail !== undefined && byEmail !== holders[0]) {
    return refuse(
      'email',
      `${shown(row.email)} belongs to another person here, with the staff number ${shown(byEmail.staffRef)}. Correct the email address or the staff number`,
    );
  }
  if (member !== undefined) {
    const earlier = taken.get(member.membershipId);
    if (earlier !== undefined) {
      return refuse('staffRef', `This row is about the same person as line ${earlier}. Keep one of the two`);
    }
    taken.set(member.membershipId, line);
    return { ...plain, ...compare(row, member, isGroupGiven) };
  }
  if (row.endsOn !== null && row.endsOn < context.today) return { ...plain, action: 'same' };
  if (decision?.kind !== 'another') {
    const candidates = members.resembling(row, inFile).map(({ membershipId }) => membershipId);
    if (candidates.length > 0) return { ...plain, action: 'duplicate', candidates };
  }
  return { ...plain, action: 'add' };
}

function findManagerProblem(
  row: PeopleRow,
  members: MemberIndex,
  inFile: ReadonlySet<string>,
): string | null {
  const { managerStaffRef } = row;
  if (managerStaffRef === null || managerStaffRef === undefined || inFile.has(managerStaffRef)) return null;
  if (members.withStaffRef(managerStaffRef).length === 1) return null;
  return `Nobody here or in this file has the staff number ${shown(managerStaffRef)}. Enter the manager's staff number, or nothing`;
}

/** What a row changes of a member. Another job role or workforce group is another job: a move. */
function compare(
  row: PeopleRow,
  member: KnownMember,
  isGroupGiven: boolean,
): Pick<PlannedRow, 'action' | 'membershipId' | 'changes'> {
  const isOtherRole = row.jobRole !== member.jobRole;
  const group = isGroupGiven || isOtherRole ? row.workforceGroup : member.workforceGroup;
  const facts: readonly (readonly [column: string, from: string | null, to: string | null | undefined])[] = [
    ['staffRef', member.staffRef, row.staffRef],
    ['givenName', member.givenName, row.givenName],
    ['familyName', member.familyName, row.familyName],
    ['email', member.workEmail.toLowerCase(), row.email],
    ['jobRole', member.jobRole, row.jobRole],
    ['workforceGroup', text(member.workforceGroup), text(group)],
    ['team', member.team, row.team],
    ['managerStaffRef', member.managerStaffRef, row.managerStaffRef],
  ];
  const changes = facts.flatMap(([column, from, to]): PlanChange[] =>
    to === undefined || (from ?? '') === (to ?? '') ? [] : [{ column, from: from ?? '', to: to ?? '' }],
  );
  const isMove = changes.some(({ column }) => column === 'jobRole' || column === 'workforceGroup');
  const action = isMove ? 'move' : changes.length > 0 ? 'change' : 'same';
  return { action, membershipId: member.membershipId, changes };
}

function proposeLeavers(
  rows: readonly PlanRow[],
  planned: readonly PlannedRow[],
  { members, unreadStaffRefs }: PeoplePlanContext,
): ProposedLeaver[] {
  const named = new Map(planned.map(({ membershipId }, index) => [membershipId, rows[index]!.row]));
  // Somebody who might be the person of a row is in the file until a human has said so.
  const perhaps = new Set(planned.flatMap(({ candidates }) => candidates));
  const refused = new Set(
    planned.flatMap(({ action }, index) => (action === 'problem' ? [rows[index]!.row.staffRef] : [])),
  );
  return members.flatMap(({ membershipId, staffRef, toOn }): ProposedLeaver[] => {
    const row = named.get(membershipId);
    if (row !== undefined) {
      return row.endsOn !== null && row.endsOn !== toOn ? [{ membershipId, lastDay: row.endsOn }] : [];
    }
    const isInFile = perhaps.has(membershipId) || refused.has(staffRef) || unreadStaffRefs.has(staffRef);
    return isInFile || toOn !== null ? [] : [{ membershipId, lastDay: null }];
  });
}

function newTeams(
  rows: readonly PlanRow[],
  planned: readonly PlannedRow[],
  teams: readonly string[],
): string[] {
  const known = new Set(teams);
  const isUsed = ({ action }: PlannedRow) => ['add', 'change', 'move'].includes(action);
  const named = rows.flatMap(({ row }, index) => (isUsed(planned[index]!) && row.team ? [row.team] : []));
  return [...new Set(named)].filter((team) => !known.has(team)).sort();
}

const text = (group: number | null) => (group === null ? null : String(group));

const nameKey = ({ givenName, familyName }: Pick<KnownMember, 'givenName' | 'familyName'>) =>
  searchableName(`${familyName} ${givenName}`);

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
