import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from './canonical-json.js';
import { contentFiles } from './content-copy.fixture.js';
import type { ModuleContent, Statement } from './module-content.js';
import { readContent } from './read-content.js';
import { type Review, type Source, confidenceWords } from './reference-content.js';
import { type TextBlock, plainText } from './section-text.js';

/**
 * The texts the platform began with were handed over as data. This proves that every word, id and link of
 * them is in the files and comes out of the reader. An entry that somebody changes on purpose leaves the
 * fixture; a module leaves by itself once its file names a change.
 */
interface Part {
  words: number;
  sha256: string;
}
interface FirstEdition {
  modules: Record<string, Record<string, Part>>;
  reviews: Record<string, Part>;
  themes: Record<string, Part>;
  sources: Record<string, Part>;
  publishedPage: Part | null;
}

const first = JSON.parse(
  readFileSync(join(__dirname, 'fixtures/first-edition.json'), 'utf8'),
) as FirstEdition;
const content = readContent(contentFiles);

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function part(value: unknown): Part {
  const words = strings(value).flatMap((text) => text.split(/\s+/).filter(Boolean)).length;
  return { words, sha256: createHash('sha256').update(canonicalJson(value)).digest('hex') };
}

const paragraphs = (blocks: readonly TextBlock[]) =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? plainText(block.runs) : []));
const points = (blocks: readonly TextBlock[]) =>
  blocks.flatMap((block) => (block.kind === 'list' ? block.items.map(plainText) : []));
const sentence = (statement: Statement) =>
  statement
    .map(({ text, sources }) =>
      sources.length === 0 ? text : `${text} ${sources.map((id) => `[${id}]`).join('')}`,
    )
    .join('');

/** A module in the shape in which it was handed over, part by part. */
function handedOver(module: ModuleContent): Record<string, Part> {
  const { evidence, scenario } = module;
  const parts: Record<string, Part> = {
    front: part({
      slug: module.slug,
      title: module.title,
      madeFrom: module.madeFrom,
      tier: module.tier,
      cpdMinutes: module.minutes,
      optionalParticipatoryMinutes: module.optionalParticipatoryMinutes,
      targetRoles: module.targetRoles,
      levels: module.levels,
      themes: module.themes,
      contentNote: module.contentNote,
      evidence: {
        publishedPage: evidence.publishedPage.map(sentence),
        otherPublic: evidence.otherPublic.map(sentence),
        general: evidence.general.map(sentence),
      },
      outcomes: module.outcomes,
      localInserts: module.localInserts,
      reflectionPrompts: module.reflectionPrompts,
      practiceChangePrompts: module.practiceChangePrompts,
      barrierLogTemplate: module.barrierLogTemplate ?? undefined,
    }),
    scenario: part({ title: scenario.title, intro: scenario.intro, start: scenario.start }),
  };
  module.sections.forEach(({ heading, sources, blocks }, index) => {
    const body = paragraphs(blocks).join('\n\n');
    parts[`section ${index + 1}`] = part({ heading, body, points: points(blocks), sources });
  });
  for (const { id, text, choices } of scenario.nodes) {
    parts[`node ${id}`] = part({
      text,
      choices: choices.map((choice) => ({ text: choice.text, next: choice.next, quality: choice.quality })),
    });
  }
  for (const { id, text } of scenario.endings) parts[`ending ${id}`] = part(text);
  module.questions.forEach(({ topic, stem, options, sources }, index) => {
    const opened = options.map(({ text, feedback, correct }) => ({ text, feedback, correct }));
    parts[`question ${index + 1}`] = part({ topic, stem, options: opened, sources });
  });
  return parts;
}

function reviewHandedOver(review: Review): Part {
  const { slug, kind, title, publisher, period, status, summary, documents, modules } = review;
  const given = <T>(list: T[]) => (list.length > 0 ? list : undefined);
  return part({
    slug,
    kind,
    title,
    publisher,
    period,
    status,
    summary,
    contains: given(review.contains),
    areas: given(review.areas),
    follows: given(review.follows),
    documents: documents.map((document) => ({
      title: document.title,
      kind: document.kind,
      held: document.held,
    })),
    modules,
  });
}

function sourceHandedOver({ citation, links, confidence }: Source): Part {
  const words = Object.entries(confidenceWords).find(([, code]) => code === confidence)?.[0];
  return part({ citation, url: links.length === 0 ? '-' : links.join(' ; '), confidence: words });
}

describe('the first edition', () => {
  const unchanged = content.modules.filter(({ change }) => change === null).map((module) => module.content);

  it.each(unchanged.map((module) => [module.slug, module] as const))('of %s is whole', (slug, module) => {
    expect(handedOver(module)).toEqual(first.modules[slug]);
  });

  it('of the reviews is whole', () => {
    const now = new Map(content.reviews.map((review) => [review.slug, reviewHandedOver(review)]));
    for (const [slug, expected] of Object.entries(first.reviews)) expect(now.get(slug)).toEqual(expected);
  });

  it('of the themes is whole', () => {
    const now = new Map(content.themes.map((theme) => [theme.code, part(theme)]));
    for (const [code, expected] of Object.entries(first.themes)) expect(now.get(code)).toEqual(expected);
  });

  it('of the sources is whole', () => {
    const now = new Map(content.sources.map((source) => [source.id, sourceHandedOver(source)]));
    for (const [id, expected] of Object.entries(first.sources)) expect(now.get(id)).toEqual(expected);
  });

  it('of the published page is whole', () => {
    const { title, parts } = content.publishedPage;
    const pieces = parts.flatMap(({ heading, blocks }) => [
      heading ?? '',
      ...blocks.flatMap((block) => [...paragraphs([block]), ...points([block])]),
    ]);
    const words = [title, ...pieces].flatMap((piece) => piece.split(/\s+/).filter(Boolean)).join(' ');
    expect(part(words)).toEqual(first.publishedPage);
  });
});
