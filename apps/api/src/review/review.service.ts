import { Injectable } from '@nestjs/common';
import type {
  ModuleLink,
  Review,
  ReviewList,
  ReviewSummary,
  Support,
  Theme,
  ThemeList,
} from '@learning-reviews/contracts/review.contract';
import type { PublicScope } from '@learning-reviews/domain/access/scope';
import { calendarDate, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { mayShowNumber } from '@learning-reviews/domain/support/support-number';
import { CurriculumService, type FiledModule } from '../curriculum/curriculum.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { type LearningRow, ReviewRepository, type ReviewRow, type ThemeRow } from './review.repository.js';

/** Everything published, read in one transaction; small enough to be joined here. */
interface Library {
  readonly reviews: readonly ReviewRow[];
  readonly themes: readonly ThemeRow[];
  readonly modules: readonly FiledModule[];
}

/** Published reviews, the themes that run through them, and where to turn for help: for anybody. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly repository: ReviewRepository,
    private readonly curriculum: CurriculumService,
    private readonly clock: Clock,
  ) {}

  /** The register, newest period first; with a theme, only the reviews under it. */
  async list(scope: PublicScope, theme?: string): Promise<ReviewList> {
    const library = await this.library(scope);
    const filed = library.reviews.map((review) => ({ review, codes: themeCodes(review, library) }));
    const used = new Set(filed.flatMap(({ codes }) => [...codes]));
    return {
      reviews: filed
        .filter(({ codes }) => !theme || codes.has(theme))
        .map(({ review }) => summaryOf(review, library)),
      themes: links(library.themes, used),
    };
  }

  /** @throws DomainError `request.not-found` */
  async one(scope: PublicScope, slug: string): Promise<Review> {
    const library = await this.library(scope);
    const review = library.reviews.find((candidate) => candidate.slug === slug);
    if (review === undefined) throw notFound();
    const { areas, contains, documents, recommendations, practiceChanges } = review;
    return {
      ...summaryOf(review, library),
      areas,
      contains,
      documents,
      recommendations,
      practiceChanges,
      follows: library.reviews.filter((other) => review.follows.includes(other.slug)).map(linkOf),
      followedBy: library.reviews.filter((other) => other.follows.includes(review.slug)).map(linkOf),
      learningPoints: review.learningPoints.map((point) => learningOf(point, review, library)),
      goodPractice: review.goodPractice.map((example) => learningOf(example, review, library)),
    };
  }

  /** Every theme, with how much stands under it. */
  async themes(scope: PublicScope): Promise<ThemeList> {
    const library = await this.library(scope);
    return {
      themes: library.themes.map((theme) => ({
        ...theme,
        reviewCount: reviewsUnder(theme.code, library).length,
        moduleCount: library.modules.filter((module) => module.themes.includes(theme.code)).length,
      })),
    };
  }

  /** @throws DomainError `request.not-found` */
  async theme(scope: PublicScope, code: string): Promise<Theme> {
    const library = await this.library(scope);
    const theme = library.themes.find((candidate) => candidate.code === code);
    if (theme === undefined) throw notFound();
    const under = (part: (review: ReviewRow) => readonly LearningRow[]) =>
      library.reviews.flatMap((review) =>
        part(review)
          .filter(({ themes }) => themes.includes(code))
          .map((learning) => learningOf(learning, review, library)),
      );
    return {
      ...theme,
      reviews: reviewsUnder(code, library).map((review) => ({
        ...linkOf(review),
        period: review.period,
        kind: review.kind,
      })),
      modules: moduleLinks(library.modules, (module) => module.themes.includes(code)),
      learningPoints: under((review) => review.learningPoints),
      goodPractice: under((review) => review.goodPractice),
    };
  }

  /** Places to turn to, without those whose number nobody has checked lately. */
  async support(scope: PublicScope): Promise<Support> {
    const rows = await this.database.read(scope, (tx) => this.repository.support(scope, tx));
    const today = this.clock.today(DEFAULT_TIME_ZONE);
    const shown = rows.filter(({ phone, checkedOn }) =>
      mayShowNumber({ phone, checkedOn: checkedOn === null ? null : calendarDate(checkedOn) }, today),
    );
    return { contacts: shown };
  }

  private library(scope: PublicScope): Promise<Library> {
    return this.database.read(scope, async (tx) => {
      const [reviews, themes, modules] = await Promise.all([
        this.repository.reviews(scope, tx),
        this.repository.themes(scope, tx),
        this.curriculum.filed(scope, tx),
      ]);
      return { reviews, themes, modules };
    });
  }
}

/** A review stands under the themes of what it found, and of the modules made from it. */
function themeCodes(review: ReviewRow, { modules }: Library): Set<string> {
  return new Set([
    ...[...review.learningPoints, ...review.goodPractice].flatMap(({ themes }) => themes),
    ...modules.filter(({ reviews }) => reviews.includes(review.slug)).flatMap(({ themes }) => themes),
  ]);
}

function reviewsUnder(code: string, library: Library): ReviewRow[] {
  return library.reviews.filter((review) => themeCodes(review, library).has(code));
}

function summaryOf(review: ReviewRow, library: Library): ReviewSummary {
  const { slug, title, kind, publisher, period, status, summary } = review;
  return {
    ...{ slug, title, kind, publisher, period, status, summary },
    themes: links(library.themes, themeCodes(review, library)),
    modules: moduleLinks(library.modules, (module) => module.reviews.includes(slug)),
  };
}

function learningOf({ id, text, themes }: LearningRow, review: ReviewRow, library: Library) {
  return { id, text, themes: links(library.themes, new Set(themes)), review: linkOf(review) };
}

function links(themes: readonly ThemeRow[], codes: ReadonlySet<string>): ReviewSummary['themes'] {
  return themes.filter(({ code }) => codes.has(code)).map(({ code, name }) => ({ code, name }));
}

const linkOf = ({ slug, title }: ReviewRow) => ({ slug, title });

function moduleLinks(
  modules: readonly FiledModule[],
  isWanted: (module: FiledModule) => boolean,
): ModuleLink[] {
  return modules
    .filter(isWanted)
    .map(({ slug, title, minutes, withdrawn }) => ({ slug, title, minutes, withdrawn }));
}
