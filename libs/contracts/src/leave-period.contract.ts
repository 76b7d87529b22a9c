import * as z from 'zod';
import { day, id } from './field.js';

/** Days on which a member is away for long. Why is not asked and not kept. */
export const leavePeriod = z
  .strictObject({
    id,
    from: day,
    to: day.nullable().describe('Last day, included; null while nobody has said'),
    /** Seen from today in the agency's time zone. */
    state: z.enum(['current', 'coming', 'ended']),
  })
  .meta({ id: 'LeavePeriod' });
export type LeavePeriod = z.infer<typeof leavePeriod>;

/** `GET /api/agency/people/:id/leave-period`. */
export const memberLeave = z
  .strictObject({
    membershipId: id,
    name: z.string(),
    today: day,
    /** The latest first. */
    periods: z.array(leavePeriod),
  })
  .meta({ id: 'MemberLeave' });
export type MemberLeave = z.infer<typeof memberLeave>;

const lastDay = z.iso.date('Enter the last day, or leave it empty while nobody knows').nullable();

/** Body of `POST /api/agency/people/:id/leave-period`. */
export const addLeaveRequest = z
  .strictObject({ from: z.iso.date('Enter the first day of leave'), to: lastDay })
  .refine(({ from, to }) => to === null || to >= from, {
    path: ['to'],
    message: 'The last day must be the first day or later',
  })
  .meta({ id: 'AddLeave' });
export type AddLeaveRequest = z.infer<typeof addLeaveRequest>;

/** Body of `PUT /api/agency/people/:id/leave-period/:leaveId`: another last day, such as yesterday for "is back". */
export const changeLeaveRequest = z.strictObject({ to: lastDay }).meta({ id: 'ChangeLeave' });
export type ChangeLeaveRequest = z.infer<typeof changeLeaveRequest>;
