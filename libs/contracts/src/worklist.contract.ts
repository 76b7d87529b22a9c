import * as z from 'zod';
import { day, id, instant, slug } from './field.js';

/** Where a duty on the worklist stands: what is past its day, and what will be. */
export const worklistState = z.enum(['overdue', 'expired', 'due-soon', 'expiring']);
export type WorklistState = z.infer<typeof worklistState>;

/** What the worklist can be sorted by: `days` longest over first, `nudge` those never nudged first. */
export const worklistSort = z.enum(['days', 'name', 'module', 'nudge']);
export type WorklistSort = z.infer<typeof worklistSort>;

const LONGEST_FILTER = 80;
const filterValue = z.string().trim().max(LONGEST_FILTER).optional();

/** What the worklist is filtered and sorted by, as it stands in the address. What does not exist is left out and named. */
const filters = {
  /** One of `worklistState`; without it, all of them. */
  state: filterValue,
  /** Slug of a required module. */
  module: filterValue,
  /** Id of a team, or `none`. */
  team: filterValue,
  /** Code of a job role. */
  role: filterValue,
  /** Number of a workforce group, or `none`. */
  group: filterValue,
  /** Membership id of a line manager, or `none`. */
  manager: filterValue,
  /** First letters of the family name. */
  search: filterValue,
  /** `never`: only what nobody was nudged about yet. */
  nudged: filterValue,
};
export const worklistFilter = z.strictObject(filters).meta({ id: 'WorklistFilter' });
export type WorklistFilter = z.infer<typeof worklistFilter>;

/** Query of `GET /api/agency/worklist` and of its file. */
export const worklistQuery = z.strictObject({
  ...filters,
  /** One of `worklistSort`. */
  sort: filterValue,
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
});
export type WorklistQuery = z.infer<typeof worklistQuery>;

/** Names of the filters, as they stand in the address. */
export const worklistFilterName = z.enum([
  'state',
  'module',
  'team',
  'role',
  'group',
  'manager',
  'nudged',
  'sort',
]);
export type WorklistFilterName = z.infer<typeof worklistFilterName>;

/** One member and one required module that is past its day, or soon will be. */
export const worklistDuty = z
  .strictObject({
    membershipId: id,
    name: z.string(),
    jobRole: z.string(),
    team: z.string().nullable(),
    manager: z.string().nullable(),
    module: slug,
    title: z.string(),
    state: worklistState,
    dueOn: day.describe(
      'Last day on which finishing is, or was, in time; for a completion, the last day it counts',
    ),
    daysOver: z.int().describe('Days since then; 0 or less while there is time left'),
    nudges: z.int().describe('How often the member was nudged about this module'),
    lastNudgedAt: instant.nullable(),
  })
  .meta({ id: 'WorklistDuty' });
export type WorklistDuty = z.infer<typeof worklistDuty>;

const named = z.strictObject({ id: z.string(), name: z.string() });

/** `GET /api/agency/worklist`: 50 a page. */
export const worklistPage = z
  .strictObject({
    duties: z.array(worklistDuty),
    total: z.int().describe('Duties that match, counted up to 10,000'),
    isMore: z.boolean().describe('Whether more match than were counted'),
    page: z.int(),
    pages: z.int(),
    sort: worklistSort,
    /** Filters of the query that do not exist here, and were left out. */
    ignored: z.array(worklistFilterName),
    modules: z.array(z.strictObject({ slug, title: z.string() })),
    teams: z.array(named),
    jobRoles: z.array(z.strictObject({ code: z.string(), label: z.string() })),
    groups: z.array(z.int()),
    managers: z.array(named),
    /** Whether this is a line manager's own team and nobody else. */
    ownTeamOnly: z.boolean(),
  })
  .meta({ id: 'WorklistPage' });
export type WorklistPage = z.infer<typeof worklistPage>;

/** Most people who are nudged at one press: their messages are written in one transaction. */
export const MOST_NUDGED_AT_ONCE = 500;

/** Body of `POST /api/agency/worklist/nudge` and of its preview: rows that were chosen, or all that a filter shows. */
export const nudgeRequest = z.union([
  z.strictObject({
    duties: z
      .array(z.strictObject({ membershipId: id, module: slug }))
      .min(1, 'Choose at least one person')
      .max(1000, 'Choose 1,000 lines or fewer'),
  }),
  z.strictObject({ filter: worklistFilter }),
]);
export type NudgeRequest = z.infer<typeof nudgeRequest>;

/** Why somebody gets no nudge. */
export const nudgeRefusal = z.enum([
  'left',
  'paused',
  'nothing-owed',
  'no-email',
  'nudged-lately',
  'nudged-often',
]);
export type NudgeRefusal = z.infer<typeof nudgeRefusal>;

/** How messages go out: by the mail server, or into files that nobody is sent, because no server is set. */
export const mailDelivery = z.enum(['mail-server', 'file']);
export type MailDelivery = z.infer<typeof mailDelivery>;

const outcome = {
  people: z.int().describe('Who get a message: one each'),
  duties: z.int().describe('Modules named in all messages together'),
  leftOut: z.array(
    z.strictObject({
      reason: nudgeRefusal,
      people: z.int(),
      names: z.array(z.string()).describe('The first ten of them, by family name'),
    }),
  ),
  /** Who could be nudged as well, and wait for another press. */
  remaining: z.int(),
  delivery: mailDelivery,
};

/** `POST /api/agency/worklist/nudge/preview`: what a press would do. Nothing is written. */
export const nudgePreview = z
  .strictObject({
    ...outcome,
    /** The first message as its reader would get it; `null` when nobody would get one. */
    example: z.strictObject({ to: z.string(), subject: z.string(), text: z.string() }).nullable(),
  })
  .meta({ id: 'NudgePreview' });
export type NudgePreview = z.infer<typeof nudgePreview>;

/** `POST /api/agency/worklist/nudge`: what the press did. */
export const nudgeResult = z.strictObject(outcome).meta({ id: 'NudgeResult' });
export type NudgeResult = z.infer<typeof nudgeResult>;
