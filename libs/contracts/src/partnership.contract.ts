import * as z from 'zod';
import { day, slug } from './field.js';

/**
 * A published figure. When `protected`, `done`, `required` and the percentage are absent from the answer
 * altogether: what must not be known is not sent. `null` as a whole means that nobody there is required to.
 */
export const boardCell = z
  .discriminatedUnion('protected', [
    z.strictObject({ protected: z.literal(true) }),
    z.strictObject({ protected: z.literal(false), done: z.int(), required: z.int(), percentage: z.int() }),
  ])
  .nullable()
  .meta({ id: 'BoardCell' });
export type BoardCell = z.infer<typeof boardCell>;

/** `GET /api/partnership`: agencies by modules, as published for the month; rows in the order of `agencies`. */
export const board = z
  .strictObject({
    /** `null` before the first publication. */
    publishedOn: day.nullable(),
    modules: z.array(z.strictObject({ slug, title: z.string() })),
    rows: z.array(
      z.strictObject({
        label: z.string(),
        /** Whether this row stands for all agencies of fewer than ten members. */
        smallOrganisations: z.boolean(),
        cells: z.array(boardCell),
        total: boardCell,
      }),
    ),
    totals: z.array(boardCell),
    total: boardCell,
  })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof board>;
