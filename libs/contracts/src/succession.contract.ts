import * as z from 'zod';
import { agencyLink } from './agency-link.js';
import { day } from './field.js';

// One agency takes over the work of another from a day on.

const successorId = z.int('Choose the agency that takes over');
const on = z.iso.date('Enter the first day of the agency that takes over');

/** Query of `GET /api/admin/agency/:agencyId/succession`. */
export const successionQuery = z.strictObject({
  successorId: z.coerce.number('Choose the agency that takes over').int('Choose the agency that takes over'),
  on,
});
export type SuccessionQuery = z.infer<typeof successionQuery>;

/** What a succession would do, before anybody says yes. */
export const successionPlan = z
  .strictObject({
    agency: agencyLink,
    /** To be typed by whoever confirms. */
    code: z.string(),
    successor: agencyLink,
    on: day,
    today: day,
    moving: z.int().describe('Members who get a job with the successor'),
    alreadyThere: z.int().describe('Members who work for the successor already'),
    joiningLater: z.int().describe('Of those who move, members whose job begins after that day'),
    withManager: z.int().describe('Of those who move, members whose line manager moves or is there too'),
    teamsAdded: z.array(z.string()).describe('Teams that the successor does not have yet, by name'),
    /** Staff numbers that the successor has given to somebody else, and what they become; 50 at most. */
    staffRefs: z.array(z.strictObject({ staffRef: z.string(), becomes: z.string() })),
    staffRefsInAll: z.int(),
    leads: z.int().describe('Training leads whose role ends'),
    lineManagers: z.int().describe('Line managers whose role ends'),
    modulesRequired: z.int().describe('Rules of the successor about modules'),
    agenciesBelow: z.int().describe('Agencies that stand below the one that ends'),
  })
  .meta({ id: 'SuccessionPlan' });
export type SuccessionPlan = z.infer<typeof successionPlan>;

/** Body of `POST /api/admin/agency/:agencyId/succession`: says yes to it. */
export const succeedRequest = z
  .strictObject({
    successorId,
    on,
    code: z.string().trim().min(1, 'Enter the short name of the agency that ends'),
    version: z.int(),
  })
  .meta({ id: 'Succeed' });
export type SucceedRequest = z.infer<typeof succeedRequest>;

/** Body of `POST /api/admin/agency/:agencyId/succession/call-off`. */
export const callOffRequest = z.strictObject({ version: z.int() }).meta({ id: 'CallOffSuccession' });
export type CallOffRequest = z.infer<typeof callOffRequest>;
