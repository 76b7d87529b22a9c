import { Injectable } from '@nestjs/common';
import type {
  LearningReflection,
  SavedReflection,
  SaveReflectionRequest,
} from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { ReflectionSeal } from '../platform/reflection/reflection-seal.js';
import { OwnAttempts } from './own-attempts.service.js';
import { ReflectionRepository, type SealedReflection } from './reflection.repository.js';

/** What a person wrote about one attempt. */
export interface ReflectionWords {
  /** One text for each prompt; those never written are missing at the end. */
  readonly texts: readonly string[];
  /** What follows "I will…". */
  readonly intention: string;
  /** `YYYY-MM-DD`, or `null` when no day was chosen. */
  readonly intentionOn: string | null;
}

const NOTHING: ReflectionWords = { texts: [], intention: '', intentionOn: null };

/**
 * What a person writes for themselves at the end of a module. It is theirs alone: kept encrypted, and never
 * in a log, a kept answer or an agency's row. (docs/rules.md, "Rules that come before any feature", 2)
 */
@Injectable()
export class ReflectionService {
  constructor(
    private readonly database: Database,
    private readonly attempts: OwnAttempts,
    private readonly reflections: ReflectionRepository,
    private readonly seal: ReflectionSeal,
    private readonly clock: Clock,
  ) {}

  /** The prompts, and the person's own words under them. */
  show(scope: PersonScope, slug: string): Promise<LearningReflection> {
    return this.database.read(scope, async (tx) => {
      const attempt = await this.attempts.require(scope, tx, slug);
      const kept = await this.reflections.ofAttempt(scope, tx, attempt.id);
      const words = this.open(scope, kept);
      const { content } = attempt;
      return {
        module: attempt.module.slug,
        moduleTitle: content.title,
        prompts: content.reflectionPrompts.map((prompt, index) => ({
          prompt,
          text: words.texts[index] ?? '',
        })),
        practiceChangeIdeas: content.practiceChangePrompts,
        intention: words.intention,
        intentionOn: words.intentionOn,
        revision: kept?.revision ?? 0,
        nextPath: attempt.path({ kind: 'finish' }),
      };
    });
  }

  /**
   * Keeps the words. Finished or not: what a person makes of a module may come later. The save that was
   * kept last, sent again, changes nothing.
   *
   * @throws DomainError `stale.version` when another tab or device has saved since.
   */
  save(scope: PersonScope, slug: string, request: SaveReflectionRequest): Promise<SavedReflection> {
    const { revision, ...words } = request;
    return this.database.write(scope, async (tx) => {
      const attempt = await this.attempts.lock(scope, tx, slug);
      const at = this.clock.now();
      const sealed = this.seal.seal(scope.personId, JSON.stringify(words));
      const isKept =
        revision === 0
          ? await this.reflections.insert(scope, tx, { id: uuid(), attemptId: attempt.id, sealed, at })
          : await this.reflections.replace(scope, tx, { attemptId: attempt.id, revision, sealed, at });

      if (!isKept) return this.savedBefore(scope, tx, attempt.id, request);
      if (attempt.isOpen) {
        await this.attempts.save(scope, tx, attempt, { kind: 'reflection', detail: {} }, { kind: 'reflect' });
      }
      return { savedAt: at.toISOString(), revision: revision + 1 };
    });
  }

  /** The person's words about one attempt, for a page that shows them again. */
  async wordsOf(scope: PersonScope, tx: Transaction, attemptId: string): Promise<ReflectionWords> {
    return this.open(scope, await this.reflections.ofAttempt(scope, tx, attemptId));
  }

  /** A browser that never heard the answer sends its save again; it must not be told that it is late. */
  private async savedBefore(
    scope: PersonScope,
    tx: Transaction,
    attemptId: string,
    { revision, ...words }: SaveReflectionRequest,
  ): Promise<SavedReflection> {
    const kept = await this.reflections.ofAttempt(scope, tx, attemptId);
    const isSame =
      kept?.revision === revision + 1 && JSON.stringify(this.open(scope, kept)) === JSON.stringify(words);
    if (isSame) return { savedAt: kept.savedAt.toISOString(), revision: kept.revision };
    throw new DomainError(
      'stale.version',
      'This reflection was changed on another page or device. Copy what you have written, then reload the page',
    );
  }

  private open(scope: PersonScope, kept: SealedReflection | undefined): ReflectionWords {
    if (kept === undefined) return NOTHING;
    return JSON.parse(this.seal.open(scope.personId, kept)) as ReflectionWords;
  }
}
