import * as z from 'zod';
import { day, id, instant, slug } from './field.js';

/** `GET /api/agency/people/:id/completion/:completionId`: one completion as the agency holds evidence of it. */
export const heldCompletion = z
  .strictObject({
    membershipId: id,
    completionId: id,
    name: z.string(),
    module: slug,
    title: z.string(),
    version: z.int(),
    completedOn: day,
    minutes: z.int(),
    source: z.enum(['platform', 'recognised', 'imported']),
    result: z.enum(['pass', 'withdrawn']),
    /** The last correction; `null` when there was none. */
    corrected: z.strictObject({ at: instant, reason: z.string() }).nullable(),
  })
  .meta({ id: 'HeldCompletion' });
export type HeldCompletion = z.infer<typeof heldCompletion>;

/** Body of `POST /api/agency/people/:id/completion/:completionId/correction`. */
export const correctCompletionRequest = z
  .strictObject({
    /** `withdrawn`: it was a mistake and does not count. `pass`: that was a mistake, and it counts again. */
    result: z.enum(['withdrawn', 'pass']),
    reason: z
      .string()
      .trim()
      .min(1, 'Enter why, in a few words')
      .max(500, 'Enter a reason of 500 characters or fewer'),
  })
  .meta({ id: 'CorrectCompletion' });
export type CorrectCompletionRequest = z.infer<typeof correctCompletionRequest>;
