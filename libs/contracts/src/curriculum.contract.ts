import * as z from 'zod';
import { contentId, day } from './field.js';
import { moduleLink, reviewLink, themeLink } from './review.contract.js';

/** Where a statement comes from, and how sure we are of it. */
export const source = z
  .strictObject({
    id: z.string(),
    citation: z.string(),
    url: z.url().nullable(),
    confidence: z.enum(['full-text', 'official-page', 'secondary', 'not-yet-checked']),
  })
  .meta({ id: 'Source' });
export type Source = z.infer<typeof source>;

/** A run of text inside a paragraph. */
export const inline = z
  .strictObject({
    text: z.string(),
    style: z.enum(['plain', 'strong', 'emphasis']),
    href: z.url().optional(),
  })
  .meta({ id: 'Inline' });
export type Inline = z.infer<typeof inline>;

/** A paragraph, or a list of points. Structured, so that no page ever needs to trust HTML. */
export const block = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('paragraph'), runs: z.array(inline) }),
    z.strictObject({ kind: z.literal('list'), items: z.array(z.array(inline)) }),
  ])
  .meta({ id: 'Block' });
export type Block = z.infer<typeof block>;

/** A sentence cut after each of its citations, so that every claim keeps its own sources (ids). */
export const statement = z
  .array(z.strictObject({ text: z.string(), sources: z.array(z.string()) }))
  .meta({ id: 'Statement' });
export type Statement = z.infer<typeof statement>;

/** One line of the catalogue. */
export const moduleSummary = moduleLink
  .extend({
    summary: z.string().describe('What the module was made from, in one sentence'),
    themes: z.array(themeLink),
    reviews: z.array(reviewLink),
    audience: z.array(z.string()).describe('Who it is written for, in prose'),
    jobRoles: z.array(z.string()).describe('Codes of the job roles that rules may assign it to'),
    sensitive: z.boolean(),
  })
  .meta({ id: 'ModuleSummary' });
export type ModuleSummary = z.infer<typeof moduleSummary>;

/** Query of `GET /api/module`: the filters of the catalogue, as they stand in the address. */
export const moduleQuery = z.strictObject({
  role: z.string().max(80).optional(),
  theme: z.string().max(10).optional(),
  review: z.string().max(80).optional(),
  /** At most this many minutes. */
  minutes: z.coerce.number().int().min(1).max(600).optional().catch(undefined),
});
export type ModuleQuery = z.infer<typeof moduleQuery>;

/** `GET /api/module`: what matches, by title, and what may be filtered by. */
export const moduleList = z
  .strictObject({
    modules: z.array(moduleSummary),
    filters: z.strictObject({
      roles: z.array(z.strictObject({ code: z.string(), label: z.string() })),
      themes: z.array(themeLink),
      reviews: z.array(reviewLink),
    }),
  })
  .meta({ id: 'ModuleList' });
export type ModuleList = z.infer<typeof moduleList>;

/** `GET /api/module/:slug`: what somebody needs to decide whether to start. */
export const moduleDetail = moduleSummary
  .extend({
    version: z.int(),
    outcomes: z.array(z.string()),
    contentNote: z.string(),
    levels: z.string(),
    participatoryMinutes: z
      .int()
      .describe('Minutes of the optional facilitated discussion, not part of `minutes`'),
    sections: z.array(z.strictObject({ id: contentId, heading: z.string() })),
    questionCount: z.int(),
    passMark: z.int().describe('Questions to get right'),
    scenarioTitle: z.string(),
    /** What the published description of the review says, and what national evidence says: kept apart. */
    evidence: z.strictObject({ publishedPage: z.array(statement), general: z.array(statement) }),
    localInserts: z.array(z.string()).describe('What the partnership has still to supply'),
    sources: z.array(source),
    versions: z.array(
      z.strictObject({
        version: z.int(),
        publishedOn: day,
        change: z.enum(['first', 'editorial', 'material']),
        note: z.string().nullable(),
        withdrawnOn: day.nullable(),
      }),
    ),
  })
  .meta({ id: 'ModuleDetail' });
export type ModuleDetail = z.infer<typeof moduleDetail>;
