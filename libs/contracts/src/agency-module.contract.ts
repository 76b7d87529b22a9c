import * as z from 'zod';
import { standingBreakdown, standingCounts } from './agency.contract.js';
import { day, instant, slug } from './field.js';

/**
 * One question as a training lead may see it. Never exact, and never a person's: the number right first time is a
 * range, and both figures move by whole tens of answers.
 */
export const hardQuestion = z
  .strictObject({
    /** As in the knowledge check, from 1. */
    number: z.int(),
    topic: z.string(),
    text: z.string(),
    answered: z.int().describe('Members who answered it; a multiple of ten'),
    rightFrom: z.int().describe('Of them, at least so many were right first time'),
    rightTo: z.int().describe('… and at most so many'),
    percentage: z.int().nullable().describe('Right first time, about; null under 20 answers'),
  })
  .meta({ id: 'HardQuestion' });
export type HardQuestion = z.infer<typeof hardQuestion>;

/** `GET /api/agency/module/:slug`: one module in one's own agency. */
export const agencyModule = z
  .strictObject({
    agency: z.string(),
    module: z.strictObject({ slug, title: z.string() }),
    asAt: instant,
    total: standingCounts,
    byTeam: z.array(standingBreakdown),
    byJobRole: z.array(standingBreakdown),
    /** Completions of each of the last thirteen months, oldest first; the last month is not over. */
    finished: z.array(
      z.strictObject({ month: day.describe('First day of the month'), completions: z.int() }),
    ),
    /** Hardest first; `null` until ten members have answered and a night has passed. */
    questions: z
      .strictObject({
        version: z.int().describe('Of the module: the latest that enough members have done'),
        questions: z.array(hardQuestion),
      })
      .nullable(),
  })
  .meta({ id: 'AgencyModule' });
export type AgencyModule = z.infer<typeof agencyModule>;
