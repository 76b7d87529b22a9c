import { Injectable } from '@nestjs/common';
import type { LearningScenario, Saved } from '@learning-reviews/contracts/learning.contract';
import type { PersonScope } from '@learning-reviews/domain/access/scope';
import { choiceRefusal, type ScenarioStep } from '@learning-reviews/domain/learning/scenario';
import { chooseInScenario, scenarioStep } from '@learning-reviews/content/learner-view';
import type { ModuleContent } from '@learning-reviews/content/module-content';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/http/domain-error.js';
import { OnceOnly } from '../platform/idempotency/once-only.js';
import type { Submission } from '../platform/idempotency/submission.js';
import type { Attempt } from './attempt.js';
import { OwnAttempts } from './own-attempts.service.js';

const SCENARIO = { kind: 'scenario' } as const;

/** The branching scenario of an attempt. How good a choice was is told only once it is made. */
@Injectable()
export class ScenarioService {
  constructor(
    private readonly database: Database,
    private readonly attempts: OwnAttempts,
    private readonly onceOnly: OnceOnly,
  ) {}

  /** The path taken so far, and the decision or the ending it has led to. */
  show(scope: PersonScope, slug: string): Promise<LearningScenario> {
    return this.database.read(scope, async (tx) =>
      scenarioView(await this.attempts.require(scope, tx, slug)),
    );
  }

  /**
   * Makes a choice. The choice just made, sent again, is kept once.
   *
   * @throws DomainError `learning.wrong-choice` when the person is elsewhere in the story by now.
   */
  choose(scope: PersonScope, submission: Submission, slug: string, step: ScenarioStep): Promise<Saved> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const attempt = await this.attempts.lockOpen(scope, tx, slug);
      const { path } = attempt.scenario;
      const last = path.at(-1);
      if (last?.nodeId === step.nodeId && last.choiceId === step.choiceId) {
        return { savedAt: attempt.saved.savedAt.toISOString(), nextPath: attempt.path(SCENARIO) };
      }
      if (choiceRefusal(attempt.content.scenario, path, step) !== null) throw wrongChoice();
      return this.attempts.save(scope, tx, attempt, { kind: 'choice', detail: step }, SCENARIO);
    });
  }

  /**
   * Goes back to a decision of the path to make it again. The old path stays in the history.
   *
   * @throws DomainError `learning.wrong-choice` when that decision is not on the path.
   */
  chooseAgain(scope: PersonScope, submission: Submission, slug: string, nodeId: string): Promise<Saved> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const attempt = await this.attempts.lockOpen(scope, tx, slug);
      const { path, place } = attempt.scenario;
      const isThereAlready = place.id === nodeId;
      if (!isThereAlready && !path.some((step) => step.nodeId === nodeId)) throw wrongChoice();
      return this.attempts.save(scope, tx, attempt, { kind: 'again', detail: { nodeId } }, SCENARIO);
    });
  }

  /** Leaves the scenario out. It counts as done, and can still be played. */
  skip(scope: PersonScope, submission: Submission, slug: string): Promise<Saved> {
    return this.onceOnly.write(scope, submission, async (tx) => {
      const attempt = await this.attempts.lockOpen(scope, tx, slug);
      return this.attempts.save(scope, tx, attempt, { kind: 'skip', detail: {} }, { kind: 'check' });
    });
  }
}

/** The scenario as it may be seen now: of what lies ahead, only the words of the present page. */
export function scenarioView(attempt: Attempt): LearningScenario {
  const { content } = attempt;
  const { path, place } = attempt.scenario;
  const here = scenarioStep(content, place.id);
  return {
    module: attempt.module.slug,
    moduleTitle: content.title,
    title: content.scenario.title,
    intro: content.scenario.intro,
    state: here.kind === 'ending' ? 'ended' : wasJustSkipped(attempt) ? 'skipped' : 'running',
    taken: path.map((step) => takenStep(content, step)),
    node:
      here.kind === 'node'
        ? {
            nodeId: here.id,
            text: here.text,
            choices: here.choices.map((choice) => ({ choiceId: choice.id, text: choice.text })),
          }
        : null,
    ending: here.kind === 'ending' ? { endingId: here.id, text: here.text } : null,
    finished: !attempt.isOpen,
    nextPath: attempt.pathAfter(SCENARIO),
  };
}

function takenStep(
  content: ModuleContent,
  { nodeId, choiceId }: ScenarioStep,
): LearningScenario['taken'][number] {
  const node = scenarioStep(content, nodeId);
  const { quality, onlyWay } = chooseInScenario(content, nodeId, choiceId);
  const choice =
    node.kind === 'node' ? node.choices.find((candidate) => candidate.id === choiceId)?.text : '';
  return { nodeId, text: node.text, choice: choice ?? '', quality, onlyWay };
}

/** Whether the last thing done in the story was to leave it; somebody who came back is playing again. */
function wasJustSkipped(attempt: Attempt): boolean {
  const last = attempt.saved.events.findLast(
    ({ kind }) => kind === 'choice' || kind === 'again' || kind === 'skip',
  );
  return last?.kind === 'skip';
}

const wrongChoice = () =>
  new DomainError(
    'learning.wrong-choice',
    'You have moved on in this scenario. Reload the page to see where you are',
  );
