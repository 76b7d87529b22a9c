import * as z from 'zod';
import { day, id, slug } from './field.js';

// Rules by which modules are asked of members: an agency's own, and those of the partnership for whole kinds of agency.

const days = (from: number, missing: string) =>
  z.int(missing).min(from, `Enter ${from} days or more`).max(3_650, 'Enter 3,650 days (ten years) or fewer');
const months = z
  .int('Enter the number of months in digits, such as 24')
  .min(1, 'Enter 1 month or more')
  .max(120, 'Enter 120 months (ten years) or fewer');
const DAY_OF_YEAR =
  /^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-9]))$/;

/** When a module is due by a rule. Days count from the rule's first day where that is later. */
export const assignmentDue = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('none') }).describe('No due day'),
    z.strictObject({ kind: z.literal('day'), on: z.iso.date('Enter the day by which it is due') }),
    z.strictObject({
      kind: z.literal('joining'),
      days: days(0, 'Enter the number of days after joining, such as 30'),
    }),
    z.strictObject({
      kind: z.literal('publication'),
      days: days(0, 'Enter the number of days after publication, such as 60'),
    }),
  ],
  'Choose when it is due',
);
export type AssignmentDue = z.infer<typeof assignmentDue>;

/** How long a completion counts by a rule, and what the next round is counted from. */
export const assignmentRenewal = z.discriminatedUnion(
  'rule',
  [
    z.strictObject({ rule: z.literal('never') }).describe('It counts for ever'),
    z.strictObject({ rule: z.literal('completion-date'), months }),
    z.strictObject({ rule: z.literal('expiry-date'), months }),
    z.strictObject({
      rule: z.literal('calendar-day'),
      years: z
        .int('Enter the number of years in digits, such as 1')
        .min(1, 'Enter 1 year or more')
        .max(10, 'Enter 10 years or fewer'),
      day: z
        .string()
        .regex(DAY_OF_YEAR, 'Enter a real day of the year, such as 1 April')
        .describe('MM-DD; 29 February is the 28th in other years'),
    }),
  ],
  'Choose when it is done again',
);
export type AssignmentRenewal = z.infer<typeof assignmentRenewal>;

const groups = z.array(z.int().min(1).max(8)).max(8);
const jobRoles = z.array(z.string().max(80)).max(300);

/** Whom a rule is for. A list that names nothing leaves nobody out; a member matches every list that names something. */
export const assignmentAudience = z.strictObject({
  groups: groups.describe('Workforce groups'),
  jobRoles: jobRoles.describe('Codes'),
  teamIds: z.array(id).max(500),
});
export type AssignmentAudience = z.infer<typeof assignmentAudience>;

/** As `assignmentAudience`, for members of many agencies: they have no teams in common. */
export const partnershipAudience = assignmentAudience.omit({ teamIds: true });
export type PartnershipAudience = z.infer<typeof partnershipAudience>;

const recogniseWithinDays = days(
  0,
  'Enter the number of days in digits, or leave it empty for learning of any age that still counts',
)
  .nullable()
  .describe('How old learning from before it was asked may be; null: as long as it still counts');
const moduleSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Choose a module')
  .max(80);
const version = z.int().describe('Of the rule as it was read');

/** What can be set of a rule, whoever sets it. */
const settings = {
  due: assignmentDue,
  renewal: assignmentRenewal,
  recogniseWithinDays,
  from: z.iso.date('Enter the first day of the rule'),
  to: z.iso.date('Enter a real date, or leave it empty').nullable().describe('Last day, included'),
};
const endsAfterItBegins = ({ from, to }: { from: string; to: string | null }) => to === null || to >= from;
const wrongEnd = { path: ['to'], message: 'The last day must be the first day or later' };
const confirmedPeople = z
  .strictObject({ people: z.int() })
  .describe('How many people the preview said it reaches');
const confirmedAgencies = z
  .strictObject({ agencies: z.int() })
  .describe('How many agencies the preview said it reaches');

/** Where a rule is, seen from today. */
const state = z.enum(['current', 'coming', 'ended']);

// ——— One agency ———

