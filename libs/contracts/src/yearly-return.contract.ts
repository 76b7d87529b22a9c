import * as z from 'zod';
import { day, freeText, id, instant, slug } from './field.js';

// Apart from the other answers about an agency: its draft loads this with its first attempt.

/** A reporting year, `2025-26`: from 1 April to 31 March. */
const yearLabel = z.string().regex(/^\d{4}-\d\d$/);

/** Query of a return: its year. What is no year of ours is left out, and the running year is answered. */
export const yearlyReturnQuery = z.strictObject({ year: z.string().max(20).optional().catch(undefined) });
export type YearlyReturnQuery = z.infer<typeof yearlyReturnQuery>;

/** Query of the file: a year's draft, or a return that was attested. */
export const yearlyReturnFileQuery = z.strictObject({
  year: z.string().max(20).optional().catch(undefined),
  attestation: id.optional(),
});
export type YearlyReturnFileQuery = z.infer<typeof yearlyReturnFileQuery>;

/** Most characters of one text of a return. */
export const LONGEST_RETURN_TEXT = 4000;

const text = (label: string) => freeText(label, LONGEST_RETURN_TEXT);
const score = z.int('Choose a score').min(0).max(3).nullable();

/** What a training lead writes. Never case data, never a name. */
export const yearlyReturnWords = z
  .strictObject({
    qualityAssurance: text('Who quality-assured the modules'),
    sharedLearning: text('How learning was shared'),
    changedPractice: text('Evidence of changed practice'),
    supervision: text('Supervision arrangements'),
    gapsAndPlan: text('Gaps and plan'),
    evidenceLinks: text('Links to evidence').describe('One link a line'),
    /** Self-scores, 0 to 3; `null` where none was given. */
    scores: z.strictObject({
      training: score,
      induction: score,
      sharedLearning: score,
      changedPractice: score,
      supervision: score,
    }),
  })
  .meta({ id: 'YearlyReturnWords' });
export type YearlyReturnWords = z.infer<typeof yearlyReturnWords>;

/** People of one group. */
export const returnPeople = z
  .strictObject({
    /** 1 to 8; `null` for members of whom no group is recorded. */
    group: z.int().nullable(),
    headcount: z.int().nullable().describe('As supplied; null when no headcount tells of this group'),
    fte: z.number().nullable(),
    recorded: z.int().describe('Members on the day'),
    required: z.int().describe('Members of whom at least one module is required'),
    compliant: z.int().describe('Members who have every required module done and valid'),
    base: z.int().describe('What the share is out of'),
    percent: z.int().nullable(),
  })
  .meta({ id: 'ReturnPeople' });
export type ReturnPeople = z.infer<typeof returnPeople>;

/** Requirements: one module and one member each. */
const requirements = {
  required: z.int(),
  compliant: z.int(),
  percent: z.int().nullable(),
  overdueUnder3: z.int(),
  overdue3To6: z.int(),
  overdue6AndOver: z.int(),
  paused: z.int(),
};
/** Requirements counted together. */
export const returnRequirements = z.strictObject(requirements).meta({ id: 'ReturnRequirements' });
export type ReturnRequirements = z.infer<typeof returnRequirements>;

/** Every figure of a return. Nothing in it names anybody. */
export const returnFigures = z
  .strictObject({
    /** The day they are of: the last of the year, or today while it runs. */
    on: day,
    /** Whether the year was over, so that where people stood was worked out from the evidence that is kept. */
    isWorkedOut: z.boolean(),
    /** The headcount in force on the day; `null` without one. */
    headcount: z.strictObject({ on: day, source: z.string(), reason: z.string() }).nullable(),
    /** The whole agency. `group` is `null`. */
    agency: returnPeople,
    groups: z.array(returnPeople),
    total: returnRequirements,
    modules: z.array(z.strictObject({ module: slug, title: z.string(), ...requirements })),
    starters: z.strictObject({
      joined: z.int(),
      nothingRequired: z.int(),
      inTime: z.int(),
      late: z.int(),
      notYet: z.int(),
      percent: z.int().nullable(),
    }),
    completions: z.strictObject({ count: z.int(), people: z.int() }).describe('In the period up to the day'),
  })
  .meta({ id: 'ReturnFigures' });
export type ReturnFigures = z.infer<typeof returnFigures>;

/** Who said that a return is right, and when. */
export const returnAttestation = z
  .strictObject({
    id,
    /** 1 for the first of the year; each stands in place of the one before. */
    number: z.int(),
    by: z.string(),
    role: z.string(),
    on: day,
    at: instant,
    sha256: z.string(),
    isIntact: z.boolean().describe('Whether what is kept still has this SHA-256'),
  })
  .meta({ id: 'ReturnAttestation' });
export type ReturnAttestation = z.infer<typeof returnAttestation>;

const period = z.strictObject({ label: yearLabel, startsOn: day, endsOn: day });

/** `GET /api/agency/yearly-return`: the figures as they are now, what is written so far, and what was attested. */
export const yearlyReturn = z
  .strictObject({
    agency: z.string(),
    year: period,
    /** Years that can be opened, the running one first. */
    years: z.array(yearLabel),
    figures: returnFigures,
    /** Of the figures: attesting sends it back, so that what is frozen is what was looked at. */
    figuresSha256: z.string(),
    draft: z.strictObject({
      words: yearlyReturnWords,
      /** 0 before the first save. */
      revision: z.int(),
      savedAt: instant.nullable(),
      savedBy: z.string().nullable(),
    }),
    /** Latest first. */
    attestations: z.array(returnAttestation),
  })
  .meta({ id: 'YearlyReturn' });
export type YearlyReturn = z.infer<typeof yearlyReturn>;

/** `PUT /api/agency/yearly-return`: the whole of what is written, on top of the save named by `revision`. */
export const saveYearlyReturnRequest = z.strictObject({
  year: yearLabel,
  revision: z.int().min(0),
  words: yearlyReturnWords,
});
export type SaveYearlyReturnRequest = z.infer<typeof saveYearlyReturnRequest>;
export const savedYearlyReturn = z
  .strictObject({ revision: z.int(), savedAt: instant })
  .meta({ id: 'SavedYearlyReturn' });
export type SavedYearlyReturn = z.infer<typeof savedYearlyReturn>;

/** `POST /api/agency/yearly-return/attestation`: these figures and these words are right today. */
export const attestYearlyReturnRequest = z.strictObject({
  year: yearLabel,
  revision: z.int().min(0),
  figuresSha256: z.string().regex(/^[0-9a-f]{64}$/),
  role: z
    .string()
    .trim()
    .min(1, 'Enter your role, such as “Head of safeguarding training”')
    .max(120, 'Your role must be 120 characters or fewer'),
  confirmed: z.literal(true, 'Confirm that the figures are right'),
});
export type AttestYearlyReturnRequest = z.infer<typeof attestYearlyReturnRequest>;

/** `GET /api/agency/yearly-return/attestation/:id`: a return as it was attested. It never changes. */
export const attestedReturn = z
  .strictObject({
    agency: z.string(),
    year: period,
    figures: returnFigures,
    words: yearlyReturnWords,
    attestation: returnAttestation,
    /** Whether a later one stands in its place. */
    isReplaced: z.boolean(),
  })
  .meta({ id: 'AttestedReturn' });
export type AttestedReturn = z.infer<typeof attestedReturn>;
