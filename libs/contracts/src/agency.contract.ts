import * as z from 'zod';
import { day, id, instant, slug } from './field.js';
import { exceptionKind } from './exception-kind.js';
import { ACCESS_ROLES } from './permission.js';
import { personCheck } from './record-health.contract.js';
import { ruleAsking, standingState } from './standing.contract.js';
import { targetPercent } from './target.contract.js';

/** Duties counted by where they stand. A duty is one member and one required module. */
const counts = {
  required: z.int(),
  done: z.int().describe('Includes expiring: still valid today'),
  inProgress: z.int(),
  notStarted: z.int(),
  overdue: z.int(),
  dueSoon: z.int().describe('Not done, and due within the days that the partnership warns of'),
  expiring: z.int().describe('Done, and ends within the days that the partnership warns of'),
  expired: z.int(),
  paused: z.int(),
};
/** Exact figures of one's own agency: never protected, never shown to another agency. */
export const standingCounts = z.strictObject(counts).meta({ id: 'StandingCounts' });
export type StandingCounts = z.infer<typeof standingCounts>;

/** One line of a breakdown. */
export const standingBreakdown = z
  .strictObject({ key: z.string(), label: z.string(), ...counts })
  .meta({ id: 'StandingBreakdown' });
export type StandingBreakdown = z.infer<typeof standingBreakdown>;

/** Duties of everybody at the end of a month. Required and done only: what is owed changes its meaning with the day. */
export const agencyMonth = z
  .strictObject({ month: day.describe('First day of the month'), required: z.int(), done: z.int() })
  .meta({ id: 'AgencyMonth' });
export type AgencyMonth = z.infer<typeof agencyMonth>;

/** `GET /api/agency`: my agency now. */
export const agencyNow = z
  .strictObject({
    agency: z.string(),
    asAt: instant,
    people: z.int().describe('Members today'),
    total: standingCounts,
    byModule: z.array(standingBreakdown),
    byTeam: z.array(standingBreakdown),
    byJobRole: z.array(standingBreakdown),
    byWorkforceGroup: z.array(standingBreakdown),
    /** How the months ended, oldest first, at most 24; the last is the running month as it is now. */
    trend: z.array(agencyMonth),
    /** The day on which overdue, due soon, expiring and expired were judged: today, in the agency's time zone. */
    countedOn: day,
    target: targetPercent.describe('Share of duties the agency means to have done, in percent'),
    /** The latest headcount that was supplied; where there is none, the members recorded here today. */
    denominator: z.strictObject({ people: z.int(), source: z.string(), on: day }),
  })
  .meta({ id: 'AgencyNow' });
export type AgencyNow = z.infer<typeof agencyNow>;

/**
 * What people can be filtered by: where they stand with a required module. `done` includes expiring, as it does in
 * `StandingCounts`, and `due-soon` is not done and to be done soon, so that each figure leads to its people.
 */
export const peopleState = z.enum([...standingState.options, 'due-soon']);
export type PeopleState = z.infer<typeof peopleState>;

/** Query of `GET /api/agency/people`, as it stands in the address. What does not exist is left out. */
export const peopleQuery = z.strictObject({
  search: z.string().trim().max(80).optional(),
  /** Id of a team, or `none`. */
  team: z.string().max(80).optional(),
  /** Code of a job role. */
  role: z.string().max(80).optional(),
  /** Number of a workforce group, or `none`. */
  group: z.string().max(80).optional(),
  module: slug.optional().catch(undefined),
  state: peopleState.optional().catch(undefined),
  /** A check of record health: only whom it finds. */
  check: personCheck.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
});
export type PeopleQuery = z.infer<typeof peopleQuery>;

/** One member of one's own agency, or team. */
export const agencyPerson = z
  .strictObject({
    membershipId: id,
    name: z.string(),
    staffRef: z.string(),
    jobRole: z.string(),
    team: z.string().nullable(),
    manager: z.string().nullable(),
    required: z.int(),
    done: z.int(),
    overdue: z.int(),
    inProgress: z.int(),
  })
  .meta({ id: 'AgencyPerson' });
