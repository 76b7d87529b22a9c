import { Injectable } from '@nestjs/common';
import type { Finished } from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { formatCertificateNumber } from '@learning-reviews/domain/certificate/certificate-number';
import { DEFAULT_REFRESH_MONTHS, lastValidDay } from '@learning-reviews/domain/learning/standing';
import { AssignmentService } from '../assignment/assignment.service.js';
import type { Transaction } from '../platform/database/database.js';
import { notFound } from '../platform/http/domain-error.js';
import type { Attempt } from './attempt.js';
import { CompletionRepository } from './completion.repository.js';
import { dayOf } from './learning-list.js';
import { LearningListService } from './learning-list.service.js';
import { ReflectionService } from './reflection.service.js';

/** What a person is told about a module they finished. */
@Injectable()
export class FinishedRecords {
  constructor(
    private readonly completions: CompletionRepository,
    private readonly assignments: AssignmentService,
    private readonly reflections: ReflectionService,
    private readonly list: LearningListService,
  ) {}

  /** @throws DomainError `request.not-found` when the attempt is not finished. */
  async of(scope: PersonScope, tx: Transaction, attempt: Attempt): Promise<Finished> {
    const completion = await this.completions.ofAttempt(scope, tx, attempt.id);
    if (completion === undefined) throw notFound();
    const [words, employers, next] = await Promise.all([
      this.reflections.wordsOf(scope, tx, attempt.id),
      // Those who had a right to it on that day, whoever employs the person now.
      this.assignments.standingsOf(scope, tx, completion.completedAt),
      this.list.next(scope, tx),
    ]);
    const { content } = attempt;
    const completedOn = dayOf(completion.completedAt);
    return {
      completionId: completion.id,
      module: attempt.module.slug,
      moduleTitle: content.title,
      version: attempt.module.version,
      completedOn,
      validUntil: lastValidDay(completedOn, DEFAULT_REFRESH_MONTHS)!,
      minutes: completion.minutes,
      statedMinutes: content.minutes,
      participatoryMinutes: completion.participatoryMinutes,
      certificateNumber: formatCertificateNumber(completion.certificateNumber),
      cpdEntryId: completion.cpdEntryId,
      evidencedFor: employers.map((employer) => employer.agencyName),
      practiceChangeIdeas: content.practiceChangePrompts,
      intention: words.intention,
      intentionOn: words.intentionOn,
      next,
    };
  }
}
