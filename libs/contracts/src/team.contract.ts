import * as z from 'zod';
import { id } from './field.js';

/** `GET /api/agency/team`: the agency's teams by name. */
export const teamList = z
  .strictObject({
    teams: z.array(
      z.strictObject({
        id,
        name: z.string(),
        members: z.int().describe('Members today'),
        /** Whether it can be removed: nobody works in it, and no rule names it. */
        isEmpty: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'TeamList' });
export type TeamList = z.infer<typeof teamList>;

/** Body of `POST /api/agency/team` and `PUT /api/agency/team/:id`. */
export const teamRequest = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'Enter the name of the team')
      .max(120, 'Enter a name of 120 characters or fewer')
      .regex(/^\P{Cc}*$/u, 'Enter a name without line breaks'),
  })
  .meta({ id: 'TeamRequest' });
export type TeamRequest = z.infer<typeof teamRequest>;

/** Answer to adding a team. */
export const addedTeam = z.strictObject({ id }).meta({ id: 'AddedTeam' });
export type AddedTeam = z.infer<typeof addedTeam>;
