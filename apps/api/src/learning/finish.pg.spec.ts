import { randomUUID } from 'node:crypto';
import type {
  Finished,
  FinishState,
  LearningCheck,
  LearningList,
  LearningModule,
} from '@learning-reviews/contracts/learning.contract';
import { MODULE } from './testing/learner.js';
import { LearningApp, type TestLearner } from './testing/learning-app.js';

let learning: LearningApp;
beforeAll(async () => (learning = await LearningApp.start()));
afterAll(() => learning?.close());

/** The rows that finishing makes, each table by itself. */
async function made(learner: TestLearner): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['completion', 'certificate', 'cpd_entry', 'agency_completion']) {
    counts[table] = (await learning.rows(table, learner)).length;
  }
  return counts;
}

describe('finishing', () => {
  it('makes one completion of a double click, two tabs and a hundred replays at once', async () => {
    const sam = await learning.learner({ agencyId: 20 }, { agencyId: 21 });
    await learning.require(20, sam, 0, '2099-01-31');
    await sam.doAll();

    const otherTab = await learning.elsewhere(sam);
    const [doubleClick, replay] = [randomUUID(), randomUUID()];
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        if (index % 3 === 0) return sam.post('completion', {}, doubleClick);
        if (index % 3 === 1) return otherTab.post('completion', {}, replay);
        return (index % 2 === 0 ? sam : otherTab).post('completion', {});
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body['completionId'])).size).toBe(1);
    expect(await made(sam)).toEqual({ completion: 1, certificate: 1, cpd_entry: 1, agency_completion: 2 });
    const { rows: audited } = await learning.app.testDatabase.superuser.query(
      `select agency_id, action, actor from audit_log where object = $1 order by agency_id`,
      [`completion:${String(answers[0]?.body['completionId'])}`],
    );
    expect(audited).toEqual([
      { agency_id: 20, action: 'completion.recorded', actor: sam.personId },
      { agency_id: 21, action: 'completion.recorded', actor: sam.personId },
    ]);

    // Later still, and with other minutes: the same fact.
    expect((await sam.post('completion', { minutes: 0 })).body).toEqual(answers[0]?.body);
  });

  it('gives both agencies their evidence, each its own, and moves their standings', async () => {
    const sam = await learning.learner({ agencyId: 22 }, { agencyId: 23 });
    const colleague = await learning.learner({ agencyId: 22 });
    await learning.require(22, sam, 0, '2099-01-31');
    await learning.require(23, sam, 1, '2020-01-31');
    await learning.require(22, colleague, 0, '2099-01-31');
    await sam.doAll();
    const finished = await sam.finish();

    expect(finished.evidencedFor).toEqual(['Agency 22', 'Agency 23']);
    for (const [agencyId, job] of [
      [22, 0],
      [23, 1],
    ] as const) {
      expect(await learning.seenBy(agencyId, 'agency_completion')).toMatchObject([
        {
          agency_id: agencyId,
          membership_id: sam.membershipIds[job],
          completion_id: finished.completionId,
          completed_on: finished.completedOn,
          minutes: finished.minutes,
          result: 'pass',
          certificate_number: finished.certificateNumber.replaceAll('-', ''),
          valid_until: finished.validUntil,
        },
      ]);
    }
    const standings = await learning.seenBy(22, 'standing order by state desc');
    expect(standings).toMatchObject([
      {
        person_id: sam.personId,
        state: 2,
        completed_on: finished.completedOn,
        expires_on: finished.validUntil,
      },
      { person_id: colleague.personId, state: 0, completed_on: null },
    ]);
    // No agency sees an answer, a score or the person's own rows.
    expect(Object.keys((await learning.seenBy(22, 'agency_completion'))[0] ?? {})).not.toContain(
      'correct_count',
    );
    await expect(learning.seenBy(22, 'completion')).rejects.toThrow('permission denied');
    await expect(learning.seenBy(22, 'answer')).rejects.toThrow('permission denied');

    const list = (await sam.browser.get('/api/learning')).body as unknown as LearningList;
    expect(list.done).toMatchObject([{ module: MODULE, requiredBy: ['Agency 22', 'Agency 23'] }]);
  });

  it('writes all of it or nothing: a fault in the last agency undoes the completion, and the retry makes it', async () => {
    const sam = await learning.learner({ agencyId: 31 }, { agencyId: 32 });
    await learning.require(31, sam, 0, '2099-01-31');
    await sam.doAll();
    const { superuser } = learning.app.testDatabase;
    await superuser.query(
      'alter table agency_completion add constraint ck_fault check (agency_id <> 32) not valid',
    );

    const key = randomUUID();
    const failed = await sam.post('completion', {}, key);
    expect(failed.body).toMatchObject({ status: 500, code: 'service.fault' });
    expect(await made(sam)).toEqual({ completion: 0, certificate: 0, cpd_entry: 0, agency_completion: 0 });
    expect(await learning.seenBy(31, 'standing')).toMatchObject([{ state: 1, completed_on: null }]);

    await superuser.query('alter table agency_completion drop constraint ck_fault');
    expect((await sam.post('completion', {}, key)).status).toBe(201);
    expect(await made(sam)).toEqual({ completion: 1, certificate: 1, cpd_entry: 1, agency_completion: 2 });
  });

  it('counts by the rules of the agency: a shorter refresh ends the earlier', async () => {
    const sam = await learning.learner({ agencyId: 24, jobRole: 'school-nurse' });
    await learning.require(24, sam, 0, null);
    await learning.app.testDatabase.superuser.query(
      `insert into assignment (agency_id, id, module_id, audience, refresh_months, from_on)
       values (24, $1, $3, '{"jobRoles":["school-nurse"]}', 12, '2024-01-01'),
              (24, $2, $3, '{"jobRoles":["midwife"]}', 1, '2024-01-01')`,
      [randomUUID(), randomUUID(), learning.moduleId],
    );
    await sam.doAll();
    const { completedOn } = await sam.finish();
    const [standing] = await learning.seenBy(24, 'standing');
    const [evidence] = await learning.seenBy(24, 'agency_completion');
    const days = (Date.parse(String(standing?.['expires_on'])) - Date.parse(completedOn)) / 86_400_000;
    expect([364, 365]).toContain(days); // the day before the anniversary
    expect(evidence?.['valid_until']).toBe(standing?.['expires_on']);
  });

  it('is for a person without a job too, and gives nothing to an agency they have left', async () => {
    const nobodys = await learning.learner();
    await nobodys.doAll();
    expect(await nobodys.finish()).toMatchObject({ evidencedFor: [] });
    expect(await made(nobodys)).toEqual({
      completion: 1,
      certificate: 1,
      cpd_entry: 1,
      agency_completion: 0,
    });

    const leaver = await learning.learner(
      { agencyId: 25, toOn: '2025-01-31' },
      { agencyId: 26, fromOn: '2025-02-01' },
    );
    await leaver.doAll();
    expect(await leaver.finish()).toMatchObject({ evidencedFor: ['Agency 26'] });
    expect(await learning.seenBy(25, 'agency_completion')).toEqual([]);
  });

  it('keeps the minutes of a certificate, an entry and the evidence the same, without the wrong answers', async () => {
    const sam = await learning.learner({ agencyId: 27 });
    await sam.start();
    await sam.openSections();
    await sam.post('scenario/skip');
    for (const isRight of [false, false, true, true, true, true, true, true]) await sam.answer(isRight);
    const finished = await sam.finish({ minutes: 0 });
    expect(finished.minutes).toBe(0);
    const [completion] = await learning.rows('completion', sam);
    const [entry] = await learning.rows('cpd_entry', sam);
    const [evidence] = await learning.rows('agency_completion', sam);
    expect(completion).toMatchObject({ minutes: 0, correct_count: 6, question_count: 8 });
    expect(entry).toMatchObject({
      minutes: 0,
      credited_minutes: 0,
      source: 'platform',
      learning_type: 'self-directed',
      title: sam.words.title,
    });
    expect(evidence).toMatchObject({ minutes: 0, participatory_minutes: 0 });
  });

  it('stays finished, with how many were right, when the answers themselves are gone', async () => {
    const sam = await learning.learner({ agencyId: 27 });
    await sam.start();
    await sam.openSections();
    await sam.post('scenario/skip');
    for (const isRight of [false, false, true, true, true, true, true, true]) await sam.answer(isRight);
    await sam.finish();
    const asked = await sam.get<LearningCheck>('check');
    await learning.app.testDatabase.superuser.query('delete from answer where person_id = $1', [
      sam.personId,
    ]);
    const left = await sam.get<LearningCheck>('check');
    expect(left).toMatchObject({ outcome: 'passed', rightCount: 6, question: null });
    expect([left.rightCount, left.nextPath]).toEqual([asked.rightCount, asked.nextPath]);
  });
});

