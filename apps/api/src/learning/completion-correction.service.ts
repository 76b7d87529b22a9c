import { Injectable } from '@nestjs/common';
import type {
  CorrectCompletionRequest,
  HeldCompletion,
} from '@learning-reviews/contracts/completion-correction.contract';
import type { AgencyScope } from '@learning-reviews/domain/access/scope';
import { v7 as uuid } from 'uuid';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Audit } from '../platform/audit/audit.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { CompletionCorrectionRepository } from './completion-correction.repository.js';
import { CorrectionMail } from './correction-mail.service.js';
import { HeldCompletionService } from './held-completion.service.js';

/**
 * Corrects a mistaken completion on both sides at once: the agency's evidence and standing, and the person's record.
 * Nothing is deleted. Another agency's own evidence of it stays as that agency has it. (docs/rules.md, Corrections)
 */
@Injectable()
export class CompletionCorrectionService {
  constructor(
    private readonly onceOnly: OnceOnly,
    private readonly corrections: CompletionCorrectionRepository,
    private readonly held: HeldCompletionService,
    private readonly assignments: AssignmentService,
    private readonly audit: Audit,
    private readonly mail: CorrectionMail,
  ) {}

  /**
   * Withdraws a completion, or takes that back, with a reason that the person reads too.
   *
   * @param membershipId Of any job the member has or had here.
   * @throws DomainError `request.not-found` where this agency holds no evidence of it, `stale.version` when it is so
   * already.
   */
  correct(
    scope: AgencyScope,
    submission: Submission,
    membershipId: string,
    completionId: string,
    { result, reason }: CorrectCompletionRequest,
  ): Promise<HeldCompletion> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      await this.corrections.lockMember(scope, tx, membershipId);
      const rows = await this.corrections.findHeld(scope, tx, membershipId, completionId);
      const [first] = rows;
      if (first === undefined) throw notFound();
      if (rows.every((row) => row.result === result)) {
        throw new DomainError(
          'stale.version',
          'Somebody has made this correction already. Load the page again',
        );
      }
      const correction = { id: uuid(), completionId, result, reason, at: this.mail.now(scope) };
      const jobs = rows.map(({ heldIn }) => heldIn);
      await this.corrections.correctEvidence(scope, tx, jobs, correction);
      const isOnRecord = await this.corrections.noteForPerson(scope, tx, first.heldIn, correction);
      const membershipIds = await this.corrections.findJobs(scope, tx, membershipId);
      const moduleIds = [first.moduleId];
      await this.assignments.recompute(
        scope,
        tx,
        scope.agencyId,
        { membershipIds, moduleIds },
        this.mail.today(scope),
      );
      const detail = { membershipId, moduleId: first.moduleId, result, isOnRecord };
      await this.audit.record(scope, tx, 'completion.corrected', `completion:${completionId}`, detail);
      if (isOnRecord) await this.mail.tell(scope, tx, membershipId, first.title, result);
      return this.held.find(scope, tx, membershipId, completionId);
    });
  }
}
