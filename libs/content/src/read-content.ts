import { existsSync } from 'node:fs';
import { type ContentProblem, ProblemList } from './content-error.js';
import type { AuthoredModule } from './module-content.js';
import { type KnownIds, checkModule, moduleWarnings } from './module-check.js';
import { type ModuleFiles, namesIn, readModule } from './read-module.js';
import { type ReferenceFiles, readReference } from './read-reference.js';
import type {
  Framework,
  JobRole,
  PublishedPage,
  Review,
  Source,
  SupportContact,
  Theme,
} from './reference-content.js';

/** All that the partnership publishes, read from its files and found whole. */
export interface Content {
  /** By id. */
  readonly modules: readonly AuthoredModule[];
  /** By slug. */
  readonly reviews: readonly Review[];
  /** The rest in the order of their files, which is the order people see. */
  readonly themes: readonly Theme[];
  readonly sources: readonly Source[];
  readonly support: readonly SupportContact[];
  readonly jobRoles: readonly JobRole[];
  readonly frameworks: readonly Framework[];
  readonly publishedPage: PublishedPage;
  /** What an editor should look at again, though it breaks nothing. */
  readonly warnings: readonly ContentProblem[];
}

/**
 * Reads every content file and checks that what they say of one another is true.
 *
 * @param directory The folder that holds `modules`, `reviews`, `themes.yaml` and the rest.
 * @throws ContentError with everything that is wrong, by file and line.
 */
export function readContent(directory: string): Content {
  if (!existsSync(directory)) throw new RangeError(`There is no content directory at ${directory}`);
  const problems = new ProblemList();
  const reference = readReference(directory, problems);
  const slugs = namesIn(directory, 'modules');
  const modules = slugs.flatMap((slug) => readModule(directory, slug, problems) ?? []);

  const known = knownIds(reference);
  for (const module of modules) checkModule(module, known, problems);
  checkModuleNumbers(modules);
  checkReviews(reference, modules, slugs, known);
  checkJobRoles(reference);
  checkPublishedPage(reference, known, problems);
  problems.throwIfAny();

  const { themes, sources, support, jobRoles, frameworks, publishedPage } = reference;
  if (!themes || !sources || !support || !jobRoles || !frameworks || !publishedPage) {
    throw new Error('A content file is missing although no problem was noted');
  }
  return {
    modules: modules.map(({ module }) => module).sort((a, b) => a.content.id - b.content.id),
    reviews: reference.reviews.map(({ review }) => review),
    themes: themes.data,
    sources: sources.data,
    support: support.data,
    jobRoles: jobRoles.data,
    frameworks: frameworks.data,
    publishedPage,
    warnings: modules.flatMap(moduleWarnings),
  };
}

/** Ids of the two frameworks that rules and roles rest on. */
const WORKFORCE_GROUPS = 'workforce-groups';
const ICD_LEVELS = 'intercollegiate-document';

function knownIds({ themes, sources, jobRoles, frameworks }: ReferenceFiles): KnownIds {
  return {
    themes: themes && new Set(themes.data.map(({ code }) => code)),
    sources: sources && new Set(sources.data.map(({ id }) => id)),
    jobRoles: jobRoles && new Set(jobRoles.data.map(({ code }) => code)),
    workforceGroups: levelsOf(frameworks, WORKFORCE_GROUPS),
  };
}

function levelsOf(frameworks: ReferenceFiles['frameworks'], id: string): Set<string> | null {
  const levels = frameworks?.data.find((framework) => framework.id === id)?.levels;
  return levels ? new Set(levels.map(({ code }) => code)) : null;
}

function checkModuleNumbers(modules: readonly ModuleFiles[]): void {
  const slugById = new Map<number, string>();
  for (const { module, facts } of modules) {
    const { id, slug } = module.content;
    const other = slugById.get(id);
    if (other !== undefined)
      facts.report(['id'], `${other} is module ${id} already: take the next free number`);
    slugById.set(id, slug);
  }
}

/** A review names its modules and a module its reviews, so both pages tell the same. */
function checkReviews(
  { reviews }: ReferenceFiles,
  modules: readonly ModuleFiles[],
  slugs: readonly string[],
  known: KnownIds,
): void {
  const bySlug = new Map(reviews.map((entry) => [entry.review.slug, entry]));
  for (const { review, file } of reviews) {
    review.modules.forEach((slug, index) => {
      if (!slugs.includes(slug)) {
        file.report(['modules', index], `There is no module ‘${slug}’ in the folder modules`);
        return;
      }
      const module = modules.find(({ module }) => module.content.slug === slug);
      // A module that could not be read has said so already.
      if (module && !module.module.content.reviews.includes(review.slug)) {
        file.report(['modules', index], `${module.facts.file} does not name this review under reviews`);
      }
    });
    review.follows.forEach((slug, index) => {
      if (!bySlug.has(slug))
        file.report(['follows', index], `There is no review ‘${slug}’ in the folder reviews`);
    });
    for (const field of ['learningPoints', 'recommendations', 'practiceChanges', 'goodPractice'] as const) {
      const ids = review[field].map(({ id }) => id);
      ids.forEach((id, index) => {
        if (ids.indexOf(id) < index) file.report([field, index, 'id'], `‘${id}’ stands here twice`);
      });
    }
    for (const field of ['learningPoints', 'goodPractice'] as const) {
      review[field].forEach((entry, n) =>
        entry.themes.forEach((code, t) => {
          if (known.themes && !known.themes.has(code)) {
            file.report([field, n, 'themes', t], `There is no ‘${code}’ in themes.yaml`);
          }
        }),
      );
    }
  }
  for (const { module, facts } of modules) {
    module.content.reviews.forEach((slug, index) => {
      const entry = bySlug.get(slug);
      if (!entry) facts.report(['reviews', index], `There is no review ‘${slug}’ that could be read`);
      else if (!entry.review.modules.includes(module.content.slug)) {
        facts.report(['reviews', index], `reviews/${slug}.md does not name this module under modules`);
      }
    });
  }
}

function checkJobRoles({ jobRoles, frameworks }: ReferenceFiles): void {
  const groups = levelsOf(frameworks, WORKFORCE_GROUPS);
  const levels = levelsOf(frameworks, ICD_LEVELS);
  if (frameworks && (!groups || !levels)) {
    frameworks.report([], `Keep the two frameworks with the ids ${WORKFORCE_GROUPS} and ${ICD_LEVELS}`);
  }
  jobRoles?.data.forEach((role, r) => {
    role.workforceGroups.forEach((group, index) => {
      if (groups && !groups.has(String(group))) {
        jobRoles.report([r, 'workforceGroups', index], `There is no group ${group} in frameworks.yaml`);
      }
    });
    role.icdLevels.forEach((level, index) => {
      if (levels && !levels.has(level)) {
        jobRoles.report([r, 'icdLevels', index], `There is no level ${level} in frameworks.yaml`);
      }
    });
  });
}

function checkPublishedPage({ publishedPage }: ReferenceFiles, known: KnownIds, problems: ProblemList): void {
  if (!publishedPage || !known.sources || known.sources.has(publishedPage.source)) return;
  problems.add({
    file: 'published-page.md',
    line: 1,
    field: 'source',
    sentence: `There is no ‘${publishedPage.source}’ in sources.yaml`,
  });
}
