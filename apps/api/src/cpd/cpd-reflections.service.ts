import { Injectable } from '@nestjs/common';
import type {
  CpdReflection,
  SaveCpdReflectionRequest,
  SavedCpdEntry,
} from '@learning-reviews/contracts/cpd.contract';
import type { SaveReflectionRequest } from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { NO_WORDS } from '@learning-reviews/domain/cpd/cpd-record';
import { v7 as uuid } from 'uuid';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { ReflectionSeal } from '../platform/reflection/reflection-seal.js';
import { CpdEntryRepository, type CpdEntryRow } from './cpd-entry.repository.js';
import { CpdReflectionRepository, type SealedReflection } from './cpd-reflection.repository.js';

/** What a person wrote in a module, as `learning` keeps it. */
type ModuleWords = Omit<SaveReflectionRequest, 'revision'>;

/** All that a person has written about one entry. */
export interface EntryWords {
  readonly reflection: CpdReflection;
  /** 0 when the entry's own reflection was never written. */
  readonly revision: number;
  /** When the entry's own reflection was saved. */
  readonly savedAt: Date | null;
  /** One text for each prompt of the module; those never written are missing at the end. */
  readonly moduleTexts: readonly string[];
  readonly intention: string;
  /** `YYYY-MM-DD`. */
  readonly intentionOn: string | null;
}

const NO_MODULE_WORDS: ModuleWords = { texts: [], intention: '', intentionOn: null };

/**
 * What a person writes beside the facts of their record. It is theirs alone: kept encrypted, and never in a log, a
 * kept answer or an agency's row. (docs/rules.md, "Rules that come before any feature", 2)
 */
@Injectable()
export class CpdReflections {
  constructor(
    private readonly database: Database,
    private readonly entries: CpdEntryRepository,
    private readonly reflections: CpdReflectionRepository,
    private readonly seal: ReflectionSeal,
    private readonly clock: Clock,
  ) {}

  /** The words about every entry, by its id. */
  async ofAll(
    scope: PersonScope,
    tx: Transaction,
    entries: readonly CpdEntryRow[],
  ): Promise<ReadonlyMap<string, EntryWords>> {
    const sealed = await this.reflections.all(scope, tx);
    const byOwner = new Map(sealed.map((kept) => [kept.entryId ?? kept.attemptId, kept]));
    return new Map(
      entries.map((entry) => [
        entry.id,
        this.words(scope, byOwner.get(entry.id), byOwner.get(entry.attemptId)),
      ]),
    );
  }

  /** The words about one entry. */
  async ofEntry(scope: PersonScope, tx: Transaction, entry: CpdEntryRow): Promise<EntryWords> {
    const sealed = await this.reflections.ofEntry(scope, tx, entry.id, entry.attemptId);
    return this.words(
      scope,
      sealed.find((kept) => kept.entryId !== null),
      sealed.find((kept) => kept.attemptId !== null),
    );
  }

  /**
   * Keeps the words. The save that was kept last, sent again by a browser that never heard the answer, changes
   * nothing.
   *
   * @throws DomainError `request.not-found`; `stale.version` when another tab or device has saved since.
   */
  save(scope: PersonScope, id: string, request: SaveCpdReflectionRequest): Promise<SavedCpdEntry> {
    const { revision, ...words } = request;
    return this.database.write(scope, async (tx) => {
      if (!(await this.entries.lock(scope, tx, id))) throw notFound();
      const [kept] = await this.reflections.ofEntry(scope, tx, id, null);
      const keptRevision = kept?.revision ?? 0;
      if (keptRevision !== revision) return this.savedBefore(scope, id, kept, request);

      const at = this.clock.now();
      const sealed = this.seal.seal(scope.personId, JSON.stringify(words));
      if (kept === undefined) {
        await this.reflections.insert(scope, tx, { id: uuid(), entryId: id, sealed, at });
      } else {
        await this.reflections.replace(scope, tx, { entryId: id, sealed, at });
      }
      return { id, savedAt: at.toISOString(), revision: revision + 1 };
    });
  }

  private savedBefore(
    scope: PersonScope,
    id: string,
    kept: SealedReflection | undefined,
    { revision, ...words }: SaveCpdReflectionRequest,
  ): SavedCpdEntry {
    const isSame =
      kept?.revision === revision + 1 && JSON.stringify(this.ownWords(scope, kept)) === JSON.stringify(words);
    if (isSame) return { id, savedAt: kept.savedAt.toISOString(), revision: kept.revision };
    throw new DomainError(
      'stale.version',
      'This reflection was changed on another page or device. Copy what you have written, then reload the page',
    );
  }

  private words(
    scope: PersonScope,
    own: SealedReflection | undefined,
    ofModule: SealedReflection | undefined,
  ): EntryWords {
    const { texts, intention, intentionOn } = this.moduleWords(scope, ofModule);
    return {
      reflection: this.ownWords(scope, own),
      revision: own?.revision ?? 0,
      savedAt: own?.savedAt ?? null,
      moduleTexts: texts,
      intention,
      intentionOn,
    };
  }

  private ownWords(scope: PersonScope, kept: SealedReflection | undefined): CpdReflection {
    if (kept === undefined) return { ...NO_WORDS, codeLinks: [] };
    return JSON.parse(this.seal.open(scope.personId, kept)) as CpdReflection;
  }

  private moduleWords(scope: PersonScope, kept: SealedReflection | undefined): ModuleWords {
    if (kept === undefined) return NO_MODULE_WORDS;
    return JSON.parse(this.seal.open(scope.personId, kept)) as ModuleWords;
  }
}

/** Whether anything is written about an entry, in the module or afterwards. */
export function hasWords({ reflection, moduleTexts, intention }: EntryWords): boolean {
  const { learned, impact, peer } = reflection;
  return [learned, impact, peer, intention, ...moduleTexts].some((text) => text.trim() !== '');
}
