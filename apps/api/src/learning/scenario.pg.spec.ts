import type { LearningScenario } from '@learning-reviews/contracts/learning.contract';
import { MODULE } from './testing/learner.js';
import { LearningApp, type TestLearner } from './testing/learning-app.js';

let learning: LearningApp;
beforeAll(async () => (learning = await LearningApp.start()));
afterAll(() => learning?.close());

async function starter(): Promise<TestLearner> {
  const sam = await learning.learner({ agencyId: 50 });
  await sam.start();
  return sam;
}

const choose = (sam: TestLearner, step: string) => {
  const [nodeId, choiceId] = step.split('/');
  return sam.post('scenario/choice', { nodeId, choiceId });
};

describe('the scenario', () => {
  it('tells how good a choice was, and what came of it, only once it is made', async () => {
    const sam = await starter();
    const before = await sam.get<LearningScenario>('scenario');
    expect(before).toMatchObject({ state: 'running', taken: [], ending: null, node: { nodeId: 'n1' } });
    expect(before.nextPath).toBe(`/learning/${MODULE}/check`);

    expect((await choose(sam, 'n1/a')).body).toMatchObject({ nextPath: `/learning/${MODULE}/scenario` });
    const consequence = await sam.get<LearningScenario>('scenario');
    expect(consequence.taken).toMatchObject([{ nodeId: 'n1', quality: 'risky', onlyWay: false }]);
    expect(consequence.node?.choices).toHaveLength(1);

    await choose(sam, 'n1b/continue');
    const { taken } = await sam.get<LearningScenario>('scenario');
    expect(taken[1]).toMatchObject({ nodeId: 'n1b', choice: 'Continue', onlyWay: true });
  });

  it('goes back to a decision, and keeps both paths in its history', async () => {
    const sam = await starter();
    await choose(sam, 'n1/a');
    await choose(sam, 'n1b/continue');
    await sam.post('scenario/again', { nodeId: 'n1' });
    await sam.post('scenario/again', { nodeId: 'n1' }); // a second press goes no further back
    const again = await sam.get<LearningScenario>('scenario');
    expect(again).toMatchObject({ taken: [], node: { nodeId: 'n1' } });
    // What lies behind a choice that was taken back is not told again.
    expect(JSON.stringify(again)).not.toContain('quality');

    await choose(sam, 'n1/b');
    expect((await sam.get<LearningScenario>('scenario')).taken).toMatchObject([
      { nodeId: 'n1', quality: 'strong' },
    ]);
    const kinds = (await learning.rows('attempt_event', sam)).map(({ kind }) => kind);
    expect(kinds).toEqual(['opened', 'choice', 'choice', 'again', 'again', 'choice']);
  });

  it('ends with the list of the path, and can still be played again', async () => {
    const sam = await starter();
    for (const step of ['n1/b', 'n2/c', 'n3/a', 'n4/b']) await choose(sam, step);
    const ended = await sam.get<LearningScenario>('scenario');
    expect(ended).toMatchObject({ state: 'ended', node: null, ending: { endingId: 'e1' } });
    expect(ended.taken.map(({ quality }) => quality)).toEqual(['strong', 'strong', 'strong', 'strong']);

    expect((await choose(sam, 'n4/a')).body).toMatchObject({ code: 'learning.wrong-choice' });
    await sam.post('scenario/again', { nodeId: 'n4' });
    expect(await sam.get<LearningScenario>('scenario')).toMatchObject({
      state: 'running',
      node: { nodeId: 'n4' },
    });
    // It stays done all the same.
    const { missing } = await sam.get<{ missing: { label: string }[] }>('finish');
    expect(missing.map(({ label }) => label).join()).not.toContain('scenario');
  });

  it('keeps a choice once that is sent twice', async () => {
    const sam = await starter();
    const both = await Promise.all([choose(sam, 'n1/b'), choose(sam, 'n1/b')]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await sam.get<LearningScenario>('scenario')).taken).toHaveLength(1);
  });

  it.each(['n2/a', 'n1/z', 'nowhere/a'])('refuses %s at the first decision', async (step) => {
    const sam = await starter();
    expect((await choose(sam, step)).body).toMatchObject({ status: 409, code: 'learning.wrong-choice' });
    const again = await sam.post('scenario/again', { nodeId: 'n3' });
    expect(again.body).toMatchObject({ status: 409, code: 'learning.wrong-choice' });
  });

  it('can be skipped, and taken up after all', async () => {
    const sam = await starter();
    await choose(sam, 'n1/b');
    expect((await sam.post('scenario/skip')).body).toMatchObject({ nextPath: `/learning/${MODULE}/check` });
    expect(await sam.get<LearningScenario>('scenario')).toMatchObject({
      state: 'skipped',
      node: { nodeId: 'n2' },
    });
    await choose(sam, 'n2/c');
    expect(await sam.get<LearningScenario>('scenario')).toMatchObject({
      state: 'running',
      node: { nodeId: 'n3' },
    });
  });
});
