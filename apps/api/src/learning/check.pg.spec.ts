import type { AnswerResult, LearningCheck } from '@learning-reviews/contracts/learning.contract';
import { LearningApp, type TestLearner } from './testing/learning-app.js';

let learning: LearningApp;
beforeAll(async () => (learning = await LearningApp.start()));
afterAll(() => learning?.close());

/** Somebody who has just started. */
async function starter(): Promise<TestLearner> {
  const sam = await learning.learner({ agencyId: 40 });
  await sam.start();
  return sam;
}

describe('before the answer', () => {
  it('tells nothing of what is right, of any feedback, of any topic or of how good a choice is', async () => {
    const sam = await starter();
    const { words } = sam;
    await sam.openSections();
    for (const page of [
      '',
      'scenario',
      'check',
      'reflection',
      'finish',
      ...words.sections.map((_, n) => `section/${n + 1}`),
    ]) {
      await sam.get(page);
    }
    sam.heard.push((await sam.browser.get('/api/learning')).text);

    const told = () => sam.heard.join('\n');
    const secrets = (question: (typeof words.questions)[number]) =>
      question.options.map(({ feedback }) => feedback);
    for (const question of words.questions) {
      for (const feedback of secrets(question))
        expect(told()).not.toContain(JSON.stringify(feedback).slice(1, -1));
    }
    expect(told()).not.toMatch(/"(correct|feedback|topic|quality)"/);
    // Of the scenario, only the words of the first page.
    const [start, ...later] = words.scenario.nodes;
    expect(told()).toContain(JSON.stringify(start?.text).slice(1, -1));
    for (const node of [...later, ...words.scenario.endings]) {
      expect(told()).not.toContain(JSON.stringify(node.text).slice(1, -1));
    }

    const result = await sam.answer(false);
    const [answered, ...open] = words.questions;
    expect(result.options.map(({ feedback }) => feedback).sort()).toEqual(secrets(answered!).sort());
    await sam.get('check');
    for (const question of open) {
      for (const feedback of secrets(question))
        expect(told()).not.toContain(JSON.stringify(feedback).slice(1, -1));
    }
  });

  it('shuffles the options for each attempt, and keeps their order in it', async () => {
    const orders = new Set<string>();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const sam = await starter();
      const order = async () =>
        (await sam.get<LearningCheck>('check')).question?.options.map(({ optionId }) => optionId);
      expect(await order()).toEqual(await order());
      orders.add(String(await order()));
    }
    // The same order six times happens once in eight million.
    expect(orders.size).toBeGreaterThan(1);
  });
});

describe('an answer', () => {
  it('is kept at once, with a reason for every option and its sources', async () => {
    const sam = await starter();
    const answer = await sam.nextAnswer(true);
    const result = (await sam.post('check/answer', answer)).body as unknown as AnswerResult;
    expect(result).toMatchObject({
      questionId: answer.questionId,
      chosenOptionId: answer.optionId,
      correct: true,
    });
    expect(result.options.filter(({ correct }) => correct)).toHaveLength(1);
    expect(result.sources).toMatchObject([{ id: 'CPS-PTT', confidence: expect.any(String) }]);
    expect(await learning.rows('answer', sam)).toMatchObject([
      { question_id: answer.questionId, option_id: answer.optionId, round: 1, correct: true },
    ]);
  });

  it('gives the same result when it is sent again, under the same key or another', async () => {
    const sam = await starter();
    const answer = await sam.nextAnswer(false);
    const first = await sam.post('check/answer', answer, '0192f0c4-0000-4000-8000-00000000000a');
    await sam.answer(true); // and the check goes on meanwhile
    const replayed = await sam.post('check/answer', answer, '0192f0c4-0000-4000-8000-00000000000a');
    const again = await sam.post('check/answer', answer);
    expect(first.status).toBe(200);
    expect(replayed.body).toEqual(first.body);
    expect(again.body).toEqual(first.body);
    expect(await learning.rows('answer', sam)).toHaveLength(2);

    // What is kept for repetitions holds no words.
    const kept = JSON.stringify(await learning.rows('idempotency', sam));
    expect(kept).toContain('roundFinished');
    expect(kept).not.toContain('feedback');
  });

  it('is the only one of its round: another is refused, even when both come at once', async () => {
    const sam = await starter();
    const right = await sam.nextAnswer(true);
    const wrong = { ...right, optionId: sam.optionOf(right.questionId, false) };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => sam.post('check/answer', index % 2 === 0 ? right : wrong)),
    );
    const codes = new Set(
      answers.map(({ status, body }) => `${status} ${body.code ?? String(body['correct'])}`),
    );
    expect(codes).toContain('409 learning.already-answered');
    expect(codes.size).toBe(2);
    expect(await learning.rows('answer', sam)).toHaveLength(1);
  });

  it('is refused when its question is not open in that round', async () => {
    const sam = await starter();
    const answer = await sam.nextAnswer(true);
    for (const [change, status, code] of [
      [{ round: 2 }, 409, 'learning.wrong-question'],
      [{ questionId: 'no-such-question' }, 409, 'learning.wrong-question'],
      [{ optionId: 'z' }, 422, 'request.invalid'],
      [{ optionId: '' }, 422, 'request.invalid'],
      [{ optionId: undefined }, 422, 'request.invalid'],
      [{ correct: true }, 422, 'request.invalid'], // a field that nobody may send
    ] as const) {
      const refused = await sam.post('check/answer', { ...answer, ...change });
      expect([change, refused.status, refused.body.code]).toEqual([change, status, code]);
    }
    const empty = await sam.post('check/answer', { ...answer, optionId: '' });
    expect(empty.body['errors']).toEqual([{ field: 'optionId', message: 'Choose an answer' }]);
    expect(await learning.rows('answer', sam)).toHaveLength(0);
  });

  it('may come for any question of the round, as a browser that was offline sends them', async () => {
    const sam = await starter();
    for (const { id } of [...sam.words.questions].reverse()) {
      const answer = { questionId: id, optionId: sam.optionOf(id, true), round: 1 };
      expect((await sam.post('check/answer', answer)).status).toBe(200);
    }
    expect(await sam.get<LearningCheck>('check')).toMatchObject({ outcome: 'passed', rightCount: 8 });
    const more = await sam.post('check/answer', {
      questionId: sam.words.questions[0]?.id,
      optionId: sam.optionOf(sam.words.questions[0]?.id ?? '', true),
      round: 2,
    });
    expect(more.body).toMatchObject({ status: 409, code: 'learning.wrong-question' });
  });
});
