import { Injectable } from '@nestjs/common';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { mayRecordMinutes, participatoryMinutes } from '@learning-reviews/domain/learning/minutes';
import { firstAnswers } from '@learning-reviews/domain/learning/question-count';
import { v7 as uuid } from 'uuid';
import { CertificateService } from '../certificate/certificate.service.js';
import { CpdService } from '../cpd/cpd.service.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { AgencyEvidence } from './agency-evidence.service.js';
import type { Attempt } from './attempt.js';
import { AttemptRepository } from './attempt.repository.js';
import { CompletionRepository, type NewCompletion } from './completion.repository.js';
import { dayOf } from './learning-list.js';

/** Writes down that a person finished: for the person, and for every agency that has a right to know. */
@Injectable()
export class CompletionRecorder {
  constructor(
    private readonly attempts: AttemptRepository,
    private readonly completions: CompletionRepository,
    private readonly certificates: CertificateService,
    private readonly cpd: CpdService,
    private readonly evidence: AgencyEvidence,
    private readonly clock: Clock,
  ) {}

  /**
   * Records the completion of an open attempt, which this transaction has locked: completion, certificate
   * and CPD entry as the person, then the evidence of each agency. All of it, or nothing.
   *
   * @param askedMinutes What the person wants recorded; the minutes credited when left out.
   * @throws DomainError `learning.incomplete` naming what is missing, `cpd.minutes-raised`.
   */
  async record(
    scope: PersonScope,
    tx: Transaction,
    attempt: Attempt,
    askedMinutes: number | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    const completion = completionOf(attempt, now, askedMinutes);
    await this.attempts.save(scope, tx, attempt.id, { kind: 'finish', detail: {} }, 'finish', now);
    await this.attempts.finish(scope, tx, attempt.id, now);
    const isFirst = await this.completions.insert(scope, tx, completion);
    const certificateNumber = await this.certificates.issue(scope, tx, completion.id, now);
    await this.cpd.addCompletion(scope, tx, {
      completionId: completion.id,
      title: attempt.content.title,
      completedOn: dayOf(now),
      minutes: completion.minutes,
      participatoryMinutes: completion.participatoryMinutes,
      savedAt: now,
    });
    // Whoever runs through a version again would be counted again, and ten runs of one person are no ten people.
    const answers = isFirst ? firstAnswers(attempt.answers) : [];
    await this.evidence.give(scope, tx, completion, certificateNumber, answers);
  }
}

/** The completion that an attempt earns. */
function completionOf(attempt: Attempt, now: Date, askedMinutes: number | undefined): NewCompletion {
  const { missing } = attempt;
  if (missing.length > 0) {
    throw new DomainError('learning.incomplete', 'There is something left to do before you can finish', {
      missing,
    });
  }
  const credited = attempt.creditableMinutes(now);
  const minutes = askedMinutes ?? credited;
  if (!mayRecordMinutes(credited, minutes)) {
    const sentence = `You can record ${credited} minutes or fewer`;
    throw new DomainError('cpd.minutes-raised', sentence, {
      errors: [{ field: 'minutes', message: sentence }],
    });
  }
  return {
    id: uuid(),
    attemptId: attempt.id,
    moduleId: attempt.module.moduleId,
    version: attempt.module.version,
    completedAt: now,
    correctCount: attempt.check.rightQuestionIds.length,
    questionCount: attempt.check.questionCount,
    minutes,
    participatoryMinutes: participatoryMinutes('self-directed', minutes),
  };
}
