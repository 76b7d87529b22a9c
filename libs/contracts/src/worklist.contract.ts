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