describe('the minutes', () => {
  it('come from the gaps between saves, each up to five minutes', async () => {
    const sam = await learning.learner({ agencyId: 28 });
    const [first, second, ...rest] = sam.words.sections;
    await sam.start();
    learning.app.clock.advance({ minutes: 2, seconds: 30 });
    await sam.post('section', { sectionId: first?.id });
    learning.app.clock.advance({ minutes: 25 }); // a telephone call: five minutes count
    await sam.post('section', { sectionId: second?.id });
    expect(await sam.get<FinishState>('finish')).toMatchObject({ creditableMinutes: 8, finished: null });

    for (const { id } of rest) await sam.post('section', { sectionId: id });
    await sam.post('scenario/skip');
    await sam.passCheck();
    learning.app.clock.advance({ minutes: 3 }); // over the reflection, which nobody saved
    const raised = await sam.post('completion', { minutes: 12 });
    expect(raised.body).toMatchObject({
      status: 422,
      code: 'cpd.minutes-raised',
      errors: [{ field: 'minutes' }],
    });
    expect(await made(sam)).toMatchObject({ completion: 0, certificate: 0 });

    expect(await sam.finish()).toMatchObject({ minutes: 11, statedMinutes: 40, participatoryMinutes: 0 });
  });

  it('may be recorded lower', async () => {
    const sam = await learning.learner({ agencyId: 28 });
    await sam.start();
    learning.app.clock.advance({ minutes: 4 });
    await sam.doAll();
    expect(await sam.finish({ minutes: 2 })).toMatchObject({ minutes: 2 });
    expect(await sam.get<LearningModule>('')).toMatchObject({ latestCompletion: { minutes: 2 } });
  });
});

