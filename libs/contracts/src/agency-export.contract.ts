import * as z from 'zod';
import { day, id, instant, slug } from './field.js';

// Apart from the other answers about an agency: the form for the days loads this with its first attempt.

/** The files of an agency export. */
export const exportKind = z.enum(['completions', 'not-completed', 'summary']);
export type ExportKind = z.infer<typeof exportKind>;

/** CSV for any size; an Excel workbook up to `XLSX_MOST_ROWS`. */
export const exportFormat = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof exportFormat>;

/** Rows that a workbook may hold. With more, opening it takes minutes and a gigabyte on an office computer. */
export const XLSX_MOST_ROWS = 100_000;

/** Days for which a file prepared in the background is kept. */
export const EXPORT_KEPT_DAYS = 7;

const LONGEST_RANGE_DAYS = 3660;
const LONGEST_FILTER = 80;

const days = { from: z.iso.date('Enter the first day'), to: z.iso.date('Enter the last day') };
const filters = {
  /** Id of a team, or `none` for members without one. */
  team: z.union([z.uuid(), z.literal('none')], 'Choose a team from the list').optional(),
  /** Code of a job role. */
  role: z.string().min(1).max(LONGEST_FILTER, 'Choose a job role from the list').optional(),
  module: slug.optional(),
};

interface Range {
  readonly from: string;
  readonly to: string;
}
const isInOrder = ({ from, to }: Range) => from <= to;
const IN_ORDER = { path: ['to'], message: 'The last day must be the same as or after the first day' };
const isShortEnough = ({ from, to }: Range) =>
  Date.parse(to) - Date.parse(from) <= LONGEST_RANGE_DAYS * 86_400_000;
const SHORT_ENOUGH = { path: ['from'], message: 'Choose ten years or less' };

/**
 * Query of every export: completion days, both included, in the agency's time zone, ten years at most; and whose
 * rows. Team and job role are those that members have now.
 */
export const exportQuery = z
  .strictObject({ ...days, ...filters })
  .refine(isInOrder, IN_ORDER)
  .refine(isShortEnough, SHORT_ENOUGH);
export type ExportQuery = z.infer<typeof exportQuery>;

const anyFilter = z.string().max(LONGEST_FILTER).optional();

/** Query of `GET /api/agency/export/offer`, as it stands in the address: a filter that does not exist is left out. */
export const exportOfferQuery = z
  .strictObject({ ...days, team: anyFilter, role: anyFilter, module: anyFilter })
  .refine(isInOrder, IN_ORDER)
  .refine(isShortEnough, SHORT_ENOUGH);
export type ExportOfferQuery = z.infer<typeof exportOfferQuery>;

/** Body of `POST /api/agency/export`: a file to be written in the background. */
export const newExport = z
  .strictObject({ kind: exportKind, format: exportFormat, ...days, ...filters })
  .refine(isInOrder, IN_ORDER)
  .refine(isShortEnough, SHORT_ENOUGH);
export type NewExport = z.infer<typeof newExport>;

/** Answer of `POST /api/agency/export`. */
export const orderedExport = z.strictObject({ id }).meta({ id: 'OrderedExport' });

/**
 * Where a file stands. A download: sending, then sent or broken off. A file prepared in the background: waiting,
 * writing, then ready and at last deleted; or failed; or cancelled.
 */
export const exportState = z.enum([
  'sending',
  'sent',
  'broken-off',
  'waiting',
  'writing',
  'ready',
  'failed',
  'cancelled',
  'deleted',
]);
export type ExportState = z.infer<typeof exportState>;

/** Why there is no file, or no whole one. */
export const exportProblem = z.enum(['left', 'stalled', 'too-long', 'disk-full', 'not-written', 'fault']);
export type ExportProblem = z.infer<typeof exportProblem>;

/** Labels of the filters a file was made with; `null` where there was none. */
const filterLabels = {
  team: z.string().nullable(),
  role: z.string().nullable(),
  module: z.string().nullable(),
};

/** One file as it was asked for, and proof of what was in it. */
export const exportRecord = z
  .strictObject({
    id,
    kind: exportKind,
    format: exportFormat,
    from: day,
    to: day,
    ...filterLabels,
    by: z.string(),
    at: instant,
    state: exportState,
    problem: exportProblem.nullable(),
    /** `null` until the file is whole. */
    rows: z.int().nullable(),
    sha256: z.string().nullable(),
    bytes: z.int().nullable(),
    /** Rows written so far, and those that were counted when it was asked for. Of a file in the background. */
    rowsSoFar: z.int(),
    rowsExpected: z.int().nullable(),
    /** Until when a file in the background can be fetched. */
    expiresAt: instant.nullable(),
    deletedAt: instant.nullable(),
    /** How often a file in the background was fetched; the audit log says by whom. */
    fetched: z.int(),
  })
  .meta({ id: 'ExportRecord' });
export type ExportRecord = z.infer<typeof exportRecord>;

/** `GET /api/agency/export`: who exported what, newest first, 50 at most. */
export const exportHistory = z.strictObject({ exports: z.array(exportRecord) }).meta({ id: 'ExportHistory' });
export type ExportHistory = z.infer<typeof exportHistory>;

/** `GET /api/agency/export/offer`: how long each file would be, and what rows can be chosen by. */
export const exportOffer = z
  .strictObject({
    /** Rows of each file for the days and filters asked; counted, not guessed. */
    rows: z.strictObject({ completions: z.int(), 'not-completed': z.int(), summary: z.int() }),
    /** More rows than these are offered as CSV only. */
    mostWorkbookRows: z.int(),
    /** Filters that were asked for and do not exist: left out of the figures. */
    ignored: z.array(z.enum(['team', 'role', 'module'])),
    teams: z.array(z.strictObject({ id, name: z.string() })),
    jobRoles: z.array(z.strictObject({ code: z.string(), label: z.string() })),
    modules: z.array(z.strictObject({ slug, title: z.string() })),
  })
  .meta({ id: 'ExportOffer' });
export type ExportOffer = z.infer<typeof exportOffer>;

/** `GET /api/agency/export/manifest`: the latest whole file of each kind and format for the days and filters. */
export const exportManifest = z
  .strictObject({
    schema: z.literal('cpd-1'),
    agency: z.string(),
    from: day,
    to: day,
    files: z.array(
      z.strictObject({
        file: z.string(),
        kind: exportKind,
        format: exportFormat,
        rows: z.int(),
        sha256: z.string(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'ExportManifest' });
export type ExportManifest = z.infer<typeof exportManifest>;
