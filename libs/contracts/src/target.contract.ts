import * as z from 'zod';

/** What share of its duties an agency means to have done, in per cent. */
export const targetPercent = z
  .int('Enter a whole number, such as 90')
  .min(1, 'Enter a percentage from 1 to 100')
  .max(100, 'Enter a percentage from 1 to 100');

/** `PUT /api/agency/target`: what share of its duties the agency means to have done. */
export const targetRequest = z.strictObject({ percent: targetPercent }).meta({ id: 'TargetRequest' });
export type TargetRequest = z.infer<typeof targetRequest>;