/** One rule in force in an agency, to come or over. */
export const assignment = z
  .strictObject({
    id,
    module: slug,
    title: z.string(),
    setBy: z.enum(['agency', 'partnership']),
    audience: assignmentAudience,
    audienceWords: z.string().describe('Whom it is for, as a phrase: School nurse, in North team'),
    ...settings,
    version,
    state,
    people: z.int().describe('Members today whom it is for'),
    done: z.int().describe('Of them, whose completion counts today'),
    overdue: z.int().describe('Of them, overdue or run out'),
    /** Whether this agency may change it: not the partnership’s, and not one that is over. */
    mayChange: z.boolean(),
    /** How far it is worked into what members owe; `null` when nothing is left to do. */
    progress: z.strictObject({ people: z.int().nullable(), peopleDone: z.int() }).nullable(),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof assignment>;

/** `GET /api/agency/assignments`: in force first, then to come, then over; by title. */
export const assignmentList = z
  .strictObject({ today: day, rules: z.array(assignment) })
  .meta({ id: 'AssignmentList' });
export type AssignmentList = z.infer<typeof assignmentList>;

const moduleChoice = z.array(z.strictObject({ module: slug, title: z.string(), isPublished: z.boolean() }));
const jobRoleChoice = z.array(z.strictObject({ code: z.string(), label: z.string() }));
const groupChoice = z.array(z.strictObject({ group: z.int(), label: z.string() }));

/** `GET /api/agency/assignments/choice`: what rules can be made of. Modules by title, the rest in its own order. */
export const assignmentChoice = z
  .strictObject({
    today: day,
    modules: moduleChoice,
    jobRoles: jobRoleChoice,
    groups: groupChoice,
    teams: z.array(z.strictObject({ id, name: z.string() })),
  })
  .meta({ id: 'AssignmentChoice' });
export type AssignmentChoice = z.infer<typeof assignmentChoice>;

/** `GET /api/agency/assignments/:id`: one rule, with what it can be made of. */
export const assignmentDetail = z
  .strictObject({ rule: assignment, choice: assignmentChoice })
  .meta({ id: 'AssignmentDetail' });
export type AssignmentDetail = z.infer<typeof assignmentDetail>;

/**
 * Body of `POST /api/agency/assignments/preview`: what would a rule do? Without an id it is a new one; with one, that
 * rule as it would be. To end a rule, `to` is its last day.
 */
export const previewAssignmentRequest = z
  .strictObject({
    assignmentId: id.nullable(),
    module: moduleSlug,
    audience: assignmentAudience,
    ...settings,
  })
  .refine(endsAfterItBegins, wrongEnd)
  .meta({ id: 'PreviewAssignment' });
export type PreviewAssignmentRequest = z.infer<typeof previewAssignmentRequest>;

/** Something to know before a rule is saved, as a sentence. None of them stops anybody. */
export const assignmentWarning = z
  .strictObject({
    kind: z
      .enum(['nobody', 'many', 'overdue', 'contradicts', 'unpublished', 'past-due', 'no-longer'])
      .describe('contradicts: another rule asks the same people for the module; the stricter one wins'),
    message: z.string(),
  })
  .meta({ id: 'AssignmentWarning' });
export type AssignmentWarning = z.infer<typeof assignmentWarning>;

/** Answer to `POST /api/agency/assignments/preview`. Exact: of one's own agency and no other. */
export const assignmentPreview = z
  .strictObject({
    on: day.describe('The day on which it is judged: today, or the first day of the rule'),
    people: z.int().describe('Members on that day whom it is for; what saving confirms'),
    asked: z.int().describe('Of whom the module would be asked, and is not now'),
    noLonger: z.int().describe('Of whom it would not be asked any more'),
    earlier: z.int().describe('Who would have to finish earlier than now'),
    later: z.int().describe('Who would have until later than now'),
    overdue: z.int().describe('Who would be overdue at once, and are not now'),
    done: z.int().describe('For whom learning from before would count'),
    /** By label; whom it is for. */
    byJobRole: z.array(z.strictObject({ code: z.string(), label: z.string(), people: z.int() })),
    /** Some of those for whom something changes, by name; ten at most. */
    some: z.array(
      z.strictObject({
        membershipId: id,
        name: z.string(),
        jobRole: z.string(),
        change: z.enum(['asked', 'no-longer', 'earlier', 'later', 'renewed']),
        dueOn: day.nullable(),
      }),
    ),
    warnings: z.array(assignmentWarning),
  })
  .meta({ id: 'AssignmentPreview' });
export type AssignmentPreview = z.infer<typeof assignmentPreview>;

/** Body of `POST /api/agency/assignments`: sets a rule. */
export const addAssignmentRequest = z
  .strictObject({ module: moduleSlug, audience: assignmentAudience, ...settings, confirmed: confirmedPeople })
  .refine(endsAfterItBegins, wrongEnd)
  .meta({ id: 'AddAssignment' });
export type AddAssignmentRequest = z.infer<typeof addAssignmentRequest>;

/** Body of `PUT /api/agency/assignments/:id`. The module stays; so does the first day, once it has come. */
export const changeAssignmentRequest = z
  .strictObject({ audience: assignmentAudience, ...settings, version, confirmed: confirmedPeople })
  .refine(endsAfterItBegins, wrongEnd)
  .meta({ id: 'ChangeAssignment' });
export type ChangeAssignmentRequest = z.infer<typeof changeAssignmentRequest>;

/** Body of `POST /api/agency/assignments/:id/end`, and of the partnership's: the last day on which it asks. */
export const endAssignmentRequest = z
  .strictObject({ lastDay: z.iso.date('Enter the last day of the rule'), version })
  .meta({ id: 'EndAssignment' });
export type EndAssignmentRequest = z.infer<typeof endAssignmentRequest>;

/** Body of `POST /api/agency/assignments/:id/remove`, and of the partnership's: takes away one that has not begun. */
export const removeAssignmentRequest = z.strictObject({ version }).meta({ id: 'RemoveAssignment' });
export type RemoveAssignmentRequest = z.infer<typeof removeAssignmentRequest>;

/** Answer to what sets, changes or ends a rule. */
export const savedAssignment = z.strictObject({ id, version: z.int() }).meta({ id: 'SavedAssignment' });
export type SavedAssignment = z.infer<typeof savedAssignment>;

// ——— The partnership ———

const agencyKinds = z.array(z.string().max(80)).max(40).describe('Empty for every kind');

/** One rule of the partnership. Numbers of agencies, never of their people. */
export const partnershipAssignment = z
  .strictObject({
    id,
    module: slug,
    title: z.string(),
    agencyKinds,
    audience: partnershipAudience,
    audienceWords: z.string(),
    ...settings,
    version,
    state,
    agencies: z.int().describe('Agencies today that it reaches'),
    agenciesDone: z.int().describe('Of them, which have it among their rules as it is now'),
    mayChange: z.boolean().describe('Not one that is over'),
  })
  .meta({ id: 'PartnershipAssignment' });
export type PartnershipAssignment = z.infer<typeof partnershipAssignment>;

/** `GET /api/partnership/assignments`: in force first, then to come, then over; by title. */
export const partnershipAssignmentList = z
  .strictObject({ today: day, rules: z.array(partnershipAssignment) })
  .meta({ id: 'PartnershipAssignmentList' });
export type PartnershipAssignmentList = z.infer<typeof partnershipAssignmentList>;

/** `GET /api/partnership/assignments/choice`. */
export const partnershipAssignmentChoice = z
  .strictObject({
    today: day,
    modules: moduleChoice,
    agencyKinds: z
      .array(z.strictObject({ kind: z.string(), label: z.string(), agencies: z.int() }))
      .describe('With how many agencies of it there are today'),
    jobRoles: jobRoleChoice,
    groups: groupChoice,
  })
  .meta({ id: 'PartnershipAssignmentChoice' });
export type PartnershipAssignmentChoice = z.infer<typeof partnershipAssignmentChoice>;

/** `GET /api/partnership/assignments/:id`. */
export const partnershipAssignmentDetail = z
  .strictObject({ rule: partnershipAssignment, choice: partnershipAssignmentChoice })
  .meta({ id: 'PartnershipAssignmentDetail' });
export type PartnershipAssignmentDetail = z.infer<typeof partnershipAssignmentDetail>;

/** Body of `POST /api/partnership/assignments/preview`. */
export const previewPartnershipAssignmentRequest = z
  .strictObject({
    assignmentId: id.nullable(),
    module: moduleSlug,
    agencyKinds,
    audience: partnershipAudience,
    ...settings,
  })
  .refine(endsAfterItBegins, wrongEnd)
  .meta({ id: 'PreviewPartnershipAssignment' });
export type PreviewPartnershipAssignmentRequest = z.infer<typeof previewPartnershipAssignmentRequest>;

/**
 * Answer to `POST /api/partnership/assignments/preview`. What agencies ask by rules of their own, and who would be
 * overdue there, is not known here.
 */
export const partnershipAssignmentPreview = z
  .strictObject({
    on: day,
    /** By name. */
    agencies: z.array(z.strictObject({ name: z.string(), kind: z.string() })),
    peopleUpTo: z
      .int()
      .describe('No more people than this work there: each agency rounded up to tens, and at least ten'),
    warnings: z.array(assignmentWarning),
  })
  .meta({ id: 'PartnershipAssignmentPreview' });
export type PartnershipAssignmentPreview = z.infer<typeof partnershipAssignmentPreview>;

/** Body of `POST /api/partnership/assignments`. */
export const addPartnershipAssignmentRequest = z
  .strictObject({
    module: moduleSlug,
    agencyKinds,
    audience: partnershipAudience,
    ...settings,
    confirmed: confirmedAgencies,
  })
  .refine(endsAfterItBegins, wrongEnd)
  .meta({ id: 'AddPartnershipAssignment' });
export type AddPartnershipAssignmentRequest = z.infer<typeof addPartnershipAssignmentRequest>;

/** Body of `PUT /api/partnership/assignments/:id`. The module stays; so does the first day, once it has come. */
export const changePartnershipAssignmentRequest = z
  .strictObject({
    agencyKinds,
    audience: partnershipAudience,
    ...settings,
    version,
    confirmed: confirmedAgencies,
  })
  .refine(endsAfterItBegins, wrongEnd)
  .meta({ id: 'ChangePartnershipAssignment' });
export type ChangePartnershipAssignmentRequest = z.infer<typeof changePartnershipAssignmentRequest>;
