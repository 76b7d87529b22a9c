import type { MissingPart } from '@learning-reviews/contracts/learning.contract';
import {
  type AttemptPlace,
  type AttemptPlan,
  type AttemptPosition,
  type AttemptRecord,
  attemptPosition,
  type MissingItem,
  placeAfter,
  placeFromPath,
  placePath,
  resumePlace,
  whatIsMissing,
} from '@learning-reviews/domain/learning/attempt-progress';
import { checkState, type CheckState } from '@learning-reviews/domain/learning/check';
import { creditedMinutes } from '@learning-reviews/domain/learning/minutes';
import {
  type ScenarioEvent,
  type ScenarioProgress,
  scenarioProgress,
} from '@learning-reviews/domain/learning/scenario';
import type { ModuleContent } from '@learning-reviews/content/module-content';
import type { AttemptRow, SavedAnswer, SavedEvent } from './attempt.repository.js';

/** A module in the version that an attempt is pinned to. */
export interface PinnedModule {
  readonly moduleId: number;
  readonly slug: string;
  readonly version: number;
  readonly content: ModuleContent;
}

/** What a module version asks of a person. */
export function planOf(content: ModuleContent): AttemptPlan {
  return {
    sectionIds: content.sections.map((section) => section.id),
    hasScenario: true,
    questionIds: content.questions.map((question) => question.id),
  };
}

/** The address of one page of a module in the web app. */
export function pathOf(slug: string, place: AttemptPlace): string {
  return `/learning/${slug}/${placePath(place)}`;
}

/** What a page of a module is called, such as `Section 3 of 7`. */
export function placeLabel(content: ModuleContent, place: AttemptPlace): string {
  switch (place.kind) {
    case 'section':
      return `Section ${place.number} of ${content.sections.length}`;
    case 'scenario':
      return 'Scenario';
    case 'check':
      return 'Knowledge check';
    case 'reflect':
      return 'Reflection';
    case 'finish':
      return 'Finish';
  }
}

/**
 * One person's run through one version of a module: the words it is pinned to, what was saved, and all
 * that follows from the two by the rules.
 */
export class Attempt {
  readonly plan: AttemptPlan;

  constructor(
    readonly module: PinnedModule,
    readonly saved: AttemptRow,
  ) {
    this.plan = planOf(module.content);
  }

  get id(): string {
    return this.saved.id;
  }

  get isOpen(): boolean {
    return this.saved.state === 'open';
  }

  get content(): ModuleContent {
    return this.module.content;
  }

  get answers(): readonly SavedAnswer[] {
    return this.saved.answers;
  }

  get record(): AttemptRecord {
    const { hasEnded, isSkipped } = this.scenario;
    return {
      openedSectionIds: this.saved.events.flatMap((event) =>
        event.kind === 'section' ? event.detail.sectionId : [],
      ),
      hasScenarioEnded: hasEnded,
      isScenarioSkipped: isSkipped,
      answers: this.answers,
    };
  }

  get scenario(): ScenarioProgress {
    return scenarioProgress(this.content.scenario, this.saved.events.flatMap(scenarioEvent));
  }

  /** A finished attempt has passed, also when its answers are gone: they are kept for a time only (ADR 29). */
  get check(): CheckState {
    const state = checkState(this.plan.questionIds, this.answers);
    if (this.isOpen || state.isPassed) return state;
    return { ...state, roundQuestionIds: [], nextQuestionId: null, isPassed: true, isNewRound: false };
  }

  /** How many questions are right by now. */
  get rightCount(): number {
    return this.saved.correctCount ?? this.check.rightQuestionIds.length;
  }

  /** How much of it is done. */
  get position(): AttemptPosition {
    return attemptPosition(this.plan, this.record);
  }

  /** What is left to do before finishing, each with the page that does it. */
  get missing(): MissingPart[] {
    return whatIsMissing(this.plan, this.record).map((item) => this.missingPart(item));
  }

  /** The page on which the person goes on, on whatever device. */
  get resumePlace(): AttemptPlace {
    return resumePlace(this.plan, this.record, placeFromPath(this.plan, this.saved.position));
  }

  /** Minutes that its saved events credit; with one more event at `until` when that is given. */
  creditableMinutes(until?: Date): number {
    const savedAt = this.saved.events.map((event) => event.atMs);
    return creditedMinutes(
      this.content.minutes,
      until === undefined ? savedAt : [...savedAt, until.getTime()],
    );
  }

  /** The address of one of its pages. */
  path(place: AttemptPlace): string {
    return pathOf(this.module.slug, place);
  }

  /** The address of the page after another. */
  pathAfter(place: AttemptPlace): string {
    return this.path(placeAfter(this.plan, place));
  }

  private missingPart(item: MissingItem): MissingPart {
    switch (item.kind) {
      case 'section': {
        const heading = this.content.sections[item.number - 1]?.heading ?? '';
        return {
          label: `Read section ${item.number}: ${heading}`,
          path: this.path({ kind: 'section', number: item.number }),
        };
      }
      case 'scenario':
        return {
          label: `Reach an ending of the scenario “${this.content.scenario.title}”, or skip it`,
          path: this.path({ kind: 'scenario' }),
        };
      case 'question':
        return { label: `Answer question ${item.number}`, path: this.path({ kind: 'check' }) };
      case 'pass-mark':
        return {
          label: `Try the questions you got wrong: you have ${item.rightCount} right and need ${item.neededCount}`,
          path: this.path({ kind: 'check' }),
        };
    }
  }
}

function scenarioEvent(event: SavedEvent): ScenarioEvent[] {
  switch (event.kind) {
    case 'choice':
      return [{ kind: 'chose', ...event.detail }];
    case 'again':
      return [{ kind: 'chose-again', nodeId: event.detail.nodeId }];
    case 'skip':
      return [{ kind: 'skipped' }];
    default:
      return [];
  }
}
