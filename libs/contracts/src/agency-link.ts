import * as z from 'zod';

/** An agency and its number. */
export const agencyLink = z.strictObject({ id: z.int(), name: z.string() }).meta({ id: 'AgencyLink' });
export type AgencyLink = z.infer<typeof agencyLink>;
