import type {
  FinishState,
  LearningCheck,
  LearningList,
  LearningModule,
} from '@learning-reviews/contracts/learning.contract';
import { loadContent } from '../curriculum/testing/load-content.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { Learner, MODULE } from './testing/learner.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ arrange: async (_people, database) => void (await loadContent(database)) });
});
afterAll(() => app?.close());

let people = 0;
/** A new person with one job, and their browser. */
async function learner(): Promise<Learner> {
  people += 1;
  const email = `learner-${people}@work.example`;
  await app.people.addPerson(email, { agencyId: 10 });
  return new Learner(await app.signIn(email));
}

describe('the journey through a module', () => {
  it('leads from the list to a certificate, failing the first round and passing the second', async () => {
    const sam = await learner();
    const before = await sam.get<LearningModule>('');
    expect(before).toMatchObject({ attempt: null, latestCompletion: null, withdrawn: false, passMark: 6 });

    await sam.start();
    await sam.openSections();
    await sam.playScenario();

    // Three of eight wrong: five are right, one too few.
    for (const isRight of [true, false, true, false, true, false, true]) {
      expect(await sam.answer(isRight)).toMatchObject({
        roundFinished: false,
        outcome: 'running',
        correct: isRight,
      });
    }
    expect(await sam.answer(true)).toMatchObject({ roundFinished: true, outcome: 'not-yet', rightCount: 5 });

    const failed = await sam.get<FinishState>('finish');
    expect(failed.missing).toEqual([
      {
        label: 'Try the questions you got wrong: you have 5 right and need 6',
        path: `/learning/${MODULE}/check`,
      },
    ]);
    const second = await sam.get<LearningCheck>('check');
    expect(second).toMatchObject({ round: 2, outcome: 'not-yet', rightCount: 5 });
    expect(second.questions).toHaveLength(3);

    expect(await sam.answer(true)).toMatchObject({ roundFinished: true, outcome: 'passed', rightCount: 6 });
    expect(await sam.get<LearningCheck>('check')).toMatchObject({ question: null, outcome: 'passed' });

    const finished = await sam.finish();
    expect(finished).toMatchObject({
      module: MODULE,
      version: 1,
      participatoryMinutes: 0,
      evidencedFor: ['Agency 10'],
    });
    expect(finished.certificateNumber).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/);

    expect(await sam.get<FinishState>('finish')).toMatchObject({ missing: [], finished });
    const list = (await sam.browser.get('/api/learning')).body as unknown as LearningList;
    expect(list.carryOn).toBeNull();
    expect(list.done).toMatchObject([
      { module: MODULE, state: 'done', certificateNumber: finished.certificateNumber },
    ]);
  });
});