export type AgencyPerson = z.infer<typeof agencyPerson>;

/** `GET /api/agency/people`: 50 a page, by family name. */
export const peoplePage = z
  .strictObject({
    people: z.array(agencyPerson),
    total: z.int(),
    page: z.int(),
    pages: z.int(),
    teams: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    jobRoles: z.array(z.strictObject({ code: z.string(), label: z.string() })),
    groups: z.array(z.int()).describe('Workforce groups of the members'),
    modules: z.array(z.strictObject({ slug, title: z.string() })),
    /** Whether this is a line manager's own team and nobody else. */
    ownTeamOnly: z.boolean(),
  })
  .meta({ id: 'PeoplePage' });
export type PeoplePage = z.infer<typeof peoplePage>;

/** `GET /api/agency/people/:id`: standing and evidence. No reflections, no answers, no scores. */
export const agencyPersonDetail = z
  .strictObject({
    membershipId: id,
    name: z.string(),
    staffRef: z.string(),
    workEmail: z.string(),
    jobRole: z.string(),
    workforceGroup: z.int().nullable(),
    team: z.string().nullable(),
    manager: z.string().nullable(),
    from: day,
    to: day.nullable(),
    /** Whether access was taken away before the last day. */
    isAccessEnded: z.boolean(),
    /** When an invitation to sign in was last sent; `null` when none was by email. Whether they did is not known here. */
    invitedAt: instant.nullable(),
    /** Every job this person has or had in this agency, the newest first. */
    jobs: z.array(
      z.strictObject({
        membershipId: id,
        jobRole: z.string(),
        workforceGroup: z.int().nullable(),
        team: z.string().nullable(),
        from: day,
        to: day.nullable(),
      }),
    ),
    /** Leave that runs or is to come, the earliest; `null` for none, and when they have left. */
    leave: z.strictObject({ from: day, to: day.nullable() }).nullable(),
    /** What is asked of them otherwise than the rules say, now or to come. */
    exceptions: z.array(
      z.strictObject({
        title: z.string(),
        kind: exceptionKind,
        from: day,
        until: day.nullable(),
        /** For the training lead; `null` for a line manager. */
        reason: z.string().nullable(),
      }),
    ),
    /** Roles granted in this job, the latest first. */
    roles: z.array(z.strictObject({ role: z.enum(ACCESS_ROLES), from: day, to: day.nullable() })),
    standings: z.array(
      z.strictObject({
        module: slug,
        title: z.string(),
        state: standingState,
        dueOn: day.nullable(),
        completedOn: day.nullable(),
        validUntil: day.nullable(),
        /** The rules that ask for it, the earliest due day first. */
        askedBy: z.array(ruleAsking),
      }),
    ),
    completions: z.array(
      z.strictObject({
        completionId: id,
        module: slug,
        title: z.string(),
        version: z.int(),
        completedOn: day,
        minutes: z.int(),
        participatoryMinutes: z.int(),
        result: z.string(),
        certificateNumber: z.string().nullable(),
        evidence: z.string(),
        corrected: z.string().nullable(),
      }),
    ),
    /** Reminders of the last two years, newest first. */
    nudges: z.array(
      z.strictObject({
        module: slug,
        title: z.string(),
        at: instant,
        by: z.string(),
        /** Where its email is: `kept` as a file, because no mail server is set. */
        mail: z.enum(['waiting', 'sent', 'refused', 'kept']),
      }),
    ),
    /** What the person was told of by itself in the last two years, newest first: a line for each module named. */
    notices: z.array(
      z.strictObject({
        module: slug,
        title: z.string(),
        kind: z.enum(['overdue', 'expired', 'assigned', 'due-soon', 'expiring']),
        /** The day it is about: due, run out or running out, or first asked. */
        forDay: day,
        at: instant,
        mail: z.enum(['waiting', 'sent', 'refused', 'kept']),
      }),
    ),
  })
  .meta({ id: 'AgencyPersonDetail' });
export type AgencyPersonDetail = z.infer<typeof agencyPersonDetail>;
