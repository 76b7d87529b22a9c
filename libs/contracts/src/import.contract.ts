import * as z from 'zod';
import { day, id, instant } from './field.js';

/** What a file may hold: members of staff, learning done elsewhere, or the yearly headcount. */
export const importKind = z.enum(['people', 'completions', 'headcount'], 'Choose what the file holds');
export type ImportKind = z.infer<typeof importKind>;

/** The largest file, in bytes. */
export const IMPORT_MOST_BYTES = 10_000_000;
/** The most rows of one file. */
export const IMPORT_MOST_ROWS = 50_000;
/** Days after which the rows of a file are deleted; what was done with them stays. */
export const IMPORT_KEPT_DAYS = 7;

/**
 * Where an import stands: reading the file · waiting for somebody to say which column is which (mapping) · checking the
 * rows · checked, for somebody to look at · waiting for a colleague's import to end · applying · applied · undoing ·
 * undone. Or it ended before it began: refused (the file could not be read), cancelled, failed (a fault of ours).
 */
export const importState = z.enum([
  'reading',
  'mapping',
  'checking',
  'checked',
  'waiting',
  'applying',
  'applied',
  'undoing',
  'undone',
  'refused',
  'cancelled',
  'failed',
]);
export type ImportState = z.infer<typeof importState>;

/** Query of `POST /api/agency/import`, whose body is the file as it is (`application/octet-stream`). */
export const newImportQuery = z.strictObject({
  kind: importKind,
  /** Name of the file as the person knows it. */
  name: z.string().trim().min(1, 'Choose a file').max(200, 'Give the file a shorter name'),
  /** Id of the import whose rows with problems this file replaces, mended. */
  mends: id.optional(),
});
export type NewImportQuery = z.infer<typeof newImportQuery>;

/** Answer of `POST /api/agency/import`. */
export const newImport = z.strictObject({ id }).meta({ id: 'NewImport' });
export type NewImport = z.infer<typeof newImport>;

/** Rows by what applying would do with them, or did. */
export const importCounts = z
  .strictObject({
    add: z.int(),
    change: z.int(),
    move: z.int(),
    same: z.int(),
    problem: z.int(),
    duplicate: z.int(),
    'left-out': z.int(),
  })
  .meta({ id: 'ImportCounts' });
export type ImportCounts = z.infer<typeof importCounts>;

const summary = {
  id,
  kind: importKind,
  fileName: z.string(),
  state: importState,
  /** A sentence about why it stands where it stands; `null` when there is nothing to say. */
  message: z.string().nullable(),
  at: instant,
  /** Display name of whoever brought the file. */
  by: z.string(),
  rows: z.int().nullable().describe('Rows below the header; null until the file was read'),
  /** `null` until the rows were checked. */
  counts: importCounts.nullable(),
  leavers: z.int().describe('Members who were let go with it'),
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  canUndo: z.boolean().describe('Whether it is the last one applied, and of people'),
};

/** One import in the history. */
export const importSummary = z.strictObject(summary).meta({ id: 'ImportSummary' });
export type ImportSummary = z.infer<typeof importSummary>;

/** `GET /api/agency/import`: the latest fifty, newest first. */
export const importPage = z.strictObject({ imports: z.array(importSummary) }).meta({ id: 'ImportPage' });
export type ImportPage = z.infer<typeof importPage>;

/** Column key → position in the file's header, from 0. */
export const columnMapping = z.record(z.string().max(40), z.int().min(0).max(200));

/** `GET /api/agency/import/:id`: one import, and what somebody has to say of it. */
export const importDetail = z
  .strictObject({
    ...summary,
    /** How far the work under way is; 0 of 0 when none is. */
    progress: z.strictObject({ done: z.int(), of: z.int() }),
    /** The header of the file, and the first cells below each. */
    columns: z.array(z.strictObject({ header: z.string(), sample: z.array(z.string()) })),
    mapping: columnMapping,
    mappingProblems: z.array(z.string()),
    /** The columns that this kind understands. */
    known: z.array(
      z.strictObject({ key: z.string(), label: z.string(), isRequired: z.boolean(), hint: z.string() }),
    ),
    mayAddTeams: z.boolean(),
    newTeams: z.array(z.string()),
    /** Names of the check's result: what is applied must be what was looked at. */
    checked: z.string().nullable(),
    proposedLeavers: z.int(),
    /** After undoing: jobs that stay because something was learned or changed in them since. */
    kept: z.int(),
  })
  .meta({ id: 'ImportDetail' });
