import type { Scenario } from './module-content.js';
import { scenarioFaults } from './scenario-graph.js';

/** `n1>n2!` is a strong choice at n1 that leads to n2, `n1>n2` a risky one. Ids beginning with e are endings. */
function scenario(ways: string, endings = ['e1']): Scenario {
  const nodes = new Map<string, Scenario['nodes'][number]>();
  for (const way of ways.split(' ')) {
    const [from = '', to = ''] = way.replace('!', '').split('>');
    const node = nodes.get(from) ?? { id: from, text: from, choices: [] };
    const id = String.fromCharCode('a'.charCodeAt(0) + node.choices.length);
    node.choices.push({
      id,
      text: to.endsWith('*') ? 'Choose again' : `Go to ${to}`,
      quality: way.endsWith('!') ? 'strong' : 'risky',
      next: to.replace('*', ''),
    });
    nodes.set(from, node);
  }
  return {
    title: 'Title',
    intro: 'Intro',
    start: 'n1',
    nodes: [...nodes.values()],
    endings: endings.map((id) => ({ id, text: id })),
  };
}

describe('scenarioFaults', () => {
  it.each([
    ['a straight way', scenario('n1>e1')], // one choice is no choice: its quality does not matter
    ['a strong way beside a risky one', scenario('n1>e1! n1>e2', ['e1', 'e2'])],
    ['a consequence on the strong way', scenario('n1>n2! n1>e1 n2>e1')],
    ['a way back that says so', scenario('n1>n2! n1>n3 n2>e1 n3>n1*')],
  ])('finds nothing wrong with %s', (_, sound) => {
    expect(scenarioFaults(sound)).toEqual([]);
  });

  it.each([
    ['a start that is not there', { ...scenario('n1>e1'), start: 'n0' }, ['start']],
    ['a choice to nowhere', scenario('n1>e9! n1>e1'), ['nodes.0.choices.0.next']],
    ['a node nobody reaches', scenario('n1>e1 n2>e1'), ['nodes.1']],
    ['an ending nobody reaches', scenario('n1>e1', ['e1', 'e2']), ['endings.1']],
    // Two nodes that lead to each other: neither ends, and each choice closes the circle.
    [
      'a dead end',
      scenario('n1>e1! n1>n2 n2>n3 n3>n2'),
      ['nodes.1', 'nodes.2', 'nodes.1.choices.0.next', 'nodes.2.choices.0.next'],
    ],
    ['no strong way', scenario('n1>e1 n1>n2 n2>e1'), ['nodes']],
    ['a strong choice that strands the strong', scenario('n1>n2! n2>e1 n2>e1'), ['nodes']],
  ])('finds %s', (_, broken, places) => {
    expect(scenarioFaults(broken).map(({ path }) => path.join('.'))).toEqual(places);
  });
});
