import { Injectable } from '@nestjs/common';
import type { ModuleContent } from '@learning-reviews/content/module-content';
import { citedSources } from '@learning-reviews/content/learner-view';
import type {
  ModuleDetail,
  ModuleList,
  ModuleQuery,
  ModuleSummary,
} from '@learning-reviews/contracts/curriculum.contract';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { neededToPass } from '@learning-reviews/domain/learning/check';
import { Database, type Transaction } from '../platform/database/database.js';
import { CatalogueRepository, type Names } from './catalogue.repository.js';
import { type CurrentModule, CurriculumService, linkTo } from './curriculum.service.js';

/** The module catalogue, for anybody. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly database: Database,
    private readonly curriculum: CurriculumService,
    private readonly catalogue: CatalogueRepository,
  ) {}

  /** Modules that match every filter given, by title, and what there is to filter by. */
  list(scope: PublicScope, query: ModuleQuery): Promise<ModuleList> {
    return this.database.read(scope, async (tx) => {
      const [modules, names] = await this.read(scope, tx);
      return {
        modules: modules
          .filter((module) => matches(module.content, query))
          .map((module) => summaryOf(module, names)),
        filters: filtersOf(modules, names),
      };
    });
  }

  /**
   * One module, with its sources and every version it has had.
   *
   * @throws DomainError `request.not-found`
   */
  one(scope: PublicScope, slug: string): Promise<ModuleDetail> {
    return this.database.read(scope, async (tx) => {
      const module = await this.curriculum.currentBySlug(scope, tx, slug);
      const { content } = module;
      const [names, versions, sources] = await Promise.all([
        this.catalogue.names(scope, tx),
        this.catalogue.versions(scope, tx, module.moduleId),
        this.curriculum.sources(scope, tx, citedSources(content)),
      ]);
      return {
        ...summaryOf(module, names),
        version: module.version,
        outcomes: content.outcomes,
        contentNote: content.contentNote,
        levels: content.levels,
        participatoryMinutes: content.optionalParticipatoryMinutes,
        sections: content.sections.map(({ id, heading }) => ({ id, heading })),
        questionCount: content.questions.length,
        passMark: neededToPass(content.questions.length),
        scenarioTitle: content.scenario.title,
        evidence: { publishedPage: content.evidence.publishedPage, general: content.evidence.general },
        localInserts: content.localInserts,
        sources,
        versions: versions.map(({ publishedAt, withdrawnAt, ...version }) => ({
          ...version,
          publishedOn: dayOf(publishedAt),
          withdrawnOn: withdrawnAt && dayOf(withdrawnAt),
        })),
      };
    });
  }

  private read(scope: PublicScope, tx: Transaction): Promise<[readonly CurrentModule[], Names]> {
    return Promise.all([this.curriculum.current(scope, tx), this.catalogue.names(scope, tx)]);
  }
}

const dayOf = (instant: Date) => calendarDateIn(instant.getTime(), DEFAULT_TIME_ZONE);

function matches(content: ModuleContent, { role, theme, review, minutes }: ModuleQuery): boolean {
  return (
    (!role || content.audience.jobRoles.includes(role)) &&
    (!theme || content.themes.includes(theme)) &&
    (!review || content.reviews.includes(review)) &&
    (minutes === undefined || content.minutes <= minutes)
  );
}

function summaryOf(module: CurrentModule, names: Names): ModuleSummary {
  const { content } = module;
  return {
    ...linkTo(module),
    summary: content.madeFrom,
    // In the author's order: the theme a module is most about comes first.
    themes: content.themes.flatMap((code) => names.themes.find((theme) => theme.code === code) ?? []),
    reviews: content.reviews.flatMap((slug) => names.reviews.find((review) => review.slug === slug) ?? []),
    audience: content.targetRoles,
    jobRoles: content.audience.jobRoles,
    sensitive: content.sensitive,
  };
}

/** Only what would find something: a filter that leads to an empty page helps nobody. */
function filtersOf(modules: readonly CurrentModule[], names: Names): ModuleList['filters'] {
  const used = (of: (content: ModuleContent) => readonly string[]) =>
    new Set(modules.flatMap(({ content }) => of(content)));
  const roles = used((content) => content.audience.jobRoles);
  const themes = used((content) => content.themes);
  const reviews = used((content) => content.reviews);
  return {
    roles: names.roles.filter(({ code }) => roles.has(code)),
    themes: names.themes.filter(({ code }) => themes.has(code)),
    reviews: names.reviews.filter(({ slug }) => reviews.has(slug)),
  };
}
