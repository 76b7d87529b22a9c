import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { STANDING_STATE } from '@learning-reviews/domain/learning/standing';
import { v7 as uuid } from 'uuid';
import { AssignmentService } from '../assignment/assignment.service.js';
import type { CurrentModule } from '../curriculum/curriculum.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { AttemptRepository } from './attempt.repository.js';

/** Begins attempts, and lets the agencies that wait for it know. */
@Injectable()
export class AttemptStart {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptRepository,
    private readonly assignments: AssignmentService,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an attempt on the current version, unless another tab has just done so.
   *
   * @throws DomainError `learning.withdrawn`
   */
  async begin(scope: PersonScope, tx: Transaction, current: CurrentModule): Promise<void> {
    const { moduleId, version, isWithdrawn } = current;
    if (isWithdrawn) {
      throw new DomainError('learning.withdrawn', 'This module has been withdrawn. Choose another one');
    }
    const at = this.clock.now();
    const isBegun = await this.attempts.begin(scope, tx, { id: uuid(), moduleId, version, at });
    if (isBegun) await this.tellAgencies(scope, tx, moduleId, at);
  }

  private async tellAgencies(scope: PersonScope, tx: Transaction, moduleId: number, at: Date): Promise<void> {
    for (const job of await this.assignments.standingsOf(scope, tx, at)) {
      const standing = job.standings.find((candidate) => candidate.moduleId === moduleId);
      // Taking on an agency's role costs two round trips, so only where something moves.
      if (standing?.state !== STANDING_STATE.notStarted) continue;
      await this.database.withAgency(tx, job.agencyId, () =>
        this.assignments.recordStart(scope, tx, job, standing),
      );
    }
  }
}
