import * as z from 'zod';
import { day, slug } from './field.js';

/** A calendar month, `YYYY-MM`. */
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/**
 * Figures place by place. `-1` stands for a protected figure, in both lists: its numbers are not sent at all,
 * because what must not be known is not sent. `null`: nobody there is required to.
 */
const figures = {
  done: z.array(z.int().min(-1).nullable()),
  required: z.array(z.int().min(-1).nullable()),
};

/** One line of figures with how its total stood at the end of each month of the trend. */
const boardLine = {
  ...figures,
  trend: z.strictObject(figures).describe('Of the total; in the order of trendMonths'),
};

/** `GET /api/partnership`: agencies by modules, as published for a month. */
export const board = z
  .strictObject({
    month: month.nullable().describe('null before the first publication'),
    publishedOn: day.nullable().describe('The day on which the figures were counted'),
    modules: z.array(z.strictObject({ slug, title: z.string(), reviews: z.array(slug) })),
    reviews: z
      .array(z.strictObject({ slug, title: z.string() }))
      .describe('Those from which a module of the board was made'),
    trendMonths: z.array(month).describe('From the oldest; the last is this month'),
    rows: z
      .array(
        z.strictObject({
          code: slug.nullable().describe('null: all agencies of fewer than ten members'),
          label: z.string(),
          kind: z.string().nullable(),
          ...boardLine,
        }),
      )
      .describe('Figures in the order of modules, and their total after the last'),
    totals: z.strictObject(boardLine),
  })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof board>;

/** Which published month; the latest when it is left out or was never published: the answer says which it is. */
export const boardQuery = z.strictObject({ month: z.string().max(20).optional() });
export type BoardQuery = z.infer<typeof boardQuery>;

/** `GET /api/partnership/month`: what there is to choose from, the newest first. */
export const boardMonths = z
  .strictObject({ months: z.array(z.strictObject({ month, publishedOn: day })) })
  .meta({ id: 'BoardMonths' });
export type BoardMonths = z.infer<typeof boardMonths>;

/** When a share of the audience was first reached, as published figures tell. */
const reach = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('reached'),
    countedOn: day,
    exact: z.boolean().describe('false: it may have been reached before the first figure that shows it'),
    days: z.int().nullable().describe('Since `since`; null where only the latest day it can be is known'),
  }),
  z.strictObject({ state: z.enum(['not-yet', 'hidden', 'none']) }),
]);
export type ReviewReachState = z.infer<typeof reach>;

/** A module made from a review, with its audience: everyone of whom an agency requires it. */
const reviewModule = z.strictObject({
  slug,
  title: z.string(),
  since: day.describe('Published, or first counted where that was earlier'),
  half: reach,
  fourFifths: reach,
  total: z.strictObject(figures).describe('All agencies, in the order of months'),
});

/** `GET /api/partnership/review`: how far the modules of each review have come. */
export const reviewReachList = z
  .strictObject({
    publishedOn: day.nullable(),
    reviews: z.array(
      z.strictObject({
        slug,
        title: z.string(),
        modules: z.array(
          z.strictObject({
            slug,
            title: z.string(),
            half: reach,
            fourFifths: reach,
            latest: z.strictObject(figures),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ReviewReachList' });
export type ReviewReachList = z.infer<typeof reviewReachList>;

/** `GET /api/partnership/review/:slug`: reach of each of a review's modules, by agency and month. */
export const reviewReach = z
  .strictObject({
    slug,
    title: z.string(),
    months: z.array(z.strictObject({ month, publishedOn: day })).describe('From the oldest'),
    modules: z.array(reviewModule),
    agencies: z.array(
      z.strictObject({
        code: slug.nullable(),
        label: z.string(),
        kind: z.string().nullable(),
        modules: z.array(z.strictObject(figures)).describe('In the order of modules, then of months'),
      }),
    ),
  })
  .meta({ id: 'ReviewReach' });
export type ReviewReach = z.infer<typeof reviewReach>;
