import { Injectable } from '@nestjs/common';
import type {
  CpdEntry,
  CpdEntrySummary,
  CpdQuery,
  CpdRecord,
} from '@learning-reviews/contracts/cpd.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { formatCertificateNumber } from '@learning-reviews/domain/certificate/certificate-number';
import { cpdYears, totalMinutes } from '@learning-reviews/domain/cpd/cpd-record';
import type { ModuleContent } from '@learning-reviews/content/module-content';
import { CurriculumService } from '../curriculum/curriculum.service.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { counts, CpdEntryRepository, type CpdEntryRow } from './cpd-entry.repository.js';
import { describe, themesOf } from './cpd-facts.js';
import { CpdOwnerRepository } from './cpd-owner.repository.js';
import { CpdReflections, type EntryWords, hasWords } from './cpd-reflections.service.js';
import { ownBody, yearStart } from './own-year.js';
import { ThemeNameRepository } from './theme-name.repository.js';

/** A person's own record as they read it: what they learned here, and elsewhere on their own word. */
@Injectable()
export class CpdRecordService {
  constructor(
    private readonly database: Database,
    private readonly entries: CpdEntryRepository,
    private readonly owners: CpdOwnerRepository,
    private readonly themes: ThemeNameRepository,
    private readonly reflections: CpdReflections,
    private readonly curriculum: CurriculumService,
  ) {}

  /** The record by registration year, newest first: of the body asked for, else of the person's own regulator. */
  read(scope: PersonScope, query: CpdQuery): Promise<CpdRecord> {
    return this.database.read(scope, async (tx) => {
      const [entries, registration] = await Promise.all([
        this.entries.find(scope, tx),
        this.owners.registration(scope, tx),
      ]);
      const words = await this.reflections.ofAll(scope, tx, entries);
      const body = query.body ?? ownBody(registration);
      return {
        body,
        years: cpdYears(entries, yearStart(body, registration)).map((group) => ({
          label: group.year.label,
          from: group.year.startsOn,
          to: group.year.endsOn,
          ...totalMinutes(group.entries.filter(counts)),
          entries: group.entries.map((entry) => summary(entry, words.get(entry.id)!)),
        })),
      };
    });
  }

  /**
   * One entry with what the person has written about it.
   *
   * @throws DomainError `request.not-found`
   */
  show(scope: PersonScope, id: string): Promise<CpdEntry> {
    return this.database.read(scope, async (tx) => {
      const [entry] = await this.entries.find(scope, tx, id);
      if (entry === undefined) throw notFound();
      const [words, content, themeNames] = await Promise.all([
        this.reflections.ofEntry(scope, tx, entry),
        this.contentOf(scope, tx, entry),
        this.themes.byCode(scope, tx),
      ]);
      return {
        ...summary(entry, words),
        description: describe(entry, content),
        module: moduleOf(entry),
        themes: themesOf(content, themeNames),
        outcomes: content?.outcomes ?? [],
        creditedMinutes: entry.creditedMinutes,
        facilitator: entry.facilitator,
        groupSize: entry.groupSize,
        evidence: entry.evidence,
        moduleReflections: words.moduleTexts
          .map((text, index) => ({ prompt: content?.reflectionPrompts[index] ?? '', text }))
          .filter(({ text }) => text.trim() !== ''),
        intention: words.intention,
        intentionOn: words.intentionOn,
        reflection: words.reflection,
        reflectionRevision: words.revision,
        revision: entry.revision,
        savedAt: latest(entry.savedAt, words.savedAt).toISOString(),
      };
    });
  }

  /** The words of the version that was learned; `null` for learning done elsewhere. */
  private async contentOf(
    scope: PersonScope,
    tx: Transaction,
    entry: CpdEntryRow,
  ): Promise<ModuleContent | null> {
    const { moduleId, version } = entry;
    if (moduleId === null || version === null) return null;
    return this.curriculum.content(scope, tx, moduleId, version);
  }
}

function moduleOf({ moduleSlug, title, version }: CpdEntryRow): CpdEntry['module'] {
  return moduleSlug === null || version === null ? null : { slug: moduleSlug, title, version };
}

function summary(entry: CpdEntryRow, words: EntryWords): CpdEntrySummary {
  return {
    id: entry.id,
    title: entry.title,
    learningType: entry.learningType,
    source: entry.source,
    attestedBy: entry.attestedBy === '' ? null : entry.attestedBy,
    provider: entry.provider,
    completedOn: entry.completedOn,
    minutes: entry.minutes,
    participatoryMinutes: entry.participatoryMinutes,
    certificateNumber: entry.certificateNumber && formatCertificateNumber(entry.certificateNumber),
    hasReflection: hasWords(words),
    withdrawn: entry.withdrawnAt && {
      on: calendarDateIn(entry.withdrawnAt.getTime(), DEFAULT_TIME_ZONE),
      reason: entry.withdrawnReason ?? '',
      agency: entry.withdrawnBy,
    },
  };
}

function latest(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}
