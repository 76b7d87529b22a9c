import * as z from 'zod';
import { id, instant } from './field.js';
import { ACCESS_ROLES, PERMISSIONS } from './permission.js';
import { warningDays } from './setting.contract.js';

/** Body of `POST /api/session`: sign in. */
export const signInRequest = z
  .strictObject({
    email: z.string().trim().min(1, 'Enter your email address').max(254, 'Enter a shorter email address'),
    passphrase: z.string().min(1, 'Enter your passphrase').max(200, 'Enter a shorter passphrase'),
  })
  .meta({ id: 'SignIn' });
export type SignInRequest = z.infer<typeof signInRequest>;

/** One agency in which the person works today. */
export const actingAgency = z
  .strictObject({
    agencyId: z.int(),
    name: z.string(),
    jobRole: z.string().describe('The label of the job role, such as School nurse'),
    membershipId: id,
  })
  .meta({ id: 'ActingAgency' });
export type ActingAgency = z.infer<typeof actingAgency>;

/** `GET /api/session`: who is asking, what they may do, and when this session ends. */
export const session = z
  .strictObject({
    /** Whether this site holds demonstration data; a banner says so on every page. */
    demonstration: z.boolean(),
    /** `null` when nobody is signed in. */
    person: z.strictObject({ id, name: z.string(), email: z.string() }).nullable(),
    /** The agency whose duties and permissions count now; `null` for a person with no open membership. */
    acting: actingAgency.nullable(),
    agencies: z.array(actingAgency),
    roles: z.array(z.enum(ACCESS_ROLES)),
    permissions: z.array(z.enum(PERMISSIONS)),
    /** How long before a day pages warn of it, as the partnership has set it. */
    warning: warningDays,
    /** What the workforce groups are called today, those that are not offered any more included. */
    workforceGroups: z.array(z.strictObject({ group: z.int(), label: z.string(), isRetired: z.boolean() })),
    /** When silence ends the session, and when it ends whatever happens; `null` when nobody is signed in. */
    idleEndsAt: instant.nullable(),
    absoluteEndsAt: instant.nullable(),
    /** Accounts shown as buttons on a demonstration site; empty everywhere else. */
    demonstrationAccounts: z.array(z.strictObject({ email: z.string(), description: z.string() })),
    /** The passphrase of the demonstration accounts; `null` on any real site. */
    demonstrationPassphrase: z.string().nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

/** Body of `PUT /api/session/agency`: act for another of one's own agencies. */
export const switchAgencyRequest = z.strictObject({ agencyId: z.int() }).meta({ id: 'SwitchAgency' });
export type SwitchAgencyRequest = z.infer<typeof switchAgencyRequest>;
