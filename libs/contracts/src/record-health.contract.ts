import * as z from 'zod';
import { announcedDeletion } from './setting.contract.js';
import { day, id, instant, slug } from './field.js';

/** Something about a member's record that a person has to mend; each has a list of people behind it. */
export const personCheck = z.enum([
  'no-team',
  'no-manager',
  'no-work-email',
  'no-staff-number',
  'unknown-job-role',
  'same-name',
  'corrected',
  'mail-waiting',
  'mail-refused',
  'mail-kept',
  'duty-broken',
  'duty-early',
  'duty-orphaned',
]);
export type PersonCheck = z.infer<typeof personCheck>;

/** `GET /api/agency/record-health`: what stands between an agency and figures it can trust. */
export const recordHealth = z
  .strictObject({
    asAt: instant,
    /** Members today. */
    people: z.int(),
    /** How many people each check finds; none of them is left out. */
    checks: z.array(z.strictObject({ check: personCheck, people: z.int() })),
    /** Required of somebody today, and nobody can begin it: never published, or withdrawn. */
    modulesWithoutVersion: z.array(z.strictObject({ module: slug, title: z.string(), people: z.int() })),
    /** Rules in force whose audience holds nobody today. */
    assignmentsForNobody: z.array(
      z.strictObject({
        id,
        module: slug,
        title: z.string(),
        from: day,
        jobRoles: z.array(z.string()),
        groups: z.array(z.int()),
        teams: z.array(z.string()),
      }),
    ),
    /** Rules in force that name a team or a job role which is gone, with what is gone in words. */
    goneAudiences: z.array(
      z.strictObject({
        id,
        module: slug,
        title: z.string(),
        from: day,
        /** Whether the partnership set it: then it is not the agency's to change. */
        isOfPartnership: z.boolean(),
        gone: z.array(z.string()),
      }),
    ),
    /** Changes that have not been worked into everybody's duties for more than an hour, the oldest first. */
    unfinishedChanges: z.array(
      z.strictObject({
        cause: z.enum(['rule', 'partnership-rule', 'new-day', 'all']),
        since: instant,
        people: z.int().nullable().describe('How many it touches; null before it is known'),
        peopleDone: z.int(),
      }),
    ),
    /** The day up to which what begins or ends by its date is in the duties; `null` before the first. */
    dutiesOn: day.nullable(),
    /** Whether that is older than yesterday. */
    areDutiesBehind: z.boolean(),
    /** When every duty was last held to rules and evidence; `null` before the first time. */
    dutiesCheckedAt: instant.nullable(),
    /** The latest headcount of the whole agency; `null` when none was ever supplied. */
    headcount: z
      .strictObject({ on: day, people: z.int(), source: z.string(), isOld: z.boolean() })
      .nullable(),
    /** What the mail server said last of mail that waits or was refused, most common first; at most three. */
    mailAnswers: z.array(z.strictObject({ answer: z.string(), messages: z.int() })),
    /** The day on which the counts on the agency's pages were judged; `null` before the first. */
    countedOn: day.nullable(),
    /** Whether that day is over: figures that depend on dates are as of then. */
    isCountBehind: z.boolean(),
    /** What of the agency's own will be deleted, because its time is over; the next day first. */
    announced: z.array(announcedDeletion),
  })
  .meta({ id: 'RecordHealth' });
export type RecordHealth = z.infer<typeof recordHealth>;
