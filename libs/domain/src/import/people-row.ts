import { addMonths, type CalendarDate } from '../calendar-date.js';
import { isEmailAddress } from '../email/email-address.js';
import { workforceGroupNamed } from '../report/headcount-paste.js';
import { RowReader, type Cells, type RowContext, type RowProblem, type RowReading } from './import-row.js';
import { KnownNames, madeOnce } from './known-names.js';
import { LineProblems, type NumberedRow } from './line-problems.js';
import { circleProblem, managerCircles } from './manager-circle.js';
import { shown } from './shown-value.js';

// As the tables have them. (migration 1795305603000)
const LONGEST_NAME = 100;
/** Given and family name with the space between them. */
const LONGEST_WHOLE_NAME = 200;
const LONGEST_TEAM = 120;
const LONGEST_EMAIL = 254;
/** What is accepted of a job role before it is looked up. */
const LONGEST_JOB_ROLE = 200;
/** Nobody at work today began before it, and few contracts are dated further ahead. */
const FIRST_START = '1950-01-01';
const MONTHS_AHEAD = 24;

/** A job role that people can have. */
export interface KnownJobRole {
  readonly code: string;
  readonly label: string;
  /** Groups of the framework it may belong to, the usual one first. */
  readonly workforceGroups: readonly number[];
}

/** What the rules about people are told. Give the same lists for each row of a file: they are looked up by identity. */
export interface PeopleContext extends RowContext {
  readonly jobRoles: readonly KnownJobRole[];
  /** Names of the agency's teams. */
  readonly teams: readonly string[];
  /** Whether a team that is not known is added, and no problem. */
  readonly mayAddTeams: boolean;
}

/** A member of staff as one row tells. */
export interface PeopleRow {
  readonly staffRef: string;
  readonly givenName: string;
  readonly familyName: string;
  /** Lower case. */
  readonly email: string;
  /** Code. */
  readonly jobRole: string;
  /** The job role's usual one when the cell is empty; `null` when it has none. */
  readonly workforceGroup: number | null;
  /** As the agency spells it, else as typed; `null` for none, `undefined` when the file has no such column. */
  readonly team: string | null | undefined;
  /** `null` for none, `undefined` when the file has no such column. */
  readonly managerStaffRef: string | null | undefined;
  readonly startsOn: CalendarDate | null;
  /** Last day, included. */
  readonly endsOn: CalendarDate | null;
}

const jobRolesIn = madeOnce(
  (roles: readonly KnownJobRole[]) => new KnownNames(roles, ({ code, label }) => [label, code]),
);
const teamsIn = madeOnce((teams: readonly string[]) => new KnownNames(teams, (team) => [team]));

/** Reads a row about a member of staff. */
export function readPeopleRow(cells: Cells, context: PeopleContext): RowReading<PeopleRow> {
  const reader = new RowReader('people', cells, context);
  const staffRef = reader.staffNumber('staffRef');
  const givenName = readName(reader, 'givenName');
  const familyName = readName(reader, 'familyName');
  if (`${givenName ?? ''} ${familyName ?? ''}`.length > LONGEST_WHOLE_NAME) {
    reader.refuse(
      'familyName',
      `Given and family name together can have ${LONGEST_WHOLE_NAME - 1} characters. Shorten one of the two`,
    );
  }
  const email = readEmail(reader);
  const jobRole = readJobRole(reader, context);
  const workforceGroup = readGroup(reader);
  const team = reader.has('team') ? readTeam(reader, context) : undefined;
  const managerStaffRef = reader.has('managerStaffRef') ? readManager(reader, staffRef) : undefined;
  const startsOn = readStart(reader, context);
  const endsOn = reader.day('endsOn');
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    reader.refuse('endsOn', 'The end date is before the start date. Change one of the two');
  }
  return reader.reading(() => ({
    staffRef: staffRef!,
    givenName: givenName!,
    familyName: familyName!,
    email: email!,
    jobRole: jobRole!.code,
    workforceGroup: workforceGroup ?? jobRole!.workforceGroups[0] ?? null,
    team,
    managerStaffRef,
    startsOn,
    endsOn,
  }));
}

function readName(reader: RowReader, column: string): string | null {
  const name = reader.text(column, LONGEST_NAME);
  if (name === null) return null;
  const label = reader.label(column);
  if (name.includes('@')) {
    return reader.refuse(
      column,
      `${shown(name)} looks like an email address. Enter the ${label.toLowerCase()} instead`,
    );
  }
  if (!/\p{L}/u.test(name)) {
    return reader.refuse(column, `${shown(name)} has no letter in it. Enter the ${label.toLowerCase()}`);
  }
  if (/[<>{}[\]|\\^~]/.test(name)) {
    return reader.refuse(
      column,
      `${shown(name)} has a sign that no name has. Enter the ${label.toLowerCase()} alone`,
    );
  }
  return name;
}

