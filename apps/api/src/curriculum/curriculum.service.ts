import { Injectable } from '@nestjs/common';
import type { ModuleContent } from '@learning-reviews/content/module-content';
import type { Source } from '@learning-reviews/contracts/curriculum.contract';
import type { ModuleLink } from '@learning-reviews/contracts/review.contract';
import type { Scope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { type CurrentVersion, ModuleVersionRepository } from './module-version.repository.js';

/** A module as it stands today: its current version, and the words of that version. */
export interface CurrentModule extends CurrentVersion {
  readonly content: ModuleContent;
}

/** A module as a link, and what it is filed under. */
export interface FiledModule extends ModuleLink {
  /** Codes of its themes. */
  readonly themes: readonly string[];
  /** Slugs of the reviews it was made from. */
  readonly reviews: readonly string[];
}

/**
 * What other features may know of modules. The words of a published version never change, so each is read
 * once in the life of the process; which version is current is asked every time. Do not change the content
 * it hands out: every caller is given the same object.
 */
@Injectable()
export class CurriculumService {
  // Versions are few and about 50 kB each.
  private readonly words = new Map<string, ModuleContent>();

  constructor(private readonly moduleVersions: ModuleVersionRepository) {}

  /** Every module in its current version, withdrawn ones too, by title. */
  async current(scope: Scope, tx: Transaction): Promise<CurrentModule[]> {
    const versions = await this.moduleVersions.current(scope, tx);
    return Promise.all(versions.map((version) => this.withWords(scope, tx, version)));
  }

  /**
   * One module in its current version.
   *
   * @throws DomainError `request.not-found` when no module has this slug.
   */
  async currentBySlug(scope: Scope, tx: Transaction, slug: string): Promise<CurrentModule> {
    const versions = await this.moduleVersions.current(scope, tx);
    const version = versions.find((candidate) => candidate.slug === slug);
    if (version === undefined) throw notFound();
    return this.withWords(scope, tx, version);
  }

  /**
   * The words of one version, whatever has been published since.
   *
   * @throws DomainError `request.not-found` when there is no such version.
   */
  async content(scope: Scope, tx: Transaction, moduleId: number, version: number): Promise<ModuleContent> {
    const key = `${moduleId} ${version}`;
    const known = this.words.get(key);
    if (known !== undefined) return known;
    const content = await this.moduleVersions.content(scope, tx, moduleId, version);
    if (content === undefined) throw notFound();
    this.words.set(key, content);
    return content;
  }

  /** Sources in the order in which their ids are given; an id that nobody knows is left out. */
  async sources(scope: Scope, tx: Transaction, ids: readonly string[]): Promise<Source[]> {
    const known = new Map(
      (await this.moduleVersions.sources(scope, tx, ids)).map((source) => [source.id, source]),
    );
    return ids.flatMap((id) => known.get(id) ?? []);
  }

  /** Every module as a link with what it is filed under, by title: for the pages of reviews and themes. */
  async filed(scope: Scope, tx: Transaction): Promise<FiledModule[]> {
    return (await this.current(scope, tx)).map((module) => ({
      ...linkTo(module),
      themes: module.content.themes,
      reviews: module.content.reviews,
    }));
  }

  private async withWords(scope: Scope, tx: Transaction, version: CurrentVersion): Promise<CurrentModule> {
    return { ...version, content: await this.content(scope, tx, version.moduleId, version.version) };
  }
}

/** A module as a link, with what somebody choosing one wants to know. */
export function linkTo({ slug, isWithdrawn, content }: CurrentModule): ModuleLink {
  return { slug, title: content.title, minutes: content.minutes, withdrawn: isWithdrawn };
}
