import { z } from 'zod';
import { type ContentFile, readMarkdownFile, readYamlFile } from './content-file.js';
import type { ProblemList } from './content-error.js';
import { namesIn, readPart } from './read-module.js';
import {
  type Framework,
  type JobRole,
  type PublishedPage,
  type Review,
  type Source,
  type SupportContact,
  type Theme,
  framework,
  jobRole,
  publishedPageFacts,
  reviewFacts,
  sourceFacts,
  supportContact,
  theme,
} from './reference-content.js';
import { plainText, readBlocks, readParts } from './section-text.js';

/** A review that fits its schema, with the file it came from. */
export interface ReviewFile {
  readonly review: Review;
  readonly file: ContentFile<z.output<typeof reviewFacts>>;
}

/** Everything beside the modules. A file that could not be read is `null`. */
export interface ReferenceFiles {
  /** Those that could be read. */
  readonly reviews: readonly ReviewFile[];
  readonly themes: ContentFile<Theme[]> | null;
  readonly sources: ContentFile<Source[]> | null;
  readonly support: ContentFile<SupportContact[]> | null;
  readonly jobRoles: ContentFile<JobRole[]> | null;
  readonly frameworks: ContentFile<Framework[]> | null;
  readonly publishedPage: PublishedPage | null;
}

/** Reads reviews, themes, sources, support, job roles, frameworks and the published page. */
export function readReference(directory: string, problems: ProblemList): ReferenceFiles {
  const list = <T>(file: string, entry: z.ZodType<T>, key: (value: T) => string): ContentFile<T[]> | null => {
    const read = readPart(directory, file, problems, (path, text) =>
      readYamlFile(path, text, z.array(entry).min(1), problems),
    );
    if (read) noteRepeated(read, read.data.map(key));
    return read;
  };
  return {
    reviews: namesIn(directory, 'reviews').flatMap((name) => readReview(directory, name, problems) ?? []),
    themes: list('themes.yaml', theme, ({ code }) => code),
    sources: list('sources.yaml', sourceFacts, ({ id }) => id),
    support: list('support.yaml', supportContact, ({ id }) => id),
    jobRoles: list('job-roles.yaml', jobRole, ({ code }) => code),
    frameworks: list('frameworks.yaml', framework, ({ id }) => id),
    publishedPage: readPublishedPage(directory, problems),
  };
}

function readReview(directory: string, name: string, problems: ProblemList): ReviewFile | null {
  const file = readPart(directory, `reviews/${name}`, problems, (path, text) =>
    readMarkdownFile(path, text, reviewFacts, problems),
  );
  if (!file) return null;
  if (`${file.data.slug}.md` !== name)
    file.report(['slug'], `Write the name of the file: ${name.replace(/\.md$/, '')}`);
  const { from, to } = file.data.period ?? { from: 0, to: 0 };
  if (from > to) file.report(['period'], 'The first year stands after the last');

  const reportText = (line: number, sentence: string) =>
    problems.add({ file: file.file, line: file.bodyLine + line - 1, field: 'text', sentence });
  const blocks = readBlocks(file.body, reportText);
  if (blocks.length === 0) reportText(1, 'Missing: write the public description here');
  const paragraphs = blocks.flatMap((block) => {
    if (block.kind === 'paragraph' && block.runs.every((run) => run.style === 'plain' && !run.href)) {
      return plainText(block.runs);
    }
    reportText(1, 'Write the description in plain paragraphs, without points, bold, italic or links');
    return [];
  });
  return { review: { ...file.data, summary: paragraphs.join('\n\n') }, file };
}

function readPublishedPage(directory: string, problems: ProblemList): PublishedPage | null {
  const file = readPart(directory, 'published-page.md', problems, (path, text) =>
    readMarkdownFile(path, text, publishedPageFacts, problems),
  );
  if (!file) return null;
  const parts = readParts(file.body, (line, sentence) =>
    problems.add({ file: file.file, line: file.bodyLine + line - 1, field: 'text', sentence }),
  );
  return { ...file.data, parts };
}

function noteRepeated<T>(file: ContentFile<T[]>, ids: readonly string[]): void {
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index) file.report([index], `‘${id}’ stands here twice`);
  });
}