function readEmail(reader: RowReader): string | null {
  const email = reader
    .choice('email', LONGEST_EMAIL)
    ?.toLowerCase()
    .replace(/^mailto:/, '');
  if (email === undefined) return null;
  if (isEmailAddress(email)) return email;
  return reader.refuse(
    'email',
    `${shown(email)} is not one email address. Enter one, such as name@agency.example`,
  );
}

function readJobRole(reader: RowReader, { jobRoles }: PeopleContext): KnownJobRole | null {
  const written = reader.choice('jobRole', LONGEST_JOB_ROLE);
  if (written === null) return null;
  const known = jobRolesIn(jobRoles);
  const role = known.find(written);
  if (role !== undefined) return role;
  const nearest = known.nearest(written);
  return reader.refuse(
    'jobRole',
    nearest === null
      ? `${shown(written)} is no job role here. Use one from the list in the template`
      : `${shown(written)} is no job role here. Did you mean ${shown(nearest)}?`,
  );
}

function readGroup(reader: RowReader): number | null {
  const written = reader.choice('workforceGroup', LONGEST_JOB_ROLE);
  if (written === null) return null;
  const group = workforceGroupNamed(written);
  if (typeof group === 'number') return group;
  return reader.refuse(
    'workforceGroup',
    `${shown(written)} is no workforce group. Enter its number, 1 to 8, or leave it empty`,
  );
}

function readTeam(reader: RowReader, { teams, mayAddTeams }: PeopleContext): string | null {
  const written = reader.choice('team', LONGEST_TEAM);
  if (written === null) return null;
  const known = teamsIn(teams);
  const team = known.find(written);
  if (team !== undefined) return team;
  if (mayAddTeams) return written;
  const nearest = known.nearest(written);
  return reader.refuse(
    'team',
    nearest === null
      ? `${shown(written)} is no team of this agency. Add the team first, or use one that there is`
      : `${shown(written)} is no team of this agency. Did you mean ${shown(nearest)}?`,
  );
}

function readManager(reader: RowReader, staffRef: string | null): string | null {
  const manager = reader.staffNumber('managerStaffRef');
  if (manager === null) return null;
  if (isEmailAddress(manager)) {
    return reader.refuse(
      'managerStaffRef',
      `${shown(manager)} is an email address. Enter the manager’s staff number`,
    );
  }
  if (manager === staffRef) {
    return reader.refuse(
      'managerStaffRef',
      `${shown(manager)} is the person’s own staff number. Enter their manager’s, or leave it empty`,
    );
  }
  return manager;
}

function readStart(reader: RowReader, { today }: PeopleContext): CalendarDate | null {
  const day = reader.day('startsOn');
  if (day === null) return null;
  if (day < FIRST_START) {
    return reader.refuse('startsOn', `The start date is of the year ${day.slice(0, 4)}. Check the year`);
  }
  if (day > addMonths(today, MONTHS_AHEAD)) {
    return reader.refuse(
      'startsOn',
      `The start date is of the year ${day.slice(0, 4)}, which is far ahead. Check the year`,
    );
  }
  return day;
}

/**
 * What is wrong with people only because of other rows of the same file, by line: a staff number or an email that
 * another line has too (the later line is told), somebody who is their own manager, and managers in a circle.
 */
export function problemsAmongPeople(
  rows: readonly NumberedRow<PeopleRow>[],
): ReadonlyMap<number, readonly RowProblem[]> {
  const problems = new LineProblems();
  const lineOfNumber = new Map<string, number>();
  const lineOfEmail = new Map<string, number>();
  for (const { line, row } of rows) {
    const sameNumber = lineOfNumber.get(row.staffRef);
    if (sameNumber === undefined) lineOfNumber.set(row.staffRef, line);
    else {
      problems.add(
        line,
        'staffRef',
        `Line ${sameNumber} has the staff number ${shown(row.staffRef)} too. Keep one of the two, or correct a number`,
      );
    }
    const sameEmail = lineOfEmail.get(row.email);
    if (sameEmail === undefined) lineOfEmail.set(row.email, line);
    else if (sameEmail !== sameNumber) {
      // The same person twice is told once.
      problems.add(
        line,
        'email',
        `Line ${sameEmail} has the email ${shown(row.email)} too. Each person needs an address of their own`,
      );
    }
  }
  for (const circle of managerCircles(rows.map(({ row }) => row))) {
    for (const staffRef of circle) {
      problems.add(lineOfNumber.get(staffRef)!, 'managerStaffRef', circleProblem(circle));
    }
  }
  return problems.byLine;
}
