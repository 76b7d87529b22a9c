import type { ChoiceQuality, ModuleContent, Question, Scenario, Statement } from './module-content.js';
import { statementSources } from './module-content.js';

/** An option before the answer. The `never`s keep a whole option from being handed over as one of these. */
export interface LearnerOption {
  readonly id: string;
  readonly text: string;
  readonly correct?: never;
  readonly feedback?: never;
}

/** A question before the answer. Its topic stays behind too, for it can give the answer away. */
export interface LearnerQuestion {
  readonly id: string;
  readonly stem: string;
  /** In the order of the file; the order of an attempt is its own. */
  readonly options: readonly LearnerOption[];
  readonly topic?: never;
}

/** A choice before it is made. Where it leads would say how good it is, so that stays behind as well. */
export interface LearnerChoice {
  readonly id: string;
  readonly text: string;
  readonly quality?: never;
  readonly next?: never;
}

/** Where somebody is in a scenario: at a decision, at a consequence with one way on, or at an ending. */
export type LearnerStep =
  | {
      readonly kind: 'node';
      readonly id: string;
      readonly text: string;
      readonly choices: readonly LearnerChoice[];
    }
  | { readonly kind: 'ending'; readonly id: string; readonly text: string };

/** A module as anybody may see it before answering anything. */
export type LearnerView = Omit<ModuleContent, 'evidence' | 'scenario' | 'questions'> & {
  readonly evidence: {
    readonly publishedPage: Statement[];
    readonly general: Statement[];
    readonly otherPublic?: never;
  };
  readonly scenario: Pick<Scenario, 'title' | 'intro'> & {
    readonly start: LearnerStep;
    readonly nodes?: never;
  };
  readonly questions: readonly LearnerQuestion[];
};

/** A question after the answer: a reason for every option. */
export interface AnsweredQuestion {
  readonly id: string;
  readonly topic: string;
  readonly stem: string;
  readonly chosenOptionId: string;
  readonly correct: boolean;
  readonly options: Question['options'];
  readonly sources: readonly string[];
}

/** A choice after it is made, and where it led. */
export interface ChosenStep {
  readonly quality: ChoiceQuality;
  /** Whether there was no other choice, so that its quality says nothing about the learner. */
  readonly onlyWay: boolean;
  readonly next: LearnerStep;
}

/** What may leave the server before the learner has answered or chosen anything. */
export function learnerView(content: ModuleContent): LearnerView {
  const { evidence, scenario, questions, ...open } = content;
  return {
    ...open,
    evidence: { publishedPage: evidence.publishedPage, general: evidence.general },
    scenario: { title: scenario.title, intro: scenario.intro, start: scenarioStep(content, scenario.start) },
    questions: questions.map(({ id, stem, options }) => ({
      id,
      stem,
      options: options.map((option) => ({ id: option.id, text: option.text })),
    })),
  };
}

/**
 * A node or an ending of the scenario, as it may be seen on arriving there.
 *
 * @throws RangeError when the scenario has no such node or ending.
 */
export function scenarioStep({ scenario }: ModuleContent, stepId: string): LearnerStep {
  const node = scenario.nodes.find(({ id }) => id === stepId);
  if (node) {
    const choices = node.choices.map(({ id, text }) => ({ id, text }));
    return { kind: 'node', id: node.id, text: node.text, choices };
  }
  const ending = scenario.endings.find(({ id }) => id === stepId);
  if (!ending) throw new RangeError(`The scenario has no node or ending "${stepId}"`);
  return { kind: 'ending', id: ending.id, text: ending.text };
}

/**
 * Takes one choice: how good it was, and where it leads.
 *
 * @throws RangeError when the scenario has no such node, or the node no such choice.
 */
export function chooseInScenario(content: ModuleContent, nodeId: string, choiceId: string): ChosenStep {
  const node = content.scenario.nodes.find(({ id }) => id === nodeId);
  const choice = node?.choices.find(({ id }) => id === choiceId);
  if (!node || !choice) throw new RangeError(`The scenario has no choice "${choiceId}" at "${nodeId}"`);
  return {
    quality: choice.quality,
    onlyWay: node.choices.length === 1,
    next: scenarioStep(content, choice.next),
  };
}

/**
 * A question as it may be shown once this answer is kept.
 *
 * @throws RangeError when the module has no such question, or the question no such option.
 */
export function answeredQuestion(
  content: ModuleContent,
  questionId: string,
  optionId: string,
): AnsweredQuestion {
  const question = content.questions.find(({ id }) => id === questionId);
  const chosen = question?.options.find(({ id }) => id === optionId);
  if (!question || !chosen)
    throw new RangeError(`There is no option "${optionId}" in question "${questionId}"`);
  const { id, topic, stem, options, sources } = question;
  return { id, topic, stem, chosenOptionId: chosen.id, correct: chosen.correct, options, sources };
}

/**
 * Ids of the sources a learner meets in a module, in the order in which they come. Those cited only in
 * what other publications say are withheld with it.
 */
export function citedSources({ evidence, sections, questions }: ModuleContent): string[] {
  const cited = [
    ...evidence.publishedPage.flatMap(statementSources),
    ...evidence.general.flatMap(statementSources),
    ...sections.flatMap((section) => section.sources),
    ...questions.flatMap((question) => question.sources),
  ];
  return [...new Set(cited)];
}
