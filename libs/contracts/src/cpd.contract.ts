import * as z from 'zod';
import { day, freeText, id, instant, minutes, slug } from './field.js';

/**
 * A day that can stand in somebody's record. Years far from ours are slips of the keyboard, and calendars end
 * somewhere.
 */
const dayOfRecord = (message: string) =>
  z.iso.date(message).refine((text) => text >= '1950-01-01' && text < '2100-01-01', message);

/** Whose form a personal export follows. */
export const cpdBody = z.enum(['social-work-england', 'nmc', 'hcpc', 'generic']);
export type CpdBody = z.infer<typeof cpdBody>;

/** How something was learned. Only the middle two can carry participatory minutes. */
export const learningType = z.enum(
  ['self-directed', 'facilitated-group', 'peer-discussion', 'reading'],
  'Choose how you learned',
);
export type LearningType = z.infer<typeof learningType>;

/** Where an entry comes from: this platform, an import that somebody attested, or the person's own word. */
export const cpdSource = z.enum(['platform', 'imported', 'self-declared']);

/** One line of the record. */
export const cpdEntrySummary = z
  .strictObject({
    id,
    title: z.string(),
    learningType,
    source: cpdSource,
    /** Who attested an import, in the words of the file; `null` for everything else. */
    attestedBy: z.string().nullable(),
    provider: z.string(),
    completedOn: day,
    minutes: z.int(),
    participatoryMinutes: z.int(),
    certificateNumber: z.string().nullable(),
    hasReflection: z.boolean(),
    /** Set when the completion was recorded by mistake: it is in no total and no export. */
    withdrawn: z.strictObject({ on: day, reason: z.string(), agency: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'CpdEntrySummary' });
export type CpdEntrySummary = z.infer<typeof cpdEntrySummary>;

/** `GET /api/cpd`: the record by registration year, newest first. */
export const cpdRecord = z
  .strictObject({
    body: cpdBody,
    years: z.array(
      z.strictObject({
        label: z.string().describe('Such as 2026-27'),
        from: day,
        to: day,
        minutes: z.int(),
        participatoryMinutes: z.int(),
        entries: z.array(cpdEntrySummary),
      }),
    ),
  })
  .meta({ id: 'CpdRecord' });
export type CpdRecord = z.infer<typeof cpdRecord>;

/** Query of `GET /api/cpd`: whose registration year to group by; the person's own body when left out. */
export const cpdQuery = z.strictObject({ body: cpdBody.optional() });
export type CpdQuery = z.infer<typeof cpdQuery>;

/** What the practitioner writes beside the facts. Theirs alone. */
export const cpdReflection = z
  .strictObject({
    learned: freeText('What you learned', 4000),
    impact: freeText('The difference it makes', 4000),
    peer: freeText('What you learned by discussing it', 4000),
    /** Links to the NMC Code; empty for everybody else. */
    codeLinks: z
      .array(
        z.enum(['prioritise-people', 'practise-effectively', 'preserve-safety', 'promote-professionalism']),
      )
      .max(4),
  })
  .meta({ id: 'CpdReflection' });
export type CpdReflection = z.infer<typeof cpdReflection>;

/** `GET /api/cpd/:id`. */
export const cpdEntry = cpdEntrySummary
  .extend({
    description: z.string(),
    /** The module, for learning done here. */
    module: z.strictObject({ slug, title: z.string(), version: z.int() }).nullable(),
    themes: z.array(z.string()),
    outcomes: z.array(z.string()),
    /** The most that may be recorded: minutes may be lowered, never raised. `null` for outside learning. */
    creditedMinutes: z.int().nullable(),
    facilitator: z.string(),
    groupSize: z.int().nullable(),
    evidence: z.string(),
    /** What was written in the module itself, shown here and kept there. */
    moduleReflections: z.array(z.strictObject({ prompt: z.string(), text: z.string() })),
    intention: z.string(),
    intentionOn: day.nullable(),
    reflection: cpdReflection,
    /** Counts saves of the reflection, so that a stale page cannot overwrite a newer one. 0: never written. */
    reflectionRevision: z.int(),
    /** The same for the minutes. */
    revision: z.int(),
    savedAt: instant,
  })
  .meta({ id: 'CpdEntry' });
export type CpdEntry = z.infer<typeof cpdEntry>;

/** Minutes of one box of a form with two, so that each sentence says which is meant. */
const minutesOf = (message: string) =>
  z.int(message).min(0, message).max(1440, 'Enter 1,440 minutes (24 hours) or fewer');

const outsideLearning = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1, 'Enter what the learning was')
    .max(200, 'Enter a title of 200 characters or fewer'),
  provider: z.string().trim().min(1, 'Enter who ran it').max(200, 'Enter a name of 200 characters or fewer'),
  learningType,
  completedOn: dayOfRecord('Enter the date you finished'),
  minutes: minutesOf('Enter the minutes it took in all, as a whole number').min(
    1,
    'Enter the minutes it took in all',
  ),
  participatoryMinutes: minutesOf('Enter the participatory minutes as a whole number, or 0'),
  facilitator: freeText('The name of the facilitator', 200).default(''),
  groupSize: z.int().min(1).max(100_000).nullable().default(null),
  description: freeText('The description', 1000).default(''),
  evidence: freeText('Your evidence', 1000).default(''),
});

