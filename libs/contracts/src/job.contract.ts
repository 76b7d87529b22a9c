import * as z from 'zod';

/** How things stand with one kind of background job. */
export const jobKindStatus = z
  .strictObject({
    name: z.string().describe('Feature and verb, such as email.send'),
    waiting: z.int().describe('Jobs to be done, or to be tried again'),
    running: z.int(),
    failed: z.int().describe('Jobs that were given up and wait for an administrator'),
    lastSucceededAt: z.iso.datetime().nullable().describe('Within the last seven days'),
    nextAt: z.iso
      .datetime()
      .nullable()
      .describe('When one begins next, by schedule or as a retry; null when none is planned'),
  })
  .meta({ id: 'JobKindStatus' });
export type JobKindStatus = z.infer<typeof jobKindStatus>;

/** A job that was tried as often as its kind allows. */
export const failedJob = z
  .strictObject({
    id: z.uuid(),
    kind: z.string(),
    agencyName: z.string().nullable().describe('Whose work it was; null when it was of no one agency'),
    failedAt: z.iso.datetime(),
    tries: z.int(),
    reason: z.strictObject({
      type: z.string().describe('Kind of fault, such as JobFault or QueryFailedError'),
      code: z.string().nullable().describe("The database's or the network's code"),
      message: z.string().nullable().describe('Our own words; they name no person'),
    }),
  })
  .meta({ id: 'FailedJob' });
export type FailedJob = z.infer<typeof failedJob>;

/** `GET /api/job` */
export const jobStatus = z
  .strictObject({
    asAt: z.iso.datetime(),
    lateSince: z.iso
      .datetime()
      .nullable()
      .describe('Since when a job waits that could have begun; null when none waits long'),
    kinds: z.array(jobKindStatus),
    failed: z.array(failedJob).describe('The newest first, 100 at most'),
  })
  .meta({ id: 'JobStatus' });
export type JobStatus = z.infer<typeof jobStatus>;
