import { Injectable } from '@nestjs/common';
import type { LearningModule, LearningSection, Saved } from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { formatCertificateNumber } from '@learning-reviews/domain/certificate/certificate-number';
import { placesOf, whatIsMissing } from '@learning-reviews/domain/learning/attempt-progress';
import { neededToPass } from '@learning-reviews/domain/learning/check';
import { statementText } from '@learning-reviews/content/module-content';
import { CurriculumService } from '../curriculum/curriculum.service.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import { type Attempt, pathOf, placeLabel } from './attempt.js';
import { CompletionRepository, type LatestCompletion } from './completion.repository.js';
import { dayOf } from './learning-list.js';
import { AttemptStart } from './attempt-start.service.js';
import { OwnAttempts, type OwnModule } from './own-attempts.service.js';

/** One module as a person does it: before they start, and its sections. */
@Injectable()
export class LearningService {
  constructor(
    private readonly database: Database,
    private readonly attempts: OwnAttempts,
    private readonly attemptStart: AttemptStart,
    private readonly completions: CompletionRepository,
    private readonly curriculum: CurriculumService,
    private readonly onceOnly: OnceOnly,
  ) {}

  /** Before you start, and where you are. */
  show(scope: PersonScope, slug: string): Promise<LearningModule> {
    return this.database.read(scope, async (tx) => {
      const own = await this.attempts.find(scope, tx, slug);
      const [completion] = await this.completions.latest(scope, tx, own.current.moduleId);
      return moduleView(own, completion);
    });
  }

  /**
   * Starts the module on its current version, or goes on in the attempt that is open.
   *
   * @throws DomainError `learning.withdrawn` when there is nothing to go on with and it was withdrawn.
   */
  start(scope: PersonScope, submission: Submission, slug: string): Promise<Saved> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const { current, attempt } = await this.attempts.find(scope, tx, slug);
      if (!attempt?.isOpen) await this.attemptStart.begin(scope, tx, current);
      const open = await this.attempts.require(scope, tx, slug);
      return { savedAt: open.saved.savedAt.toISOString(), nextPath: open.path(open.resumePlace) };
    });
  }

  /**
   * One section with its sources.
   *
   * @param number From 1.
   * @throws DomainError `request.not-found` when the module has no such section.
   */
  section(scope: PersonScope, slug: string, number: number): Promise<LearningSection> {
    return this.database.read(scope, async (tx) => {
      const attempt = await this.attempts.require(scope, tx, slug);
      const section = attempt.content.sections[number - 1];
      if (section === undefined) throw notFound();
      const place = { kind: 'section', number } as const;
      return {
        module: slug,
        moduleTitle: attempt.content.title,
        number,
        count: attempt.content.sections.length,
        id: section.id,
        heading: section.heading,
        contentNote: section.contentNote ?? null,
        blocks: section.blocks,
        sources: await this.curriculum.sources(scope, tx, section.sources),
        opened: attempt.record.openedSectionIds.includes(section.id),
        finished: !attempt.isOpen,
        previousPath:
          number === 1 ? `/learning/${slug}` : attempt.path({ kind: 'section', number: number - 1 }),
        nextPath: attempt.pathAfter(place),
      };
    });
  }

  /** Notes that a section was opened, which is all that completing it takes. */
  openSection(scope: PersonScope, submission: Submission, slug: string, sectionId: string): Promise<Saved> {
    return this.onceOnly.write(scope, submission, (tx) => this.noteSection(scope, tx, slug, sectionId));
  }

  private async noteSection(
    scope: PersonScope,
    tx: Transaction,
    slug: string,
    sectionId: string,
  ): Promise<Saved> {
    const attempt = await this.attempts.lockOpen(scope, tx, slug);
    const index = attempt.plan.sectionIds.indexOf(sectionId);
    if (index === -1) {
      throw new DomainError('request.invalid', 'Some of what you entered is not right', {
        errors: [{ field: 'sectionId', message: 'Name a section of this module' }],
      });
    }
    const place = { kind: 'section', number: index + 1 } as const;
    return this.attempts.save(
      scope,
      tx,
      attempt,
      { kind: 'section', detail: { sectionId } },
      place,
      attempt.pathAfter(place),
    );
  }
}

/** A module as its first page shows it: in the words of the open attempt, else of the current version. */
export function moduleView(
  { current, attempt }: OwnModule,
  completion: LatestCompletion | undefined,
): LearningModule {
  const open = attempt?.isOpen ? attempt : null;
  const { content } = open ?? current;
  return {
    module: current.slug,
    title: content.title,
    minutes: content.minutes,
    contentNote: content.contentNote,
    madeFrom: content.madeFrom,
    outcomes: content.outcomes,
    passMark: neededToPass(content.questions.length),
    questionCount: content.questions.length,
    scenarioTitle: content.scenario.title,
    evidence: {
      publishedPage: content.evidence.publishedPage.map(statementText),
      general: content.evidence.general.map(statementText),
    },
    localInserts: content.localInserts,
    attempt:
      open === null
        ? null
        : {
            id: open.id,
            version: open.module.version,
            newerVersion:
              current.version > open.module.version && !current.isWithdrawn
                ? { version: current.version, change: current.change, note: current.note }
                : null,
            startedAt: open.saved.startedAt.toISOString(),
            savedAt: open.saved.savedAt.toISOString(),
            resumePath: open.path(open.resumePlace),
            resumeLabel: placeLabel(content, open.resumePlace),
            parts: partsOf(open),
            missing: open.missing,
          },
    latestCompletion:
      completion === undefined
        ? null
        : {
            completedOn: dayOf(completion.completedAt),
            version: completion.version,
            minutes: completion.minutes,
            certificateNumber: formatCertificateNumber(completion.certificateNumber),
          },
    withdrawn: current.isWithdrawn,
  };
}

type Part = NonNullable<LearningModule['attempt']>['parts'][number];

/** Every part of the module in order, and how far it is done. */
function partsOf(attempt: Attempt): Part[] {
  const { content, plan, record } = attempt;
  const missing = whatIsMissing(plan, record).map((item) => item.kind);
  return placesOf(plan).flatMap((place): Part[] => {
    const path = pathOf(attempt.module.slug, place);
    switch (place.kind) {
      case 'section': {
        const section = content.sections[place.number - 1];
        const isOpened = section !== undefined && record.openedSectionIds.includes(section.id);
        return [{ label: section?.heading ?? '', path, state: isOpened ? 'done' : 'to-do' }];
      }
      case 'scenario': {
        const state = record.hasScenarioEnded ? 'done' : record.isScenarioSkipped ? 'skipped' : 'to-do';
        return [{ label: `Scenario: ${content.scenario.title}`, path, state }];
      }
      case 'check': {
        const isToDo = missing.includes('question') || missing.includes('pass-mark');
        return [{ label: 'Knowledge check', path, state: isToDo ? 'to-do' : 'done' }];
      }
      case 'reflect': {
        const hasWritten = attempt.saved.events.some(({ kind }) => kind === 'reflection');
        return [{ label: 'Reflection', path, state: hasWritten ? 'done' : 'optional' }];
      }
      case 'finish':
        return [];
    }
  });
}
