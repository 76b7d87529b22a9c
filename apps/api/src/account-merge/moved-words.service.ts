import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import type { Transaction } from '../platform/database/database.js';
import { ReflectionSeal } from '../platform/reflection/reflection-seal.js';
import { type MovedReflection, MovedReflectionRepository } from './moved-reflection.repository.js';

/** Seals private words anew for the account they move to: a seal opens for the person it was made for alone. */
@Injectable()
export class MovedWords {
  constructor(
    private readonly reflections: MovedReflectionRepository,
    private readonly seal: ReflectionSeal,
  ) {}

  /** Of what has just moved to the person of the scope. */
  async take(
    scope: PersonScope,
    tx: Transaction,
    { mergeId, otherPersonId }: { readonly mergeId: string; readonly otherPersonId: string },
  ): Promise<void> {
    const moved = await this.reflections.findMoved(scope, tx, mergeId);
    await this.reseal(scope, tx, moved, otherPersonId, scope.personId);
  }

  /** Of what is about to go back from the person of the scope. */
  async giveBack(
    scope: PersonScope,
    tx: Transaction,
    { mergeId, otherPersonId }: { readonly mergeId: string; readonly otherPersonId: string },
  ): Promise<void> {
    const leaving = await this.reflections.findLeaving(scope, tx, mergeId);
    await this.reseal(scope, tx, leaving, scope.personId, otherPersonId);
  }

  private async reseal(
    scope: PersonScope,
    tx: Transaction,
    reflections: readonly MovedReflection[],
    from: string,
    to: string,
  ): Promise<void> {
    for (const reflection of reflections) {
      const sealed = this.seal.seal(to, this.seal.open(from, reflection));
      await this.reflections.reseal(scope, tx, reflection.id, sealed);
    }
  }
}
