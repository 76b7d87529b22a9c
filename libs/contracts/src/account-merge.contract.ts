import * as z from 'zod';
import { day, id, instant } from './field.js';

/** Body of `POST /api/account/merge/link`: ask for a link that goes to the address of one's other account. */
export const mergeLinkRequest = z
  .strictObject({
    email: z
      .string()
      .trim()
      .min(1, 'Enter the email address of your other account')
      .max(254, 'Enter a shorter email address'),
  })
  .meta({ id: 'MergeLinkRequest' });
export type MergeLinkRequest = z.infer<typeof mergeLinkRequest>;

/** The secret of a link, as it stands behind `#`. What is not of that form is over too, and hears the same. */
const token = z.string().max(200);

/** Body of `POST /api/account/merge/preview`: ask what joining would do. */
export const mergePreviewRequest = z.strictObject({ token }).meta({ id: 'MergePreviewRequest' });
export type MergePreviewRequest = z.infer<typeof mergePreviewRequest>;

/** Body of `PUT /api/account/merge`: join the two. */
export const mergeRequest = z
  .strictObject({ token, passphrase: z.string().min(1, 'Enter your passphrase').max(200) })
  .meta({ id: 'MergeRequest' });
export type MergeRequest = z.infer<typeof mergeRequest>;

/** Body of `PUT /api/account/merge/:id/undone`: part the two again. */
export const mergeUndoRequest = z
  .strictObject({ passphrase: z.string().min(1, 'Enter your passphrase').max(200) })
  .meta({ id: 'MergeUndoRequest' });
export type MergeUndoRequest = z.infer<typeof mergeUndoRequest>;

const side = z.strictObject({
  email: z.string(),
  name: z.string(),
  /** Jobs, past ones and those to come included, the latest first. */
  jobs: z.array(z.strictObject({ agencyName: z.string(), from: day, to: day.nullable() })),
  /** Modules finished, and those begun. */
  completions: z.int(),
  openAttempts: z.int(),
  cpdEntries: z.int(),
  cpdMinutes: z.int(),
  reflections: z.int(),
});

/** What joining two accounts would do, told to whoever has proved that both are theirs. */
export const mergePreview = z
  .strictObject({
    /** The account that stays: the one signed in to. */
    stays: side,
    /** The account whose record moves over. */
    joins: side,
    /** Modules begun in both accounts: of each, the attempt that got further goes on. */
    begunTwice: z.array(z.string()),
    /** Agencies in which both accounts have a job on the same days; while there is one, they cannot be joined. */
    inTheWay: z.array(z.string()),
    endsAt: instant,
  })
  .meta({ id: 'MergePreview' });
export type MergePreview = z.infer<typeof mergePreview>;

/** `GET /api/account/merge`: the accounts that were joined to this one, the latest first. */
export const accountMerges = z
  .strictObject({
    merges: z.array(
      z.strictObject({
        id,
        mergedAt: instant,
        /** Until when it can be undone. */
        undoUntil: instant,
        undoneAt: instant.nullable(),
        /** What moved. */
        completions: z.int(),
        jobs: z.int(),
      }),
    ),
  })
  .meta({ id: 'AccountMerges' });
export type AccountMerges = z.infer<typeof accountMerges>;
