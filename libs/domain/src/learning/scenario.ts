/** How good a choice was, as the author judged it. */
export type ChoiceQuality = 'strong' | 'partial' | 'risky';

/** One choice at a node. `next` is the id of a node or of an ending. */
export interface ScenarioChoice {
  readonly id: string;
  readonly next: string;
  readonly quality: ChoiceQuality;
}

/** The shape of a branching scenario, without its words. Ids are the author's. */
export interface Scenario {
  readonly start: string;
  readonly nodes: readonly { readonly id: string; readonly choices: readonly ScenarioChoice[] }[];
  readonly endings: readonly { readonly id: string }[];
}

/** One step a person took: the choice, and the node at which they made it. */
export interface ScenarioStep {
  readonly nodeId: string;
  readonly choiceId: string;
}

/** Where a path through a scenario has led. */
export interface ScenarioPlace {
  readonly kind: 'node' | 'ending';
  readonly id: string;
  /** The choice that led here, with its quality; `null` at the start. */
  readonly arrivedBy: ScenarioChoice | null;
}

/** What happened in a scenario, in the order in which it was saved. */
export type ScenarioEvent =
  | ({ readonly kind: 'chose' } & ScenarioStep)
  | { readonly kind: 'chose-again'; readonly nodeId: string }
  | { readonly kind: 'skipped' };

/** All that an attempt knows of its scenario. */
export interface ScenarioProgress {
  readonly path: readonly ScenarioStep[];
  readonly place: ScenarioPlace;
  /** Whether an ending was reached at any time; choosing again does not undo it. */
  readonly hasEnded: boolean;
  readonly isSkipped: boolean;
}

/** Why a choice is not taken: the person is at another node, it has no such choice, or the walk has ended. */
export type ChoiceRefusal = 'wrong-node' | 'no-such-choice' | 'ended';

/**
 * Where a path leads from the start.
 *
 * @throws RangeError when a step is impossible, or the scenario names a node it does not hold.
 */
export function scenarioPlace(scenario: Scenario, path: readonly ScenarioStep[]): ScenarioPlace {
  return path.reduce<ScenarioPlace>(
    (place, step) => {
      const choice = choiceAt(scenario, place, step);
      if (typeof choice === 'string')
        throw new RangeError(`Impossible step ${step.nodeId}/${step.choiceId}: ${choice}`);
      return placeOf(scenario, choice.next, choice);
    },
    placeOf(scenario, scenario.start, null),
  );
}

/** Why a step cannot follow a path, or `null` when it can. */
export function choiceRefusal(
  scenario: Scenario,
  path: readonly ScenarioStep[],
  step: ScenarioStep,
): ChoiceRefusal | null {
  const choice = choiceAt(scenario, scenarioPlace(scenario, path), step);
  return typeof choice === 'string' ? choice : null;
}

/**
 * The path as it was before the decision at a node was last made, so that it can be made again. What
 * followed it goes with it. A decision that is not on the path leaves the path as it is.
 */
export function pathBefore(path: readonly ScenarioStep[], nodeId: string): readonly ScenarioStep[] {
  const decision = path.findLastIndex((step) => step.nodeId === nodeId);
  return decision === -1 ? path : path.slice(0, decision);
}

/**
 * Reads the progress of a scenario from its events. A skip ends nothing for good: a person may come back
 * and choose, and both facts are kept.
 *
 * @throws RangeError when an event is impossible; only those that `choiceRefusal` passed are saved.
 */
export function scenarioProgress(scenario: Scenario, events: readonly ScenarioEvent[]): ScenarioProgress {
  let path: readonly ScenarioStep[] = [];
  let hasEnded = false;
  let isSkipped = false;
  for (const event of events) {
    if (event.kind === 'skipped') isSkipped = true;
    else if (event.kind === 'chose-again') path = pathBefore(path, event.nodeId);
    else {
      path = [...path, { nodeId: event.nodeId, choiceId: event.choiceId }];
      hasEnded ||= scenarioPlace(scenario, path).kind === 'ending';
    }
  }
  return { path, place: scenarioPlace(scenario, path), hasEnded, isSkipped };
}

/** The choices of a path with their quality, in order: the list shown at the end. */
export function choicesTaken(scenario: Scenario, path: readonly ScenarioStep[]): ScenarioChoice[] {
  return path.map((step) => {
    const choice = nodeOf(scenario, step.nodeId).choices.find((candidate) => candidate.id === step.choiceId);
    if (!choice) throw new RangeError(`No choice ${step.choiceId} at ${step.nodeId}`);
    return choice;
  });
}

function choiceAt(
  scenario: Scenario,
  place: ScenarioPlace,
  step: ScenarioStep,
): ScenarioChoice | ChoiceRefusal {
  if (place.kind === 'ending') return 'ended';
  if (place.id !== step.nodeId) return 'wrong-node';
  const choice = nodeOf(scenario, place.id).choices.find((candidate) => candidate.id === step.choiceId);
  return choice ?? 'no-such-choice';
}

function placeOf(scenario: Scenario, id: string, arrivedBy: ScenarioChoice | null): ScenarioPlace {
  if (scenario.endings.some((ending) => ending.id === id)) return { kind: 'ending', id, arrivedBy };
  return { kind: 'node', id: nodeOf(scenario, id).id, arrivedBy };
}

function nodeOf(scenario: Scenario, id: string): Scenario['nodes'][number] {
  const node = scenario.nodes.find((candidate) => candidate.id === id);
  if (!node) throw new RangeError(`The scenario has no node "${id}"`);
  return node;
}
