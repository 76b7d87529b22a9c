import * as z from 'zod';

/** `GET /api/account/data`: what an erasure would mean for the person who asks. */
export const ownData = z
  .strictObject({
    /** Every agency the person is or was a member of, by name. */
    agencies: z.array(
      z.strictObject({
        name: z.string(),
        /** Whether they work there today. */
        isCurrent: z.boolean(),
        /** How many completions the agency holds as its own evidence, which it keeps. */
        evidence: z.int(),
      }),
    ),
    /** Roles that nobody else has: somebody else is to have them before the record can be erased. */
    lastIn: z.array(z.strictObject({ agency: z.string(), role: z.enum(['training-lead', 'administrator']) })),
    completions: z.int(),
    cpdEntries: z.int(),
    reflections: z.int(),
  })
  .meta({ id: 'OwnData' });
export type OwnData = z.infer<typeof ownData>;

/** Body of `POST /api/account/data/erasure`. */
export const eraseRequest = z
  .strictObject({
    understood: z.literal(true, 'Tick the box to say that you understand what cannot be brought back'),
    passphrase: z.string().min(1, 'Enter your passphrase').max(200),
  })
  .meta({ id: 'EraseOwnRecord' });
export type EraseRequest = z.infer<typeof eraseRequest>;
