import { addDays, calendarDateIn } from '@learning-reviews/domain/calendar-date';
import { lastValidDay } from '@learning-reviews/domain/learning/standing';
import { v7 as uuid } from 'uuid';
import { loadContent } from '../curriculum/testing/load-content.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';

const NUMBER = '8Q2ZK4M7XT0HVWN5RDJA';
const PRINTED = '8Q2ZK-4M7XT-0HVWN-5RDJA';

// Days are counted back from the day of the test, so that it holds on any.
const today = calendarDateIn(Date.now(), 'Europe/London');
const lately = addDays(today, -30);
const longAgo = addDays(today, -800);

let app: TestApp;
let personId: string;
let completionId: string;

beforeAll(async () => {
  app = await startTestApp({
    arrange: async (_people, database) => {
      await loadContent(database);
    },
  });
  const person = await app.people.addPerson('amara.named-nowhere@work.example', { agencyId: 2 });
  personId = person.personId;
  completionId = await addCompletion(NUMBER, `${lately}T12:00:00Z`);
});
afterAll(() => app.close());

/** A completion with its certificate, as finishing a module leaves them. */
async function addCompletion(number: string, completedAt: string): Promise<string> {
  const { superuser } = app.testDatabase;
  const attemptId = uuid();
  const id = uuid();
  await superuser.query(
    `insert into attempt (person_id, id, module_id, version, state, started_at, saved_at, finished_at)
     select $1, $2, id, 1, 'complete', $3, $3, $3 from module where slug = 'kern-young-person'`,
    [personId, attemptId, completedAt],
  );
  await superuser.query(
    `insert into completion (person_id, id, attempt_id, module_id, version, completed_at, correct_count, question_count, minutes)
     select person_id, $3, id, module_id, version, finished_at, 7, 8, 34 from attempt where person_id = $1 and id = $2`,
    [personId, attemptId, id],
  );
  await superuser.query(
    'insert into certificate (number, person_id, completion_id, issued_at) values ($1, $2, $3, $4)',
    [number, personId, id, completedAt],
  );
  return id;
}

const verify = (number: string) => app.client().get(`/api/certificate/${number}/verification`);

describe('GET /api/certificate/:number/verification', () => {
  it('says what was completed, in which version, when and for how long, and names nobody', async () => {
    const answer = await verify(PRINTED);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      number: PRINTED,
      module: 'kern-young-person',
      moduleTitle: 'Before, during and after court: what a young person needs from us',
      version: 1,
      completedOn: lately,
      minutes: 34,
      participatoryMinutes: 0,
      status: 'valid',
      validUntil: lastValidDay(lately),
    });
    expect(answer.text).not.toMatch(new RegExp(`amara|nowhere|${personId}|correctCount`, 'i'));
  });

  it.each(['8q2zk4m7xt0hvwn5rdja', '8Q2ZK 4M7XT 0HVWN 5RDJA', '8Q2ZK-4M7XT-OHVWN-5RDJA'])(
    'reads the number as people type it: %s',
    async (typed) => {
      expect((await verify(encodeURIComponent(typed))).status).toBe(200);
    },
  );

  it.each(['8Q2ZK-4M7XT-0HVWN-5RDJB', 'not-a-number', "';drop table certificate", 'x'.repeat(60)])(
    'gives one and the same answer to a number that is not there: %s',
    async (typed) => {
      const answer = await verify(encodeURIComponent(typed));
      expect([answer.status, answer.body.code]).toEqual([404, 'request.not-found']);
    },
  );

  it('says that a completion has expired', async () => {
    await addCompletion('7Q2ZK4M7XT0HVWN5RDJA', `${longAgo}T12:00:00Z`);
    expect((await verify('7Q2ZK4M7XT0HVWN5RDJA')).body).toMatchObject({
      status: 'expired',
      validUntil: lastValidDay(longAgo),
    });
  });

  it('says that a completion was corrected', async () => {
    await app.testDatabase.superuser.query(
      `insert into completion_correction (person_id, id, completion_id, what, reason, by, at)
       values ($1, $2, $3, '{"minutes": 30}', 'Counted twice', $1, now())`,
      [personId, uuid(), completionId],
    );
    expect((await verify(NUMBER)).body).toMatchObject({ status: 'corrected' });
  });

  it('answers no more than a hundred checks in five minutes', async () => {
    let answered = 0;
    for (let check = 0; check < 110; check += 1) if ((await verify(NUMBER)).status === 200) answered += 1;
    const refused = await verify(NUMBER);

    expect(answered).toBeLessThanOrEqual(100);
    expect([refused.status, refused.body.code]).toEqual([429, 'request.too-many']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
