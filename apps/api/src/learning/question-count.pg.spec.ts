import { randomUUID } from 'node:crypto';
import type { AgencyScope, JobScope } from '@learning-reviews/domain/access/scope';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { QuestionCounter } from './question-counter.service.js';
import { COUNT_QUESTIONS } from './question.jobs.js';
import { LearningApp } from './testing/learning-app.js';

let learning: LearningApp;
beforeAll(async () => (learning = await LearningApp.start()));
afterAll(() => learning?.close());

const inJob = (agencyId: number): JobScope => ({ brand: 'JobScope', agencyId });
const leadOf = (agencyId: number): AgencyScope => ({
  brand: 'AgencyScope',
  agencyId,
  personId: '0192f0c4-0000-7000-8000-000000000001',
  membershipId: '0192f0c4-0000-7000-8000-000000000002',
  timeZone: 'Europe/London',
  accessRoles: ['training-lead'],
  teamOf: null,
});
const rows = async (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await learning.app.testDatabase.superuser.query(sql, values)).rows as Record<string, unknown>[];
const waiting = async (agencyId: number) =>
  (await rows('select first_right from question_delta where agency_id = $1', agencyId)).map(
    (row) => row['first_right'],
  );
const shown = (agencyId: number) =>
  learning.app.testDatabase.database.read(leadOf(agencyId), (tx) =>
    tx.query('select question_id, answered, right_from, right_to from question_count order by question_id'),
  );
const count = (agencyId: number) => learning.app.application.get(QuestionCounter).count(inJob(agencyId));

/** Lets that many answers to one question wait, as finishing leaves them. */
const arrive = (agencyId: number, right: number, wrong: number, questionId = 'q1') =>
  rows(
    `insert into question_delta (agency_id, module_id, version, question_id, first_right)
     select $1, $2, 1, $3, answer <= $4 from generate_series(1, $5) answer`,
    agencyId,
    learning.moduleId,
    questionId,
    right,
    right + wrong,
  );

describe('finishing', () => {
  it('counts each question once for each agency, however often it is sent', async () => {
    const sam = await learning.learner({ agencyId: 20 }, { agencyId: 21 });
    await sam.start();
    await sam.openSections();
    await sam.playScenario();
    await sam.answer(false);
    await sam.passCheck();
    const otherTab = await learning.elsewhere(sam);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        (index % 2 === 0 ? sam : otherTab).post('completion', {}, index < 50 ? randomUUID() : undefined),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));

    for (const agencyId of [20, 21]) {
      const waits = await waiting(agencyId);
      expect(waits).toHaveLength(sam.words.questions.length);
      // The one answered wrongly first counts as wrong, though it was right in the end.
      expect(waits.filter((isRight) => isRight === false)).toHaveLength(1);
    }
  });

  it('counts a person once a version: ten runs of one are no ten people', async () => {
    const sam = await learning.learner({ agencyId: 22 });
    await sam.doAll();
    await sam.finish();
    const once = await waiting(22);
    await sam.doAll();
    await sam.finish();
    expect(await learning.rows('completion', sam)).toHaveLength(2);
    expect(await waiting(22)).toHaveLength(once.length);

    const version = await learning.publish('Another title');
    await sam.doAll();
    await sam.finish();
    const counted = await rows('select distinct version from question_delta where agency_id = 22 order by 1');
    expect(counted).toEqual([{ version: 1 }, { version }]);
  });

  it('keeps nothing that says whose an answer was, or when', async () => {
    const columns = await rows(
      `select column_name as name, data_type as type from information_schema.columns
       where table_name in ('question_delta', 'question_count')`,
    );
    expect(columns.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/person|membership|attempt|completion|_at$|_on$/)]),
    );
    expect(columns.filter(({ type }) => /date|time/.test(String(type)))).toEqual([]);
    // Random ids: those of other tables hold the time at which they were made.
    const ids = await rows('select id::text from question_delta');
    expect(ids.length).toBeGreaterThan(0);
    for (const { id } of ids) expect(String(id).charAt(14)).toBe('4');
  });
});

describe('counting', () => {
  beforeAll(() =>
    rows(
      `insert into agency (id, code, kind, name)
       select id, 'agency-' || id, 'charity', 'Agency ' || id from generate_series(23, 29) id`,
    ),
  );

  it('shows nothing of nine answers, and a range of ten', async () => {
    await arrive(23, 0, 9);
    await count(23);
    expect(await shown(23)).toEqual([]);
    await arrive(23, 0, 1);
    expect(await shown(23)).toEqual([]);
    await count(23);
    expect(await shown(23)).toEqual([{ question_id: 'q1', answered: 10, right_from: 0, right_to: 2 }]);
    expect(await waiting(23)).toEqual([]);
  });

  it('lets a figure move by whole tens, and keeps the rest waiting', async () => {
    await arrive(24, 15, 0);
    await count(24);
    await arrive(24, 3, 1);
    await count(24);
    expect(await shown(24)).toEqual([{ question_id: 'q1', answered: 10, right_from: 8, right_to: 10 }]);
    expect(await waiting(24)).toHaveLength(9);
    await arrive(24, 0, 11);
    await count(24);
    expect(await shown(24)).toEqual([{ question_id: 'q1', answered: 30, right_from: 18, right_to: 22 }]);
    expect(await rows('select first_right from question_count where agency_id = 24')).toEqual([
      { first_right: 18 },
    ]);
  });

  it('counts nothing twice when two count at once, and nothing of another agency', async () => {
    await arrive(25, 12, 13);
    await arrive(26, 10, 0);
    await Promise.all(Array.from({ length: 6 }, () => count(25)));
    expect(await rows('select answered from question_count where agency_id = 25')).toEqual([
      { answered: 20 },
    ]);
    expect(await waiting(25)).toHaveLength(5);
    expect(await waiting(26)).toHaveLength(10);
    expect(await shown(26)).toEqual([]);
  });

  it('is done by a job, each agency by itself', async () => {
    await arrive(28, 10, 0);
    await arrive(29, 0, 10);
    await learning.app.testDatabase.database.write({ brand: 'JobScope', agencyId: null }, (tx) =>
      learning.app.application.get(JobQueue).send(tx, COUNT_QUESTIONS, {}),
    );
    await learning.app.runJobs();
    expect(await shown(28)).toEqual([{ question_id: 'q1', answered: 10, right_from: 8, right_to: 10 }]);
    expect(await shown(29)).toEqual([{ question_id: 'q1', answered: 10, right_from: 0, right_to: 2 }]);
  });

  it('gives an agency neither the exact number nor what waits, not even its own', async () => {
    await arrive(27, 5, 5);
    await count(27);
    const asLead = (sql: string) =>
      learning.app.testDatabase.database.write(leadOf(27), (tx) => tx.query(sql));
    for (const sql of [
      'select first_right from question_count',
      'select * from question_count',
      'select count(*) from question_delta',
      'delete from question_delta',
      'update question_count set right_from = 0',
      `insert into question_delta (agency_id, module_id, version, question_id, id, first_right)
       values (27, 1, 1, 'q1', gen_random_uuid(), true)`,
    ]) {
      await expect(asLead(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
