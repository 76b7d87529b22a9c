import * as z from 'zod';
import { day, slug } from './field.js';

/** 20 Crockford base32 characters in groups of five, as printed: `8Q2ZK-…`. Read with or without hyphens, any case. */
export const certificateNumber = z.string().max(40);

/** `withdrawn`: recorded by mistake, and does not count any more. `corrected`: another fact was changed. */
const certificateStatus = z.enum(['valid', 'expired', 'corrected', 'withdrawn']);

const facts = {
  number: z.string(),
  moduleTitle: z.string(),
  module: slug,
  version: z.int(),
  completedOn: day,
  minutes: z.int(),
  participatoryMinutes: z.int(),
};

/** `GET /api/certificate/:number`: the owner's own certificate. */
export const certificate = z
  .strictObject({
    ...facts,
    personName: z.string(),
    madeFrom: z.string(),
    outcomes: z.array(z.string()),
    status: certificateStatus,
    validUntil: day,
    verificationUrl: z.url(),
  })
  .meta({ id: 'Certificate' });
export type Certificate = z.infer<typeof certificate>;

/** `GET /api/certificate/:number/verification`: what anybody holding the number may know. It names nobody. */
export const verification = z
  .strictObject({ ...facts, status: certificateStatus, validUntil: day })
  .meta({ id: 'Verification' });
export type Verification = z.infer<typeof verification>;
