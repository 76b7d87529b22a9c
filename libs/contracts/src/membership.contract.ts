import * as z from 'zod';
import { day, id, instant } from './field.js';

const ONE_LINE = /^\P{Cc}*$/u;
const name = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(100, 'Enter a name of 100 characters or fewer')
    .regex(ONE_LINE, 'Enter a name without line breaks');

/** What an agency keeps of a member and may change in a job that goes on. */
const details = {
  staffRef: z
    .string()
    .trim()
    .min(1, 'Enter the staff number')
    .max(60, 'Enter a staff number of 60 characters or fewer')
    .regex(ONE_LINE, 'Enter a staff number without line breaks'),
  givenName: name('Enter the first name'),
  familyName: name('Enter the last name'),
  workEmail: z
    .string()
    .trim()
    .min(1, 'Enter the work email address')
    .max(254, 'Enter a shorter email address')
    .pipe(z.email('Enter an email address, such as name@agency.example')),
  teamId: id.nullable(),
  managerMembershipId: id.nullable(),
};
const job = {
  jobRole: z.string().min(1, 'Choose a job role').max(80),
  workforceGroup: z.int().min(1).max(8).nullable(),
};
const revision = z.int().min(0).describe('Of the membership as it was read');
const firstDay = z.iso.date('Enter the first day');
const lastDay = z.iso.date('Enter the last day');
const period = { from: firstDay, to: lastDay.nullable() };
const endsAfterItBegins = ({ from, to }: { from: string; to: string | null }) => to === null || to >= from;
const wrongEnd = { path: ['to'], message: 'The last day must be the first day or later' };

/** Body of `POST /api/agency/people`: take somebody on. */
export const addMemberRequest = z
  .strictObject({ ...details, ...job, ...period })
  .refine(endsAfterItBegins, wrongEnd)
  .meta({ id: 'AddMember' });
export type AddMemberRequest = z.infer<typeof addMemberRequest>;

/** Body of `POST /api/agency/people/alike`: who here might be this person already? */
export const alikeRequest = z
  .strictObject({
    givenName: details.givenName,
    familyName: details.familyName,
    workEmail: details.workEmail,
  })
  .meta({ id: 'AlikeRequest' });
export type AlikeRequest = z.infer<typeof alikeRequest>;

/** One member, now or formerly, of one's own agency who looks like somebody. */
export const alikeMember = z
  .strictObject({
    membershipId: id,
    name: z.string(),
    staffRef: z.string(),
    jobRole: z.string(),
    team: z.string().nullable(),
    from: day,
    to: day.nullable(),
    isMember: z.boolean().describe('Works here today or will'),
    hasSameName: z.boolean(),
    hasSameEmail: z.boolean(),
  })
  .meta({ id: 'AlikeMember' });
export type AlikeMember = z.infer<typeof alikeMember>;

/** Answer to `POST /api/agency/people/alike`: of one's own agency and no other, at most 20. */
export const alikeMembers = z.strictObject({ people: z.array(alikeMember) }).meta({ id: 'AlikeMembers' });
export type AlikeMembers = z.infer<typeof alikeMembers>;

/** Answer to what makes a membership, or another one. */
export const madeMembership = z.strictObject({ membershipId: id }).meta({ id: 'MadeMembership' });
export type MadeMembership = z.infer<typeof madeMembership>;

/** Body of `PUT /api/agency/people/:id`: details of a job that goes on. */
export const changeMemberRequest = z.strictObject({ ...details, revision }).meta({ id: 'ChangeMember' });
export type ChangeMemberRequest = z.infer<typeof changeMemberRequest>;

/** Body of `POST /api/agency/people/:id/move`: another job role or workforce group from a day. */
export const moveMemberRequest = z
  .strictObject({
    ...job,
    teamId: details.teamId,
    managerMembershipId: details.managerMembershipId,
    on: z.iso.date('Enter the first day in the new job'),
    revision,
  })
  .meta({ id: 'MoveMember' });
export type MoveMemberRequest = z.infer<typeof moveMemberRequest>;

/** Body of `POST /api/agency/people/:id/leave`. Without a last day, one that was entered is taken back: they stay. */
export const leaveRequest = z
  .strictObject({
    lastDay: lastDay.nullable(),
    isAtOnce: z.boolean().describe('Whether access is taken away now, whatever the last day is'),
    revision,
  })
  .refine(({ lastDay: last, isAtOnce }) => last !== null || !isAtOnce, {
    path: ['lastDay'],
    message: 'Enter the last day',
  })
  .meta({ id: 'Leave' });
export type LeaveRequest = z.infer<typeof leaveRequest>;

/** Body of `POST /api/agency/people/:id/return`: a former member comes back. */
export const returnRequest = z
  .strictObject({ ...details, ...job, ...period })
  .refine(endsAfterItBegins, wrongEnd)
  .meta({ id: 'Return' });
export type ReturnRequest = z.infer<typeof returnRequest>;

/** What can be chosen for a member of one's own agency. */
export const memberChoice = z
  .strictObject({
    today: day,
    /** By label. */
    jobRoles: z.array(
      z.strictObject({
        code: z.string(),
        label: z.string(),
        /** Workforce groups it may belong to, the usual one first. */
        groups: z.array(z.int()),
      }),
    ),
    teams: z.array(z.strictObject({ id, name: z.string() })),
    /** Who is line manager today, and who manages somebody, by family name. */
    managers: z.array(z.strictObject({ membershipId: id, name: z.string(), staffRef: z.string() })),
  })
  .meta({ id: 'MemberChoice' });
export type MemberChoice = z.infer<typeof memberChoice>;

/** `GET /api/agency/people/:id/membership`: one membership as it is changed. */
export const memberRecord = z
  .strictObject({
    membershipId: id,
    revision: z.int(),
    name: z.string(),
    staffRef: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    workEmail: z.string(),
    jobRole: z.string().describe('Code'),
    jobRoleLabel: z.string(),
    workforceGroup: z.int().nullable(),
    teamId: id.nullable(),
    managerMembershipId: id.nullable(),
    from: day,
    to: day.nullable(),
    accessEndedAt: instant.nullable(),
    /** Whether the last day is past. */
    hasLeft: z.boolean(),
    /** The newest of this person's memberships here: what comes next is done with that one. */
    latestMembershipId: id,
    /** Whether something was learned in it: then it is kept. */
    hasEvidence: z.boolean(),
    isLastLead: z.boolean(),
    choice: memberChoice,
  })
  .meta({ id: 'MemberRecord' });
export type MemberRecord = z.infer<typeof memberRecord>;
