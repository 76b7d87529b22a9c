import { Injectable } from '@nestjs/common';
import type { HeldCompletion } from '@learning-reviews/contracts/completion-correction.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { Database, type Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import { CompletionCorrectionRepository } from './completion-correction.repository.js';

/** Shows an agency one completion of its member, as its own evidence says. */
@Injectable()
export class HeldCompletionService {
  constructor(
    private readonly database: Database,
    private readonly corrections: CompletionCorrectionRepository,
  ) {}

  /** @throws DomainError `request.not-found` where this agency holds no evidence of it, whoever else does. */
  read(scope: AgencyScope, membershipId: string, completionId: string): Promise<HeldCompletion> {
    return this.database.read(scope, (tx) => this.find(scope, tx, membershipId, completionId));
  }

  /** The same within a transaction. @throws DomainError `request.not-found` */
  async find(
    scope: AgencyScope,
    tx: Transaction,
    membershipId: string,
    completionId: string,
  ): Promise<HeldCompletion> {
    const [held] = await this.corrections.findHeld(scope, tx, membershipId, completionId);
    if (held === undefined) throw notFound();
    const { correctedAt, correctionReason, name, module, title, version, completedOn, minutes } = held;
    const corrected =
      correctedAt === null ? null : { at: correctedAt.toISOString(), reason: correctionReason ?? '' };
    const { source, result } = held;
    return {
      ...{ membershipId, completionId, name, module, title, version, completedOn, minutes },
      ...{ source, result, corrected },
    };
  }
}
