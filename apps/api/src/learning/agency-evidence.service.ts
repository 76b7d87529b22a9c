import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { calendarDateIn } from '@learning-reviews/domain/calendar-date';
import type { FirstAnswer } from '@learning-reviews/domain/learning/question-count';
import { AssignmentService } from '../assignment/assignment.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { AgencyCompletionRepository } from './agency-completion.repository.js';
import type { NewCompletion } from './completion.repository.js';
import { QuestionCountRepository } from './question-count.repository.js';

/** Gives each agency its own evidence of a completion, which stays when the person leaves. */
@Injectable()
export class AgencyEvidence {
  constructor(
    private readonly database: Database,
    private readonly agencyCompletions: AgencyCompletionRepository,
    private readonly questionCounts: QuestionCountRepository,
    private readonly assignments: AssignmentService,
    private readonly audit: Audit,
  ) {}

  /**
   * For each membership open that day: evidence, standing and audit. Agencies come in ascending order, so
   * that two people who share two agencies never wait for each other in a ring.
   *
   * @param certificateNumber As it is stored, without hyphens.
   * @param answers           First answers that count in the agency's figures about questions.
   */
  async give(
    scope: PersonScope,
    tx: Transaction,
    completion: NewCompletion,
    certificateNumber: string,
    answers: readonly FirstAnswer[],
  ): Promise<void> {
    const { id: completionId, completedAt, moduleId, version, minutes, participatoryMinutes } = completion;
    for (const member of await this.assignments.standingsOf(scope, tx, completedAt)) {
      const { agencyId, membershipId } = member;
      const completedOn = calendarDateIn(completedAt.getTime(), member.timeZone);
      await this.database.withAgency(tx, agencyId, async () => {
        const validUntil = await this.assignments.recordCompletion(scope, tx, member, {
          moduleId,
          completedOn,
        });
        await this.agencyCompletions.insert(scope, tx, {
          agencyId,
          membershipId,
          completionId,
          moduleId,
          version,
          completedOn,
          minutes,
          participatoryMinutes,
          certificateNumber,
          validUntil,
          recordedAt: completedAt,
        });
        if (answers.length > 0) {
          await this.questionCounts.addAnswers(scope, tx, { agencyId, moduleId, version }, answers);
        }
        await this.audit.record(
          { agencyId, personId: scope.personId },
          tx,
          'completion.recorded',
          `completion:${completionId}`,
          { membershipId, moduleId, version },
        );
      });
    }
  }
}