describe('an unfinished module', () => {
  it('is refused with a link to each thing that is missing, and nothing is written', async () => {
    const sam = await learning.learner({ agencyId: 29 });
    await sam.start();
    await sam.openSections();
    await sam.answer(true);

    const refused = await sam.post('completion', {});
    expect(refused.body).toMatchObject({ status: 409, code: 'learning.incomplete' });
    expect(refused.body['missing']).toEqual([
      {
        label: 'Reach an ending of the scenario “Waiting for the date”, or skip it',
        path: `/learning/${MODULE}/scenario`,
      },
      ...[2, 3, 4, 5, 6, 7, 8].map((number) => ({
        label: `Answer question ${number}`,
        path: `/learning/${MODULE}/check`,
      })),
    ]);
    expect(await made(sam)).toEqual({ completion: 0, certificate: 0, cpd_entry: 0, agency_completion: 0 });
    expect(await learning.rows('attempt', sam)).toMatchObject([{ state: 'open' }]);

    expect((await (await learning.learner({ agencyId: 29 })).post('completion', {})).body).toMatchObject({
      status: 409,
      code: 'learning.not-open',
    });
  });

  it('takes a key for one request only', async () => {
    const sam = await learning.learner({ agencyId: 29 });
    await sam.doAll();
    const key = randomUUID();
    const finished = (await sam.post('completion', {}, key)).body as unknown as Finished;
    expect((await sam.post('completion', {}, key)).body).toEqual(finished);
    expect((await sam.post('completion', { minutes: 0 }, key)).body).toMatchObject({
      status: 422,
      code: 'request.key-reused',
    });
  });
});

describe('what comes next', () => {
  it('is the most pressing duty, else a module that suits the job', async () => {
    const sam = await learning.learner({ agencyId: 30, jobRole: 'school-nurse' });
    const other = await learning.app.testDatabase.superuser.query(
      `insert into standing (agency_id, membership_id, person_id, module_id, due_on)
       select 30, $1, $2, id, '2099-01-31' from module where slug = 'themes-2008-2014'`,
      [sam.membershipIds[0], sam.personId],
    );
    expect(other.rowCount).toBe(1);
    await sam.doAll();
    expect((await sam.finish()).next).toMatchObject({ module: 'themes-2008-2014' });
  });
});
