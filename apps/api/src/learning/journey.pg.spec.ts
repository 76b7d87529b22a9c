import type {
  FinishState,
  LearningCheck,
  LearningList,
  LearningModule,
  LearningScenario,
  LearningSection,
} from '@learning-reviews/contracts/learning.contract';
import { Learner, MODULE } from './testing/learner.js';
import { LearningApp } from './testing/learning-app.js';

let learning: LearningApp;
beforeAll(async () => (learning = await LearningApp.start()));
afterAll(() => learning?.close());

describe('the journey through a module', () => {
  it('leads from the list to a certificate, failing the first round and passing the second', async () => {
    const sam = await learning.learner({ agencyId: 10 });
    const before = await sam.get<LearningModule>('');
    expect(before).toMatchObject({ attempt: null, latestCompletion: null, withdrawn: false, passMark: 6 });
    // What others have published about the same events is withheld from learners.
    expect(JSON.stringify(before)).not.toContain('Making Justice Work');

    await sam.start();
    await sam.openSections();
    await sam.playScenario();

    // Three of eight wrong: five are right, one too few.
    for (const isRight of [true, false, true, false, true, false, true]) {
      const result = await sam.answer(isRight);
      expect(result).toMatchObject({ roundFinished: false, outcome: 'running', correct: isRight });
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

  it('goes on at the same place in a second browser', async () => {
    const sam = await learning.learner({ agencyId: 10 });
    await sam.start();
    for (const { id } of sam.words.sections.slice(0, 3)) await sam.post('section', { sectionId: id });

    const phone = await learning.elsewhere(sam);
    const list = (await phone.browser.get('/api/learning')).body as unknown as LearningList;
    // Three of sixteen steps are done: seven sections, the scenario and eight questions.
    expect(list.carryOn).toEqual({
      module: MODULE,
      title: sam.words.title,
      place: 'Section 3 of 7',
      path: `/learning/${MODULE}/section/3`,
      minutesLeft: 33,
    });
    expect(await phone.get<LearningSection>('section/3')).toMatchObject({ opened: true, count: 7 });
    expect(await phone.get<LearningSection>('section/4')).toMatchObject({ opened: false });

    await phone.openSections();
    await phone.playScenario();
    const onPhone = await phone.get<LearningCheck>('check');
    const result = await phone.answer(false);

    const back = await sam.get<LearningModule>('');
    expect(back.attempt).toMatchObject({
      resumeLabel: 'Knowledge check',
      resumePath: `/learning/${MODULE}/check`,
    });
    const onDesk = await sam.get<LearningCheck>('check');
    expect(onDesk.questions[0]).toMatchObject({ questionId: result.questionId, answered: true });
    expect(onDesk.question).toMatchObject({ number: 2 });
    // The options stand in the same order on both devices.
    const { question } = onPhone;
    expect(result.options.map(({ optionId }) => optionId)).toEqual(
      question?.options.map(({ optionId }) => optionId),
    );
  });

  it('says which parts are done, and what is missing where', async () => {
    const sam = await learning.learner({ agencyId: 10 });
    await sam.start();
    await sam.post('section', { sectionId: sam.words.sections[0]?.id });
    await sam.post('scenario/skip');

    const { attempt } = await sam.get<LearningModule>('');
    expect(attempt?.parts.map(({ state }) => state)).toEqual([
      'done',
      ...Array.from({ length: 6 }, () => 'to-do'),
      'skipped',
      'to-do',
      'optional',
    ]);
    expect(attempt?.missing).toHaveLength(6 + 8);
    expect(attempt?.missing[0]).toEqual({
      label: 'Read section 2: First contact and interview',
      path: `/learning/${MODULE}/section/2`,
    });
    expect(attempt?.resumePath).toBe(`/learning/${MODULE}/check`);
  });

  it('can be read again after the finish, and taken again with its history kept', async () => {
    const sam = await learning.learner({ agencyId: 10 });
    await sam.doAll();
    const first = await sam.finish();

    expect(await sam.get<LearningSection>('section/1')).toMatchObject({ opened: true });
    expect(await sam.get<LearningScenario>('scenario')).toMatchObject({ state: 'ended' });
    for (const [page, body] of [
      ['section', { sectionId: sam.words.sections[0]?.id }],
      ['scenario/skip', undefined],
      ['check/answer', { questionId: 'special-measures', optionId: 'a', round: 1 }],
    ] as const) {
      expect((await sam.post(page, body)).body).toMatchObject({ code: 'learning.already-complete' });
    }

    await sam.start();
    const again = await sam.get<LearningModule>('');
    expect(again.attempt?.missing).toHaveLength(7 + 1 + 8);
    expect(again.latestCompletion).toMatchObject({ certificateNumber: first.certificateNumber });

    await sam.openSections();
    await sam.post('scenario/skip');
    await sam.passCheck();
    const second = await sam.finish();
    expect(second.completionId).not.toBe(first.completionId);
    expect(await learning.rows('completion', sam)).toHaveLength(2);
    expect(await learning.rows('certificate', sam)).toHaveLength(2);
  });
});

describe('every module', () => {
  it.each(['kern-parents-carers', 'kern-professionals', 'new-and-emerging-communities', 'themes-2008-2014'])(
    '%s can be completed',
    async (slug) => {
      const { browser } = await learning.learner();
      const sam = new Learner(browser, slug);
      await sam.doAll();
      expect(await sam.finish()).toMatchObject({ module: slug, moduleTitle: sam.words.title });
    },
  );
});

describe('versions', () => {
  afterEach(() => learning.withdraw(false));

  it('finishes an open attempt on its older version, and says what the newer one changed', async () => {
    const sam = await learning.learner({ agencyId: 10 });
    await sam.start();
    const title = sam.words.title;
    const version = await learning.publish('Before, during and after court, rewritten');

    expect(await sam.get<LearningModule>('')).toMatchObject({
      title,
      attempt: {
        version: version - 1,
        newerVersion: { version, change: 'material', note: 'A section was rewritten' },
      },
    });
    await sam.doAll(); // Start again goes on in the open attempt.
    expect(await sam.finish()).toMatchObject({ version: version - 1, moduleTitle: title });

    await sam.start();
    expect(await sam.get<LearningModule>('')).toMatchObject({
      title: 'Before, during and after court, rewritten',
      attempt: { version, newerVersion: null },
    });
  });

  it('refuses to start a withdrawn module, and lets those who are in it finish', async () => {
    const [sam, late] = [await learning.learner({ agencyId: 10 }), await learning.learner({ agencyId: 10 })];
    await sam.start();
    await learning.withdraw(true);

    const refused = await late.post('attempt');
    expect([refused.status, refused.body.code]).toEqual([409, 'learning.withdrawn']);
    expect(await late.get<LearningModule>('')).toMatchObject({ withdrawn: true, attempt: null });
    const list = (await late.browser.get('/api/learning')).text;
    expect(list).not.toContain(MODULE);

    await sam.doAll();
    expect(await sam.finish()).toMatchObject({ module: MODULE });
  });
});

describe('starting', () => {
  it('begins one attempt, however many tabs press Start at once', async () => {
    const sam = await learning.learner({ agencyId: 10 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => sam.post('attempt')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['nextPath'])}`))).toEqual(
      new Set([`201 /learning/${MODULE}/section/1`]),
    );
    expect(await learning.rows('attempt', sam)).toHaveLength(1);
    expect(await learning.rows('attempt_event', sam)).toHaveLength(1);
  });

  it('moves the standing of each agency that requires the module, and of no other', async () => {
    const sam = await learning.learner({ agencyId: 11 }, { agencyId: 12 }, { agencyId: 13 });
    await learning.require(11, sam, 0, '2020-01-31');
    await learning.require(12, sam, 1, '2099-01-31');

    const before = (await sam.browser.get('/api/learning')).body as unknown as LearningList;
    expect(before.required).toMatchObject([
      { module: MODULE, state: 'overdue', dueOn: '2020-01-31', requiredBy: ['Agency 11', 'Agency 12'] },
    ]);
    await sam.start();
    expect((await learning.rows('standing', sam)).map(({ agency_id, state }) => [agency_id, state])).toEqual([
      [11, 1],
      [12, 1],
    ]);
  });
});

describe('what is not there', () => {
  it.each([
    ['before the start', 'section/1', 409, 'learning.not-open'],
    ['before the start', 'scenario', 409, 'learning.not-open'],
    ['before the start', 'check', 409, 'learning.not-open'],
    ['before the start', 'reflection', 409, 'learning.not-open'],
    ['before the start', 'finish', 409, 'learning.not-open'],
    ['a section too far', 'section/8', 404, 'request.not-found'],
    ['no number', 'section/one', 404, 'request.not-found'],
    ['no section', 'section/0', 404, 'request.not-found'],
  ])('%s: GET %s is %i %s', async (situation, page, status, code) => {
    const sam = await learning.learner({ agencyId: 10 });
    if (situation !== 'before the start') await sam.start();
    const answer = await sam.read(page);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('answers a module that does not exist as if nothing were there', async () => {
    const { browser } = await learning.learner({ agencyId: 10 });
    for (const path of ['no-such-module', 'No%20Slug', 'no-such-module/check']) {
      expect((await browser.get(`/api/learning/${path}`)).status).toBe(404);
    }
    expect((await browser.post('/api/learning/no-such-module/attempt')).status).toBe(404);
  });

  it('asks whoever is not signed in to sign in', async () => {
    const anybody = learning.app.client();
    for (const path of ['/api/learning', `/api/learning/${MODULE}`, `/api/learning/${MODULE}/check`]) {
      expect((await anybody.get(path)).body).toMatchObject({ status: 401, code: 'session.required' });
    }
  });

  it('refuses a section of another module, and a save without a key', async () => {
    const sam = await learning.learner({ agencyId: 10 });
    await sam.start();
    const wrong = await sam.post('section', { sectionId: 'who-is-the-family-here' });
    expect(wrong.body).toMatchObject({
      status: 422,
      code: 'request.invalid',
      errors: [{ field: 'sectionId' }],
    });

    const keyless = await sam.browser.post(
      `/api/learning/${MODULE}/section`,
      { sectionId: sam.words.sections[0]?.id },
      { headers: { 'idempotency-key': null } },
    );
    expect(keyless.body).toMatchObject({ status: 400, code: 'request.key-missing' });
  });
});
