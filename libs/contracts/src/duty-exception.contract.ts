import * as z from 'zod';
import { exceptionKind } from './exception-kind.js';
import { day, id, slug } from './field.js';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What is asked of one member otherwise than the rules say. The member reads the reason too. */
export const dutyException = z
  .strictObject({
    id,
    module: slug,
    title: z.string(),
    kind: exceptionKind,
    from: day,
    until: day.nullable().describe('Last day, included, or the later due day; null while there is no end'),
    reason: z.string(),
    /** Seen from today in the agency's time zone. */
    state: z.enum(['current', 'coming', 'ended']),
  })
  .meta({ id: 'DutyException' });
export type DutyException = z.infer<typeof dutyException>;

/** `GET /api/agency/people/:id/exception`. */
export const memberExceptions = z
  .strictObject({
    membershipId: id,
    name: z.string(),
    today: day,
    /** Whether the last day is past: nothing is asked any more. */
    hasLeft: z.boolean(),
    /** What is required of them, by title. */
    modules: z.array(
      z.strictObject({ module: slug, title: z.string(), dueOn: day.nullable(), isDone: z.boolean() }),
    ),
    /** The latest first. */
    exceptions: z.array(dutyException),
  })
  .meta({ id: 'MemberExceptions' });
export type MemberExceptions = z.infer<typeof memberExceptions>;

/** Body of `POST /api/agency/people/:id/exception`. It begins today. */
export const addExceptionRequest = z
  .strictObject({
    module: z.string().regex(SLUG, 'Choose a module').max(80),
    kind: exceptionKind,
    until: z.iso.date('Enter a real date, or leave it empty').nullable(),
    reason: z
      .string()
      .trim()
      .min(1, 'Enter why, in a few words')
      .max(500, 'Enter a reason of 500 characters or fewer'),
  })
  .refine(({ kind, until }) => kind !== 'later-due' || until !== null, {
    path: ['until'],
    message: 'Enter the day by which they have to finish',
  })
  .meta({ id: 'AddException' });
export type AddExceptionRequest = z.infer<typeof addExceptionRequest>;
