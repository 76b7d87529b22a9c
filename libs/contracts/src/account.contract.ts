import * as z from 'zod';
import { exceptionKind } from './exception-kind.js';
import { day, id, instant } from './field.js';
import { newPassphrase } from './passphrase.contract.js';

/** `GET /api/account`: the signed-in person's own details. */
export const account = z
  .strictObject({
    person: z.strictObject({ id, name: z.string(), email: z.string() }),
    memberships: z.array(
      z.strictObject({
        membershipId: id,
        agencyName: z.string(),
        jobRole: z.string(),
        workforceGroup: z.int().nullable(),
        team: z.string().nullable(),
        from: day,
        to: day.nullable(),
        accessRoles: z.array(z.string()).describe('Labels, such as Training lead'),
        /** Leave that runs or is to come, as the agency has it; `null` for none. Why is not kept. */
        leave: z.strictObject({ from: day, to: day.nullable(), hasBegun: z.boolean() }).nullable(),
        /** What this agency asks otherwise than its rules say, now or to come, with the reason it gave. */
        exceptions: z.array(
          z.strictObject({
            moduleTitle: z.string(),
            kind: exceptionKind,
            from: day,
            until: day.nullable(),
            reason: z.string(),
          }),
        ),
        /** What was finished before this job began and counts in it, the latest first. */
        earlier: z.array(z.strictObject({ moduleTitle: z.string(), completedOn: day })),
      }),
    ),
    /** Professional registrations, for the years of the CPD record. */
    registrations: z.array(z.strictObject({ body: z.string(), number: z.string(), yearStart: z.string() })),
    sessions: z.array(
      z.strictObject({
        /** Names the session without being its secret: usable only by its owner. */
        id: z.string(),
        current: z.boolean(),
        startedAt: instant,
        seenAt: instant,
        /** Browser and system in words, such as "Chrome on Windows". */
        device: z.string(),
      }),
    ),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

/** Body of `PUT /api/account/passphrase`. */
export const changePassphraseRequest = z
  .strictObject({
    current: z.string().min(1, 'Enter your current passphrase').max(200),
    next: newPassphrase,
  })
  .meta({ id: 'ChangePassphrase' });
export type ChangePassphraseRequest = z.infer<typeof changePassphraseRequest>;

/** Body of `PUT /api/account/registration`: the regulator a person answers to, for their CPD years. */
export const registrationRequest = z
  .strictObject({
    body: z.enum(['social-work-england', 'nmc', 'hcpc', 'other']),
    number: z.string().trim().max(40, 'Enter a registration number of 40 characters or fewer'),
  })
  .meta({ id: 'Registration' });
export type RegistrationRequest = z.infer<typeof registrationRequest>;
