import type { Scenario, ScenarioNode } from './module-content.js';
import type { DataPath } from './content-file.js';

/** Something wrong with the way a scenario hangs together. */
export interface ScenarioFault {
  /** Where in the scenario. */
  readonly path: DataPath;
  readonly sentence: string;
}

/** Words of the only choice that may lead back. */
const CHOOSE_AGAIN = 'choose again';

/**
 * Finds what would leave a learner lost: a choice that leads nowhere, a node nobody reaches, a story that
 * cannot end or goes round in a circle, or one with no strong way through.
 *
 * Ids of nodes and endings are expected to be unique.
 */
export function scenarioFaults({ start, nodes, endings }: Scenario): ScenarioFault[] {
  const nodeById = new Map(nodes.map((node) => [node.id, node]));
  const endingIds = new Set(endings.map((ending) => ending.id));

  if (!nodeById.has(start)) return [{ path: ['start'], sentence: `There is no node ‘${start}’` }];
  const unknown = nodes.flatMap((node, n) =>
    node.choices.flatMap((choice, c) =>
      nodeById.has(choice.next) || endingIds.has(choice.next)
        ? []
        : [
            {
              path: ['nodes', n, 'choices', c, 'next'],
              sentence: `There is no node or ending ‘${choice.next}’`,
            },
          ],
    ),
  );
  // The rest would only repeat in other words what is already known to be wrong.
  if (unknown.length > 0) return unknown;

  const faults: ScenarioFault[] = [];
  const reached = reach([start], (id) => (nodeById.get(id)?.choices ?? []).map((choice) => choice.next));
  nodes.forEach((node, n) => {
    if (!reached.has(node.id)) {
      faults.push({
        path: ['nodes', n],
        sentence: 'Nobody can get here: no choice that is reached leads to it',
      });
    }
  });
  endings.forEach((ending, e) => {
    if (!reached.has(ending.id)) {
      faults.push({
        path: ['endings', e],
        sentence: 'Nobody can get here: no choice that is reached leads to it',
      });
    }
  });

  const canEnd = reach([...endingIds], (id) =>
    nodes.filter((node) => node.choices.some((choice) => choice.next === id)).map((node) => node.id),
  );
  nodes.forEach((node, n) => {
    if (!canEnd.has(node.id))
      faults.push({ path: ['nodes', n], sentence: 'No ending can be reached from here' });
  });

  faults.push(...circles(nodes, nodeById));

  const strong = reach([start], (id) => strongWays(nodeById.get(id)));
  if (![...endingIds].some((id) => strong.has(id))) {
    faults.push({
      path: ['nodes'],
      sentence: 'No ending can be reached by strong choices alone: mark the way through',
    });
  }
  return faults;
}

/** Where a good practitioner may go from a node. A single choice is no choice, so its quality does not matter. */
function strongWays(node: ScenarioNode | undefined): string[] {
  if (!node) return [];
  const ways =
    node.choices.length === 1 ? node.choices : node.choices.filter(({ quality }) => quality === 'strong');
  return ways.map((choice) => choice.next);
}

/** Every id that can be reached from `from`, itself included. */
function reach(from: readonly string[], onward: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  // A Set hands out what is added while it is walked.
  for (const id of seen) for (const next of onward(id)) seen.add(next);
  return seen;
}

/** Choices that lead back to where the learner has been. The player itself offers to choose again. */
function circles(
  nodes: readonly ScenarioNode[],
  nodeById: ReadonlyMap<string, ScenarioNode>,
): ScenarioFault[] {
  const forward = (id: string) =>
    (nodeById.get(id)?.choices ?? [])
      .filter((choice) => choice.text.toLowerCase() !== CHOOSE_AGAIN)
      .map((choice) => choice.next);
  return nodes.flatMap((node, n) =>
    node.choices.flatMap((choice, c) =>
      choice.text.toLowerCase() !== CHOOSE_AGAIN && reach([choice.next], forward).has(node.id)
        ? [
            {
              path: ['nodes', n, 'choices', c, 'next'],
              sentence: `This goes round in a circle, back to ‘${node.id}’: only a choice ‘Choose again’ may lead back`,
            },
          ]
        : [],
    ),
  );
}