/** Body of `POST /api/cpd`: learning done elsewhere, on the person's own word. */
export const addOutsideLearningRequest = outsideLearning
  .refine((entry) => entry.participatoryMinutes <= entry.minutes, {
    path: ['participatoryMinutes'],
    message: 'Participatory minutes cannot be more than the minutes in all',
  })
  .refine(
    (entry) =>
      entry.participatoryMinutes === 0 ||
      entry.learningType === 'facilitated-group' ||
      entry.learningType === 'peer-discussion',
    { path: ['participatoryMinutes'], message: 'Learning on your own has 0 participatory minutes' },
  )
  .meta({ id: 'AddOutsideLearning' });
export type AddOutsideLearningRequest = z.infer<typeof addOutsideLearningRequest>;

/** Body of `PUT /api/cpd/:id/minutes`: record fewer minutes than were credited. `revision` is the entry's. */
export const lowerMinutesRequest = z
  .strictObject({ minutes, revision: z.int().min(0) })
  .meta({ id: 'LowerMinutes' });
export type LowerMinutesRequest = z.infer<typeof lowerMinutesRequest>;
/** Body of `PUT /api/cpd/:id/reflection`. `revision` is the entry's `reflectionRevision`. */
export const saveCpdReflectionRequest = cpdReflection
  .extend({ revision: z.int().min(0) })
  .meta({ id: 'SaveCpdReflection' });
export type SaveCpdReflectionRequest = z.infer<typeof saveCpdReflectionRequest>;
/** Answer to a change of an entry. `revision` is the new one of what was changed. */
export const savedCpdEntry = z
  .strictObject({ id, savedAt: instant, revision: z.int() })
  .meta({ id: 'SavedCpdEntry' });
export type SavedCpdEntry = z.infer<typeof savedCpdEntry>;

const exportDay = dayOfRecord('Enter a real date, such as 2026-03-27').optional();

/**
 * Query of `GET /api/cpd/export` (JSON for print and copy) and `GET /api/cpd/export.csv`. Days included. Left out, the
 * period is the one the body asks for, ending today.
 */
export const cpdExportQuery = z.strictObject({ body: cpdBody, from: exportDay, to: exportDay });
export type CpdExportQuery = z.infer<typeof cpdExportQuery>;

/** A personal export as a table, with what the practitioner has still to write. */
export const cpdExport = z
  .strictObject({
    body: cpdBody,
    title: z.string(),
    note: z.string().describe('What this body asks for, and what the platform cannot fill'),
    from: day,
    to: day,
    person: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    leftToWrite: z
      .array(z.string())
      .describe('Columns in which some row still lacks what only the practitioner can write'),
    gaps: z
      .array(z.strictObject({ from: day, to: day }))
      .describe('For the HCPC: stretches of three months or more without learning, to be explained'),
    minutes: z.int(),
    participatoryMinutes: z.int(),
  })
  .meta({ id: 'CpdExport' });
export type CpdExport = z.infer<typeof cpdExport>;
