import { Injectable } from '@nestjs/common';
import type { Saved } from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { type AttemptPlace, placePath } from '@learning-reviews/domain/learning/attempt-progress';
import { type CurrentModule, CurriculumService } from '../curriculum/curriculum.service.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { Attempt } from './attempt.js';
import { type AttemptEvent, AttemptRepository, type AttemptRow } from './attempt.repository.js';

/** A module as it is published today, and the person's latest attempt of it. */
export interface OwnModule {
  readonly current: CurrentModule;
  /** The open attempt, else the latest finished one; `null` when it was never begun. */
  readonly attempt: Attempt | null;
}

/** Finds where a person is in a module, and keeps what they do there. Every page of the player begins here. */
@Injectable()
export class OwnAttempts {
  constructor(
    private readonly attempts: AttemptRepository,
    private readonly curriculum: CurriculumService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.not-found` when there is no such module. */
  async find(scope: PersonScope, tx: Transaction, slug: string): Promise<OwnModule> {
    const current = await this.curriculum.currentBySlug(scope, tx, slug);
    const saved = await this.attempts.latest(scope, tx, current.moduleId);
    return { current, attempt: saved === undefined ? null : await this.read(scope, tx, current, saved) };
  }

  /**
   * The attempt to read on: the open one, else the latest finished one, so that a page can be looked at
   * again afterwards.
   *
   * @throws DomainError `learning.not-open` when the module was never begun.
   */
  async require(scope: PersonScope, tx: Transaction, slug: string): Promise<Attempt> {
    const { attempt } = await this.find(scope, tx, slug);
    if (attempt === null) throw notOpen();
    return attempt;
  }

  /**
   * The latest attempt, locked while it is open, so that two tabs and two devices save one after the other.
   *
   * @throws DomainError `learning.not-open` when the module was never begun.
   */
  async lock(scope: PersonScope, tx: Transaction, slug: string): Promise<Attempt> {
    const current = await this.curriculum.currentBySlug(scope, tx, slug);
    const saved = await this.attempts.lockLatest(scope, tx, current.moduleId);
    if (saved === undefined) throw notOpen();
    return this.read(scope, tx, current, saved);
  }

  /**
   * The open attempt, locked.
   *
   * @throws DomainError `learning.already-complete` when it is finished.
   */
  async lockOpen(scope: PersonScope, tx: Transaction, slug: string): Promise<Attempt> {
    const attempt = await this.lock(scope, tx, slug);
    if (attempt.isOpen) return attempt;
    throw new DomainError(
      'learning.already-complete',
      'You have finished this module. Start it again to change your answers',
    );
  }

  /**
   * One attempt of the person's own.
   *
   * @throws DomainError `request.not-found`
   */
  async byId(scope: PersonScope, tx: Transaction, slug: string, attemptId: string): Promise<Attempt> {
    const current = await this.curriculum.currentBySlug(scope, tx, slug);
    const saved = await this.attempts.byId(scope, tx, attemptId);
    if (saved === undefined) throw notFound();
    return this.read(scope, tx, current, saved);
  }

  /**
   * Keeps what a person did, and the page they are on now.
   *
   * @param place Where they go on from after an interruption.
   * @param next  Address of the page to show next; that of `place` when left out.
   */
  async save(
    scope: PersonScope,
    tx: Transaction,
    attempt: Attempt,
    event: AttemptEvent,
    place: AttemptPlace,
    next: string = attempt.path(place),
  ): Promise<Saved> {
    const now = this.clock.now();
    await this.attempts.save(scope, tx, attempt.id, event, placePath(place), now);
    return { savedAt: now.toISOString(), nextPath: next };
  }

  private async read(
    scope: PersonScope,
    tx: Transaction,
    current: CurrentModule,
    saved: AttemptRow,
  ): Promise<Attempt> {
    const { moduleId, slug } = current;
    const content = await this.curriculum.content(scope, tx, moduleId, saved.version);
    return new Attempt({ moduleId, slug, version: saved.version, content }, saved);
  }
}

const notOpen = () =>
  new DomainError('learning.not-open', 'You have not started this module yet. Start it first');