export type ImportDetail = z.infer<typeof importDetail>;

/** Which rows a page shows. */
export const importRowsQuery = z.strictObject({
  action: z
    .enum(['add', 'change', 'move', 'same', 'problem', 'duplicate', 'left-out'])
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
});
export type ImportRowsQuery = z.infer<typeof importRowsQuery>;

/** One row as it was checked. */
export const importRow = z
  .strictObject({
    line: z.int(),
    action: z.enum(['add', 'change', 'move', 'same', 'problem', 'duplicate', 'left-out']),
    /** What the row is about, in the words of the file: a name and a staff number, or a group and a figure. */
    about: z.string(),
    changes: z.array(z.strictObject({ column: z.string(), from: z.string(), to: z.string() })),
    problems: z.array(z.strictObject({ column: z.string().nullable(), message: z.string() })),
    /** Who it might be, for a human to say. */
    candidates: z.array(
      z.strictObject({
        membershipId: id,
        name: z.string(),
        staffRef: z.string(),
        jobRole: z.string(),
        team: z.string().nullable(),
        workEmail: z.string(),
      }),
    ),
    decision: z.enum(['same', 'another', 'leave-out']).nullable(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRow>;

/** `GET /api/agency/import/:id/row`: 50 a page, by line. */
export const importRows = z
  .strictObject({ rows: z.array(importRow), total: z.int(), page: z.int(), pages: z.int() })
  .meta({ id: 'ImportRows' });
export type ImportRows = z.infer<typeof importRows>;

/** `GET /api/agency/import/:id/leaver`: members whom the file does not name, or whose last day it names; all of them. */
export const importLeavers = z
  .strictObject({
    today: day,
    leavers: z.array(
      z.strictObject({
        membershipId: id,
        name: z.string(),
        staffRef: z.string(),
        jobRole: z.string(),
        team: z.string().nullable(),
        lastDay: day.nullable().describe('As the file has it; null when it does not name them'),
      }),
    ),
  })
  .meta({ id: 'ImportLeavers' });
export type ImportLeavers = z.infer<typeof importLeavers>;

/** Body of `PUT /api/agency/import/:id/mapping`: which column is which. It is remembered for the next file. */
export const importMappingRequest = z
  .strictObject({ mapping: columnMapping, mayAddTeams: z.boolean() })
  .meta({ id: 'ImportMapping' });
export type ImportMappingRequest = z.infer<typeof importMappingRequest>;

/** Body of `PUT /api/agency/import/:id/row/:line`: what a human says of a row that may be about somebody here. */
export const importDecisionRequest = z
  .strictObject({
    decision: z.enum(['same', 'another', 'leave-out'], 'Say whether this is the same person'),
    membershipId: id.optional(),
  })
  .refine(({ decision, membershipId }) => (decision === 'same') === (membershipId !== undefined), {
    path: ['membershipId'],
    message: 'Choose who it is',
  })
  .meta({ id: 'ImportDecision' });
export type ImportDecisionRequest = z.infer<typeof importDecisionRequest>;

/** Body of `POST /api/agency/import/:id/application`. */
export const applyImportRequest = z
  .strictObject({
    /** What `checked` said of the result that was looked at. */
    checked: z.string().min(1).max(100),
    leaveOutProblems: z.boolean().describe('Whether rows with problems may be left out'),
    /** Leavers somebody has confirmed one by one. */
    leavers: z
      .array(z.strictObject({ membershipId: id, lastDay: z.iso.date('Enter the last day of work') }))
      .max(IMPORT_MOST_ROWS),
    invite: z.boolean().describe('Whether those who are added get an email to set their passphrase'),
  })
  .meta({ id: 'ApplyImport' });
export type ApplyImportRequest = z.infer<typeof applyImportRequest>;
