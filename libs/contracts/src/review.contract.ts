import * as z from 'zod';
import { contentId, day, slug } from './field.js';

/** What sort of review it is, in the field's standard terms. */
export const reviewKind = z.enum([
  'serious-case-review',
  'learning-review',
  'practice-review',
  'thematic-report',
]);
export type ReviewKind = z.infer<typeof reviewKind>;

/** How much of a review the partnership has supplied: only its public description, a summary, or the report. */
export const reviewStatus = z.enum(['described', 'summarised', 'published', 'superseded']);
export type ReviewStatus = z.infer<typeof reviewStatus>;

/** Years a review covers, both included; `null` when the published page does not say. */
export const reviewPeriod = z.strictObject({ from: z.int(), to: z.int() }).nullable();

/** The code of a theme, as it stands in the address: `T07`, or a local one. */
export const themeCode = z.string().regex(/^[A-Z][A-Z0-9-]{1,9}$/);
/** A theme as a link: its code and name. */
export const themeLink = z.strictObject({ code: z.string(), name: z.string() }).meta({ id: 'ThemeLink' });
/** A review as a link. */
export const reviewLink = z.strictObject({ slug, title: z.string() }).meta({ id: 'ReviewLink' });
/** A module as a link, with what somebody choosing one wants to know. */
export const moduleLink = z
  .strictObject({ slug, title: z.string(), minutes: z.int(), withdrawn: z.boolean() })
  .meta({ id: 'ModuleLink' });
export type ModuleLink = z.infer<typeof moduleLink>;

/** One line of the register: `GET /api/review`. */
export const reviewSummary = z
  .strictObject({
    slug,
    title: z.string(),
    kind: reviewKind,
    publisher: z.string(),
    period: reviewPeriod,
    status: reviewStatus,
    summary: z.string(),
    themes: z.array(themeLink),
    modules: z.array(moduleLink),
  })
  .meta({ id: 'ReviewSummary' });
export type ReviewSummary = z.infer<typeof reviewSummary>;

/** The register, filtered by theme where the query asks. Newest period first, then title. */
export const reviewList = z
  .strictObject({ reviews: z.array(reviewSummary), themes: z.array(themeLink) })
  .meta({ id: 'ReviewList' });
export type ReviewList = z.infer<typeof reviewList>;

/** Query of `GET /api/review`. An unknown theme gives an empty list, never an error. */
export const reviewQuery = z.strictObject({ theme: z.string().max(10).optional() });
export type ReviewQuery = z.infer<typeof reviewQuery>;

/** Something a review found, as the partnership supplied it. */
export const learningPoint = z
  .strictObject({ id: contentId, text: z.string(), themes: z.array(themeLink), review: reviewLink })
  .meta({ id: 'LearningPoint' });
/** Something a review asked for, and how far it has come. */
export const recommendation = z
  .strictObject({
    id: contentId,
    text: z.string(),
    status: z.enum(['open', 'in-progress', 'closed', 'reopened']),
  })
  .meta({ id: 'Recommendation' });
/** Before and after, as evidenced. */
export const practiceChange = z
  .strictObject({ id: contentId, before: z.string(), after: z.string(), evidence: z.string() })
  .meta({ id: 'PracticeChange' });
/** Something that was done well. */
export const goodPractice = z
  .strictObject({ id: contentId, text: z.string(), themes: z.array(themeLink), review: reviewLink })
  .meta({ id: 'GoodPractice' });

/** `GET /api/review/:slug`. Empty lists mean that the partnership has not supplied that part. */
export const review = reviewSummary
  .extend({
    areas: z.array(z.strictObject({ slug, title: z.string() })),
    contains: z.array(z.string()).describe('What the published description says the report includes'),
    documents: z.array(
      z.strictObject({ title: z.string(), kind: z.string(), held: z.boolean(), url: z.url().nullable() }),
    ),
    follows: z.array(reviewLink),
    followedBy: z.array(reviewLink),
    learningPoints: z.array(learningPoint),
    recommendations: z.array(recommendation),
    practiceChanges: z.array(practiceChange),
    goodPractice: z.array(goodPractice),
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof review>;

/** One theme in the list of 24: `GET /api/theme`. */
export const themeSummary = themeLink
  .extend({ definition: z.string(), reviewCount: z.int(), moduleCount: z.int() })
  .meta({ id: 'ThemeSummary' });
export const themeList = z.strictObject({ themes: z.array(themeSummary) }).meta({ id: 'ThemeList' });
export type ThemeList = z.infer<typeof themeList>;

/** `GET /api/theme/:code`: a theme across reviews, with good practice beside the learning. */
export const theme = themeLink
  .extend({
    definition: z.string(),
    reviews: z.array(reviewLink.extend({ period: reviewPeriod, kind: reviewKind })),
    modules: z.array(moduleLink),
    learningPoints: z.array(learningPoint),
    goodPractice: z.array(goodPractice),
  })
  .meta({ id: 'Theme' });
export type Theme = z.infer<typeof theme>;

/** `GET /api/support`: dated numbers; those unchecked for six months are absent. 999 is always there. */
export const support = z
  .strictObject({
    contacts: z.array(
      z.strictObject({
        id: contentId,
        group: z.enum(['worried-about-a-child', 'for-you', 'for-families']),
        name: z.string(),
        phone: z.string().nullable(),
        url: z.url().nullable(),
        description: z.string(),
        /** Day the number was last read from its official page; `null` for 999 and for places without a number. */
        checkedOn: day.nullable(),
      }),
    ),
  })
  .meta({ id: 'Support' });
export type Support = z.infer<typeof support>;
