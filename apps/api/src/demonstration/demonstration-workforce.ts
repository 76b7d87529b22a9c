import type { AccessRole } from '@learning-reviews/contracts/permission';
import { addDays, type CalendarDate } from '@learning-reviews/domain/calendar-date';
import { searchableName } from '@learning-reviews/domain/person/searchable-name';
import { DEMONSTRATION_ACCOUNTS, type DemonstrationAccount } from './demonstration-account.js';
import {
  CHARITY,
  COMMUNITY_TRUST,
  CONSTABULARY,
  DEMONSTRATION_AGENCIES,
  GP_FEDERATION,
  type DemonstrationAgency,
  type DemonstrationTeam,
} from './demonstration-agency.js';
import { FAMILY_NAMES, GIVEN_NAMES } from './demonstration-name.js';
import type { SeededRandom } from './seeded-random.js';

/** An invented human being. */
export interface InventedPerson {
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** One invented job. */
export interface InventedMember {
  readonly id: string;
  readonly agencyId: number;
  readonly person: InventedPerson;
  readonly staffRef: string;
  /** Family name first, as lists are searched. */
  readonly searchName: string;
  readonly jobRole: string;
  readonly teamId: string | null;
  managerId: string | null;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
  readonly grants: readonly AccessRole[];
}

/** Everyone who works in the invented agencies, and the teams they work in. */
export interface InventedWorkforce {
  readonly teams: readonly { readonly agencyId: number; readonly id: string; readonly name: string }[];
  readonly people: readonly InventedPerson[];
  readonly members: readonly InventedMember[];
}

/** Who sits on which chair: the accounts take the first free place that fits, so that totals stay as planned. */
const CHAIRS: readonly {
  email: string;
  agencyId: number;
  team: string;
  jobRole: string;
  grants: AccessRole[];
}[] = [
  chair('manager', COMMUNITY_TRUST, 'School nursing, north', 'team-manager', ['line-manager']),
  chair('practitioner', COMMUNITY_TRUST, 'School nursing, north', 'school-nurse'),
  chair('lead', COMMUNITY_TRUST, 'Safeguarding', 'named-nurse', ['training-lead']),
  chair('lead-police', CONSTABULARY, 'Learning and development', 'strategic-lead', ['training-lead']),
  chair('two-jobs', GP_FEDERATION, 'Quayside practice', 'practice-nurse'),
  chair('two-jobs', CHARITY, 'All staff', 'family-support-worker'),
];

/** The partnership's own staff; each holds one grant in agency 1. */
const PARTNERSHIP_STAFF: readonly { email: string; grant: AccessRole }[] = [
  { email: 'partnership@demo.example', grant: 'partnership-officer' },
  { email: 'editor@demo.example', grant: 'editor' },
  { email: 'approver@demo.example', grant: 'approver' },
  { email: 'admin@demo.example', grant: 'administrator' },
];

/** A team of fewer is led by somebody elsewhere. */
const SMALLEST_TEAM_WITH_A_MANAGER = 10;

/**
 * Invents everyone, the same people for the same random stream.
 *
 * @param today Day on which the history ends.
 */
export function inventWorkforce(random: SeededRandom, today: CalendarDate): InventedWorkforce {
  const accounts = new Map(
    DEMONSTRATION_ACCOUNTS.map((account) => [account.email, personOf(random, today, account)]),
  );
  const teams: { agencyId: number; id: string; name: string }[] = [];
  const members: InventedMember[] = [];

  for (const agency of DEMONSTRATION_AGENCIES) {
    for (const plan of agency.teams) {
      const team = { agencyId: agency.id, id: random.uuid(instant(today, 800)), name: plan.name };
      teams.push(team);
      members.push(...inventTeam(random, today, agency, plan, team.id, accounts, members.length));
    }
  }
  for (const { email, grant } of PARTNERSHIP_STAFF) {
    members.push(
      member(random, today, 1, known(accounts, email), 'strategic-lead', null, members.length, [grant], true),
    );
  }
  return { teams, members, people: [...new Set(members.map(({ person }) => person))] };
}

function inventTeam(
  random: SeededRandom,
  today: CalendarDate,
  agency: DemonstrationAgency,
  plan: DemonstrationTeam,
  teamId: string,
  accounts: ReadonlyMap<string, InventedPerson>,
  alreadyInvented: number,
): InventedMember[] {
  const chairs = CHAIRS.filter((seat) => seat.agencyId === agency.id && seat.team === plan.name);
  const team = chairs.map((seat, index) =>
    member(
      random,
      today,
      agency.id,
      known(accounts, seat.email),
      seat.jobRole,
      teamId,
      alreadyInvented + index,
      seat.grants,
      true,
    ),
  );
  if (
    plan.people >= SMALLEST_TEAM_WITH_A_MANAGER &&
    !team.some(({ jobRole }) => jobRole === 'team-manager')
  ) {
    const manager = inventPerson(random, today, agency.code, alreadyInvented + team.length);
    team.unshift(
      member(
        random,
        today,
        agency.id,
        manager,
        'team-manager',
        teamId,
        alreadyInvented + team.length,
        ['line-manager'],
        true,
      ),
    );
  }
  while (team.length < plan.people) {
    const number = alreadyInvented + team.length;
    const person = inventPerson(random, today, agency.code, number);
    team.push(
      member(random, today, agency.id, person, random.pick(plan.jobRoles), teamId, number, [], false),
    );
  }
  const manager = team.find(({ jobRole }) => jobRole === 'team-manager');
  for (const each of team) if (manager && each !== manager) each.managerId = manager.id;
  return team;
}

/** @param stays Whether the person was there all along and has not left: accounts and managers. */
function member(
  random: SeededRandom,
  today: CalendarDate,
  agencyId: number,
  person: InventedPerson,
  jobRole: string,
  teamId: string | null,
  number: number,
  grants: readonly AccessRole[],
  stays: boolean,
): InventedMember {
  const isNewcomer = !stays && random.happens(0.25);
  const fromOn = addDays(today, -(isNewcomer ? random.between(5, 700) : random.between(800, 3200)));
  const hasLeft = !stays && random.happens(0.04);
  return {
    id: random.uuid(instant(today, 800)),
    agencyId,
    person,
    staffRef: `${agencyId}${String(10_000 + number)}`,
    searchName: searchableName(`${person.familyName} ${person.givenName}`),
    jobRole,
    teamId,
    managerId: null,
    fromOn,
    toOn: hasLeft && fromOn < addDays(today, -300) ? addDays(today, -random.between(1, 280)) : null,
    grants,
  };
}

function inventPerson(
  random: SeededRandom,
  today: CalendarDate,
  agencyCode: string,
  number: number,
): InventedPerson {
  const givenName = random.pick(GIVEN_NAMES);
  const familyName = random.pick(FAMILY_NAMES);
  const mailbox = searchableName(`${givenName}.${familyName}`).replaceAll(/[^a-z.]/g, '');
  return {
    id: random.uuid(instant(today, 800)),
    email: `${mailbox}.${number}@${agencyCode}.example`,
    givenName,
    familyName,
  };
}

function personOf(random: SeededRandom, today: CalendarDate, account: DemonstrationAccount): InventedPerson {
  const { email, givenName, familyName } = account;
  return { id: random.uuid(instant(today, 800)), email, givenName, familyName };
}

function known(accounts: ReadonlyMap<string, InventedPerson>, email: string): InventedPerson {
  const person = accounts.get(email);
  if (person === undefined) throw new RangeError(`There is no demonstration account ${email}`);
  return person;
}

/** Nine in the morning, UTC, `daysAgo` days before `today`. */
export function instant(today: CalendarDate, daysAgo: number): Date {
  return new Date(`${addDays(today, -daysAgo)}T09:00:00Z`);
}

function chair(name: string, agencyId: number, team: string, jobRole: string, grants: AccessRole[] = []) {
  return { email: `${name}@demo.example`, agencyId, team, jobRole, grants };
}
