import { z } from 'zod';
import { contentId, day, prose, sourceId, themeCode, webAddress } from './field.js';
import type { TextPart } from './section-text.js';

/** A lens through which reviews are read. */
export const theme = z.strictObject({ code: themeCode, name: prose, definition: prose });
export type Theme = z.infer<typeof theme>;

/** How much of a source was read by those who wrote the modules. */
export const sourceConfidence = z.enum(['full-text', 'official-page', 'secondary', 'not-yet-checked']);
export type SourceConfidence = z.infer<typeof sourceConfidence>;

/** Something a module cites. */
export interface Source {
  readonly id: string;
  readonly citation: string;
  /** Web addresses, the first being the main one; empty for what stands nowhere. */
  readonly links: string[];
  readonly confidence: SourceConfidence;
}

const period = z.strictObject({ from: z.int().min(1900), to: z.int().max(2200) }).nullable();
const slugAndTitle = z.strictObject({ slug: contentId, title: prose });
const learningText = z.strictObject({
  id: contentId,
  text: prose,
  themes: z.array(themeCode).min(1).max(3),
});

/** Facts of a review as its file gives them. What the partnership has not supplied is an empty list. */
export const reviewFacts = z.strictObject({
  slug: contentId,
  kind: z.enum(['serious-case-review', 'learning-review', 'practice-review', 'thematic-report']),
  title: prose,
  publisher: prose,
  /** Years it covers, both included; `null` when the published page does not say. */
  period,
  /** How much of it the partnership has supplied. */
  status: z.enum(['described', 'summarised', 'published', 'superseded']),
  /** What the published description says the report includes. */
  contains: z.array(prose).default([]),
  areas: z.array(slugAndTitle).default([]),
  /** Reviews it followed on from. */
  follows: z.array(contentId).default([]),
  documents: z.array(
    z.strictObject({
      title: prose,
      kind: prose,
      /** Whether the partnership has supplied it. */
      held: z.boolean(),
      url: webAddress.nullable().default(null),
    }),
  ),
  modules: z.array(contentId),
  learningPoints: z.array(learningText).default([]),
  recommendations: z.array(z.strictObject({ id: contentId, text: prose })).default([]),
  practiceChanges: z
    .array(z.strictObject({ id: contentId, before: prose, after: prose, evidence: prose }))
    .default([]),
  goodPractice: z.array(learningText).default([]),
});

/** One review of the register. */
export interface Review extends z.infer<typeof reviewFacts> {
  /** Its public description; paragraphs are parted by an empty line. */
  readonly summary: string;
}

/** A place to turn to. The number counts only while `checkedOn` is recent, unless `always` says otherwise. */
export const supportContact = z.strictObject({
  id: contentId,
  group: z.enum(['worried-about-a-child', 'for-you', 'for-families']),
  name: prose,
  /** As people write it, with spaces; `null` for a place without a number. */
  phone: z
    .string()
    .regex(/^[0-9 ]{3,20}$/, 'Write the number in digits and spaces')
    .nullable(),
  url: webAddress.nullable().default(null),
  description: prose,
  /** Day on which somebody last read it on its owner's page; `null` when nobody has. */
  checkedOn: day.nullable(),
  /** Whether it shows whatever its date, as 999 does. */
  always: z.boolean().default(false),
  /** For editors: what still has to be checked. */
  note: prose.nullable().default(null),
});
export type SupportContact = z.infer<typeof supportContact>;

/** What somebody does at work, and where that usually stands in the two frameworks. */
export const jobRole = z.strictObject({
  code: contentId,
  label: prose,
  /** Workforce groups it may belong to, the usual one first. */
  workforceGroups: z.array(z.int().min(1)).min(1),
  icdLevels: z.array(prose),
});
export type JobRole = z.infer<typeof jobRole>;

const knownDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "Write a year ('2025'), a month ('2025-10') or a day, in quotes");

/** The four ways a file says how much of something was read, and the code each has. */
export const confidenceWords = {
  'full text read': 'full-text',
  'official page, opening or abstract read': 'official-page',
  'read through a secondary summary': 'secondary',
  'background knowledge, not yet checked': 'not-yet-checked',
} as const satisfies Record<string, SourceConfidence>;

const confidence = z
  .enum(Object.keys(confidenceWords) as (keyof typeof confidenceWords)[])
  .transform((words): SourceConfidence => confidenceWords[words]);

/** A source as its file gives it. */
export const sourceFacts = z.strictObject({
  id: sourceId,
  citation: prose,
  links: z.array(webAddress),
  confidence,
});

/** A set of groups or levels that training is pitched at, and the editions it has had. */
export const framework = z.strictObject({
  id: contentId,
  title: prose,
  editions: z
    .array(
      z.strictObject({
        name: prose,
        /** As exact as it is known: `2025`, `2025-10` or `2025-10-01`. */
        from: knownDate,
        /** `null` while the edition stands. */
        until: knownDate.nullable(),
        note: prose.nullable().default(null),
        confidence,
      }),
    )
    .min(1),
  levels: z
    .array(z.strictObject({ code: prose, label: prose, description: prose.nullable().default(null) }))
    .min(1),
});
export type Framework = z.infer<typeof framework>;

/** The web page that everything started from, whole. */
export interface PublishedPage {
  readonly title: string;
  /** Id of the source that gives its address. */
  readonly source: string;
  readonly parts: TextPart[];
}

/** Facts of the published page as its file gives them. */
export const publishedPageFacts = z.strictObject({ title: prose, source: sourceId });
