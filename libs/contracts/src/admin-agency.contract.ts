import * as z from 'zod';
import { agencyLink } from './agency-link.js';
import { day, id, instant } from './field.js';

// What the partnership's administrators see of agencies and change there.

const name = z.string().trim().min(1, 'Enter the name').max(200, 'The name must be 200 characters or fewer');
const agencyId = z.int('Choose an agency');
const kind = z.string().min(1, 'Choose what kind of agency it is').max(80);
const firstDay = z.iso.date('Enter the first day');
const lastDay = z.iso.date('Enter a real date, or leave it empty').nullable();

let zones: ReadonlySet<string> | undefined;
/** Read when first asked for: the list is long, and few requests name a zone. */
const isZone = (zone: string) => (zones ??= new Set(Intl.supportedValuesOf('timeZone'))).has(zone);
const timeZone = z.string().refine(isZone, 'Choose a time zone from the list');

/** The version of the agency that a form was opened on. */
const version = z.int();

/** One agency in the list. */
export const listedAgency = z
  .strictObject({
    id: z.int(),
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    parentId: z.int().nullable(),
    from: day,
    /** Last day, included. */
    to: day.nullable(),
    succeededBy: agencyLink.nullable(),
    members: z.int().describe('Members today'),
    leads: z.int().describe('Training leads today'),
  })
  .meta({ id: 'ListedAgency' });
export type ListedAgency = z.infer<typeof listedAgency>;

/** `GET /api/admin/agency`: every agency by name, those that have ended and those that are to come too. */
export const agencyList = z
  .strictObject({ today: day, agencies: z.array(listedAgency) })
  .meta({ id: 'AgencyList' });
export type AgencyList = z.infer<typeof agencyList>;

/** Body of `POST /api/admin/agency`: adds one. */
export const addAgencyRequest = z
  .strictObject({
    name,
    code: z
      .string()
      .trim()
      .min(1, 'Enter the short name')
      .max(40, 'The short name must be 40 characters or fewer')
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*$/,
        'Use small letters and digits in the short name, joined by hyphens, such as north-trust',
      ),
    kind,
    parentId: agencyId,
    timeZone,
    from: firstDay,
  })
  .meta({ id: 'AddAgency' });
export type AddAgencyRequest = z.infer<typeof addAgencyRequest>;

/** The number of an agency that was added. */
export const addedAgency = z.strictObject({ id: z.int() }).meta({ id: 'AddedAgency' });
export type AddedAgency = z.infer<typeof addedAgency>;

/** Body of `POST /api/admin/agency/:agencyId/name`: renames one, from a day on. */
export const renameAgencyRequest = z
  .strictObject({ name, from: z.iso.date('Enter the first day of the new name'), version })
  .meta({ id: 'RenameAgency' });
export type RenameAgencyRequest = z.infer<typeof renameAgencyRequest>;

/** Body of `PUT /api/admin/agency/:agencyId`: everything of an agency but its name and its short name. */
export const changeAgencyRequest = z
  .strictObject({ kind, parentId: agencyId.nullable(), timeZone, from: firstDay, to: lastDay, version })
  .meta({ id: 'ChangeAgency' });
export type ChangeAgencyRequest = z.infer<typeof changeAgencyRequest>;

/** Roles that an agency has to give. */
export const agencyRole = z.enum(['training-lead', 'line-manager']);
export type AgencyRole = z.infer<typeof agencyRole>;

/** Somebody who holds a role in the agency, or will: the only people of it that an administrator sees by name. */
export const agencyRoleHolder = z
  .strictObject({
    membershipId: id,
    name: z.string(),
    role: agencyRole,
    from: day,
    to: day.nullable(),
    isCurrent: z.boolean().describe('Whether the role is in force today'),
  })
  .meta({ id: 'AgencyRoleHolder' });
export type AgencyRoleHolder = z.infer<typeof agencyRoleHolder>;

/** `GET /api/admin/agency/:agencyId`. */
export const agencyDetail = z
  .strictObject({
    today: day.describe('In the time zone of the agency'),
    id: z.int(),
    code: z.string(),
    name: z.string(),
    /** First day of the present name. */
    nameSince: day,
    kind: z.string(),
    timeZone: z.string(),
    from: day,
    to: day.nullable(),
    version: z.int(),
    parent: agencyLink.nullable(),
    succeededBy: agencyLink.nullable(),
    predecessors: z.array(agencyLink),
    /** The latest first. */
    formerNames: z.array(z.strictObject({ name: z.string(), from: day, to: day })),
    members: z.int(),
    teams: z.array(z.strictObject({ id, name: z.string(), members: z.int(), isEmpty: z.boolean() })),
    roles: z.array(agencyRoleHolder),
    /** The latest first, 50 at most. */
    changes: z.array(
      z.strictObject({
        at: instant,
        action: z.string(),
        by: z.enum(['agency', 'partnership', 'job']).describe('Who did it: no name'),
        detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      }),
    ),
  })
  .meta({ id: 'AgencyDetail' });
export type AgencyDetail = z.infer<typeof agencyDetail>;

/** Body of `POST /api/admin/agency/:agencyId/team` and of `PUT …/team/:teamId`. */
export const agencyTeamRequest = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'Enter the name of the team')
      .max(120, 'The name of the team must be 120 characters or fewer'),
  })
  .meta({ id: 'AgencyTeam' });
export type AgencyTeamRequest = z.infer<typeof agencyTeamRequest>;

const days = {
  from: z.iso.date('Enter the first day of the role'),
  to: lastDay,
};
const personName = (label: string) =>
  z.string().trim().min(1, `Enter the ${label}`).max(100, `The ${label} must be 100 characters or fewer`);

/** Body of `POST /api/admin/agency/:agencyId/lead`: somebody who works there already. */
export const appointMemberRequest = z
  .strictObject({
    found: z
      .string()
      .trim()
      .min(1, 'Enter a staff number or a work email address')
      .max(254, 'Enter a shorter staff number or address'),
    ...days,
  })
  .meta({ id: 'AppointMember' });
export type AppointMemberRequest = z.infer<typeof appointMemberRequest>;

/** Body of `POST /api/admin/agency/:agencyId/lead/new`: somebody who comes to work there with the role. */
export const appointPersonRequest = z
  .strictObject({
    givenName: personName('given name'),
    familyName: personName('family name'),
    email: z
      .string()
      .trim()
      .toLowerCase()
      .max(254, 'Enter a shorter email address')
      .pipe(z.email('Enter an email address, such as name@example.org')),
    staffRef: z
      .string()
      .trim()
      .min(1, 'Enter the staff number')
      .max(60, 'The staff number must be 60 characters or fewer'),
    jobRole: z.string().min(1, 'Choose the job role').max(80),
    ...days,
  })
  .meta({ id: 'AppointPerson' });
export type AppointPersonRequest = z.infer<typeof appointPersonRequest>;

/** Body of `POST /api/admin/agency/:agencyId/role/end`: the last day of a role; `null` ends it straight away. */
export const endAgencyRoleRequest = z
  .strictObject({ membershipId: id, role: agencyRole, from: day, lastDay })
  .meta({ id: 'EndAgencyRole' });
export type EndAgencyRoleRequest = z.infer<typeof endAgencyRoleRequest>;

/** Job roles that can be given to somebody new, by label. */
export const jobRoleList = z
  .strictObject({ jobRoles: z.array(z.strictObject({ code: z.string(), label: z.string() })) })
  .meta({ id: 'JobRoleList' });
export type JobRoleList = z.infer<typeof jobRoleList>;
