import {
  choiceRefusal,
  choicesTaken,
  pathBefore,
  scenarioPlace,
  scenarioProgress,
  type Scenario,
  type ScenarioEvent,
  type ScenarioStep,
} from './scenario.js';

/** Two decisions; a risky choice passes through a node that only tells its consequence. */
const waiting: Scenario = {
  start: 'n1',
  nodes: [
    {
      id: 'n1',
      choices: [
        { id: 'wait', next: 'n1b', quality: 'risky' },
        { id: 'talk', next: 'n2', quality: 'strong' },
      ],
    },
    { id: 'n1b', choices: [{ id: 'continue', next: 'n2', quality: 'partial' }] },
    {
      id: 'n2',
      choices: [
        { id: 'stay', next: 'e1', quality: 'strong' },
        { id: 'leave', next: 'e2', quality: 'risky' },
      ],
    },
  ],
  endings: [{ id: 'e1' }, { id: 'e2' }],
};

/** `n1/talk n2/stay` as steps. */
const path = (text: string): ScenarioStep[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((step) => {
      const [nodeId, choiceId] = step.split('/') as [string, string];
      return { nodeId, choiceId };
    });
const chose = (text: string): ScenarioEvent[] => path(text).map((step) => ({ kind: 'chose', ...step }));
const again = (nodeId: string): ScenarioEvent => ({ kind: 'chose-again', nodeId });
const skipped: ScenarioEvent = { kind: 'skipped' };

describe('scenarioPlace', () => {
  it.each([
    ['', 'node', 'n1', null],
    ['n1/talk', 'node', 'n2', 'strong'],
    ['n1/wait', 'node', 'n1b', 'risky'],
    ['n1/wait n1b/continue', 'node', 'n2', 'partial'],
    ['n1/talk n2/stay', 'ending', 'e1', 'strong'],
    ['n1/wait n1b/continue n2/leave', 'ending', 'e2', 'risky'],
  ])('after "%s" is %s %s', (text, kind, id, quality) => {
    const place = scenarioPlace(waiting, path(text));
    expect(place).toMatchObject({ kind, id });
    expect(place.arrivedBy?.quality ?? null).toBe(quality);
  });

  it.each(['n2/stay', 'n1/stay', 'n1/talk n2/stay n2/leave'])('refuses the impossible path "%s"', (text) => {
    expect(() => scenarioPlace(waiting, path(text))).toThrow(RangeError);
  });

  it('names a node that the file forgot', () => {
    const broken = { ...waiting, start: 'nowhere' };
    expect(() => scenarioPlace(broken, [])).toThrow('nowhere');
  });
});

describe('choiceRefusal', () => {
  it.each([
    ['', 'n1/talk', null],
    ['', 'n1/stay', 'no-such-choice'],
    ['', 'n2/stay', 'wrong-node'], // not there yet
    ['n1/talk', 'n1/talk', 'wrong-node'], // a double click
    ['n1/talk n2/stay', 'n2/stay', 'ended'],
  ])('after "%s", "%s": %s', (text, step, expected) => {
    expect(choiceRefusal(waiting, path(text), path(step)[0] as ScenarioStep)).toBe(expected);
  });
});

describe('pathBefore', () => {
  it.each([
    ['n1', '', ''],
    ['n1', 'n1/talk', ''],
    ['n1', 'n1/wait n1b/continue', ''], // the consequence goes with the decision
    ['n2', 'n1/wait n1b/continue n2/leave', 'n1/wait n1b/continue'],
    ['n1', 'n1/wait n1b/continue n2/leave', ''], // further back than the last decision
    ['n1b', 'n1/talk n2/stay', 'n1/talk n2/stay'], // not on this path
  ])('%s, of "%s", is "%s"', (nodeId, text, expected) => {
    expect(pathBefore(path(text), nodeId)).toEqual(path(expected));
  });
});

describe('scenarioProgress', () => {
  it.each([
    ['nothing yet', [], 'n1', false, false],
    ['one choice', chose('n1/talk'), 'n2', false, false],
    ['to an ending', chose('n1/talk n2/stay'), 'e1', true, false],
    ['an ending, then again: it stays ended', [...chose('n1/talk n2/leave'), again('n2')], 'n2', true, false],
    ['again at the start changes nothing', [again('n1')], 'n1', false, false],
    ['skipped at once', [skipped], 'n1', false, true],
    [
      'skipped half way, then finished',
      [...chose('n1/talk'), skipped, ...chose('n2/stay')],
      'e1',
      true,
      true,
    ],
  ])('%s', (_case, events, at, hasEnded, isSkipped) => {
    const progress = scenarioProgress(waiting, events);
    expect(progress.place.id).toBe(at);
    expect(progress).toMatchObject({ hasEnded, isSkipped });
  });

  it('keeps the path that led to where the person is now', () => {
    const events = [...chose('n1/wait n1b/continue'), again('n1'), ...chose('n1/talk')];
    expect(scenarioProgress(waiting, events).path).toEqual(path('n1/talk'));
  });
});

describe('choicesTaken', () => {
  it('lists the choices in order with their quality', () => {
    const taken = choicesTaken(waiting, path('n1/wait n1b/continue n2/stay'));
    expect(taken.map((choice) => choice.quality)).toEqual(['risky', 'partial', 'strong']);
  });
});
