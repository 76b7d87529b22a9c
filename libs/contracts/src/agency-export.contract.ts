import * as z from 'zod';
import { day, id, instant } from './field.js';

// Apart from the other answers about an agency: the form for the days loads this with its first attempt.

/** The files of an agency export. */
export const exportKind = z.enum(['completions', 'not-completed', 'summary']);
export type ExportKind = z.infer<typeof exportKind>;

const LONGEST_RANGE_DAYS = 3660;

/** Query of every export: completion days, both included, in the agency's time zone. Ten years at most. */
export const exportQuery = z
  .strictObject({ from: z.iso.date('Enter the first day'), to: z.iso.date('Enter the last day') })
  .refine((range) => range.from <= range.to, {
    path: ['to'],
    message: 'The last day must be the same as or after the first day',
  })
  .refine((range) => Date.parse(range.to) - Date.parse(range.from) <= LONGEST_RANGE_DAYS * 86_400_000, {
    path: ['from'],
    message: 'Choose ten years or less',
  });
export type ExportQuery = z.infer<typeof exportQuery>;

/** One file as it was streamed, and proof of what was in it. */
export const exportRecord = z
  .strictObject({
    id,
    kind: exportKind,
    from: day,
    to: day,
    by: z.string(),
    at: instant,
    /** `null` while the file streams, or when the download was broken off. */
    rows: z.int().nullable(),
    sha256: z.string().nullable(),
  })
  .meta({ id: 'ExportRecord' });
export type ExportRecord = z.infer<typeof exportRecord>;

/** `GET /api/agency/export`: who exported what, newest first, 50 at most. */
export const exportHistory = z.strictObject({ exports: z.array(exportRecord) }).meta({ id: 'ExportHistory' });
export type ExportHistory = z.infer<typeof exportHistory>;

/** `GET /api/agency/export/manifest`: the latest finished file of each kind for a range. */
export const exportManifest = z
  .strictObject({
    schema: z.literal('cpd-1'),
    agency: z.string(),
    from: day,
    to: day,
    files: z.array(
      z.strictObject({ file: z.string(), kind: exportKind, rows: z.int(), sha256: z.string(), at: instant }),
    ),
  })
  .meta({ id: 'ExportManifest' });
export type ExportManifest = z.infer<typeof exportManifest>;
