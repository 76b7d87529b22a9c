import * as z from 'zod';
import { day, freeText, id, instant } from './field.js';

// Apart from the other answers about an agency: the form for the figures loads this with its first attempt.

/** The workforce groups of the partnership's framework, as keys of a record. */
export const WORKFORCE_GROUP_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
export type WorkforceGroupKey = (typeof WORKFORCE_GROUP_KEYS)[number];

const people = z
  .number('Enter the number of people in digits, such as 1204')
  .min(0, 'Enter 0 or more people')
  .max(500_000, 'Check the figure: it is more people than any agency has')
  .int('Enter whole people, and put parts of a post under FTE');
const fte = z
  .number('Enter FTE in digits, such as 104.5, or leave it empty')
  .min(0, 'Enter an FTE of 0 or more')
  .transform((given) => Math.round(given * 100) / 100);

/** People and their full-time equivalent; `null` when that is not known. */
const suppliedCount = z
  .strictObject({ people, fte: fte.nullable() })
  .refine((count) => count.fte === null || count.fte <= count.people, {
    path: ['fte'],
    message: 'FTE cannot be more than the number of people',
  });

const groups = z.strictObject(
  Object.fromEntries(WORKFORCE_GROUP_KEYS.map((key) => [key, suppliedCount.optional()])) as Record<
    WorkforceGroupKey,
    z.ZodOptional<typeof suppliedCount>
  >,
);

/**
 * Body of `POST /api/agency/headcount`: the figures of one day. Without `whole` the agency is the sum of its groups; a
 * whole that differs from them says why.
 */
export const supplyHeadcountRequest = z
  .strictObject({
    on: z.iso.date('Enter the day the figures are of'),
    source: z
      .string()
      .trim()
      .min(1, 'Enter where the figures come from, such as “HR system”')
      .max(200, 'The source must be 200 characters or fewer'),
    groups,
    whole: suppliedCount.nullable(),
    reason: freeText('The reason', 500).trim(),
  })
  .superRefine((request, context) => {
    const told = Object.values(request.groups).filter((count) => count !== undefined);
    if (told.length === 0 && request.whole === null) {
      context.addIssue({
        code: 'custom',
        path: ['whole', 'people'],
        message: 'Enter the people of at least one group, or of the whole agency',
      });
    }
    const sum = told.reduce((total, count) => total + count.people, 0);
    const differs = told.length > 0 && request.whole !== null && request.whole.people !== sum;
    if (differs && request.reason === '') {
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: `The groups add up to ${sum.toLocaleString('en-GB')}, and the whole agency is ${request.whole?.people.toLocaleString('en-GB')}. Say why, or change a figure`,
      });
    }
  });
export type SupplyHeadcountRequest = z.infer<typeof supplyHeadcountRequest>;

/** People of one group. */
export const headcountGroup = z
  .strictObject({ group: z.int(), people: z.int(), fte: z.number().nullable() })
  .meta({ id: 'HeadcountGroup' });
export type HeadcountGroup = z.infer<typeof headcountGroup>;

/** The figures of one day as they were supplied. */
export const headcountSet = z
  .strictObject({
    id,
    on: day,
    source: z.string(),
    /** Who supplied them; `null` when they came with the agency. */
    by: z.string().nullable(),
    at: instant,
    /** The whole agency. */
    people: z.int(),
    fte: z.number().nullable(),
    groups: z.array(headcountGroup),
    reason: z.string().describe('Why the whole agency is not the sum of its groups; else empty'),
    isReplaced: z.boolean().describe('Whether figures for the same day were supplied later'),
  })
  .meta({ id: 'HeadcountSet' });
export type HeadcountSet = z.infer<typeof headcountSet>;

/** `GET /api/agency/headcount`: the figures in use, those before, and how many members are recorded here. */
export const headcountPage = z
  .strictObject({
    today: day,
    /** The latest day that has come, as it was last supplied; `null` when nothing was. */
    current: headcountSet.nullable(),
    /** By day, latest first; the latest supplied first within a day. 50 at most. */
    history: z.array(headcountSet),
    members: z.strictObject({
      people: z.int().describe('Members today'),
      /** `null` for members of whom no group is recorded. */
      groups: z.array(z.strictObject({ group: z.int().nullable(), people: z.int() })),
    }),
  })
  .meta({ id: 'HeadcountPage' });
export type HeadcountPage = z.infer<typeof headcountPage>;
