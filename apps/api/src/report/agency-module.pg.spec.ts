import type { AgencyModule } from '@learning-reviews/contracts/agency-module.contract';
import { randomUUID } from 'node:crypto';
import {
  addDays,
  addMonths,
  calendarDateIn,
  DEFAULT_TIME_ZONE,
} from '@learning-reviews/domain/calendar-date';
import { monthOf } from '@learning-reviews/domain/report/ended-month';
import type { MadePerson } from '../platform/testing/test-people.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { addModule } from './testing/report-data.js';

const TRUST = 2;
const POLICE = 3;
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const THIS_MONTH = monthOf(TODAY);
const QUESTIONS = ['first', 'second', 'third'].map((id, index) => ({
  id,
  topic: `Topic ${index + 1}`,
  stem: `Question ${index + 1}?`,
}));

let app: TestApp;
let lead: MadePerson;
let nurse: MadePerson;
let leaver: MadePerson;
let officer: MadePerson;

const sql = (text: string, ...values: unknown[]) => app.testDatabase.superuser.query(text, values);
const read = async (email = 'lead@trust.example', module = 'first-module') =>
  (await app.signIn(email)).get(`/api/agency/module/${module}`);
const page = async (email?: string, module?: string) =>
  (await read(email, module)).body as unknown as AgencyModule;

const require = (person: MadePerson, agencyId: number, module: number, state: number, dueOn: string) =>
  sql(
    `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on)
     values ($1, $2, $3, $4, $5::smallint, $6::date, case when $5::smallint = 2 then $6::date end)`,
    agencyId,
    person.membershipIds[0],
    person.personId,
    module,
    state,
    dueOn,
  );
const finish = (person: MadePerson, agencyId: number, on: string, result = 'pass', module = 1) =>
  sql(
    `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version,
       completed_on, minutes, result) values ($1, $2, $3, $4, $5, 1, $6, 30, $7)`,
    agencyId,
    person.membershipIds[0],
    randomUUID(),
    person.personId,
    module,
    on,
    result,
  );
/** What the counting job leaves of so many answers. */
const counted = (
  agencyId: number,
  version: number,
  question: string,
  answered: number,
  from: number,
  to: number,
) =>
  sql(
    `insert into question_count values ($1, 1, $2, $3, $4, $5, $5, $6)`,
    agencyId,
    version,
    question,
    answered,
    from,
    to,
  );

beforeAll(async () => {
  app = await startTestApp();
  lead = await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  nurse = await app.people.addPerson('nurse@trust.example', { agencyId: TRUST, jobRole: 'named-nurse' });
  leaver = await app.people.addPerson('gone@trust.example', { agencyId: TRUST, toOn: addDays(TODAY, -1) });
  officer = await app.people.addPerson('lead@police.example', {
    agencyId: POLICE,
    grants: ['training-lead'],
  });
  await app.people.addPerson('manager@trust.example', { agencyId: TRUST, grants: ['line-manager'] });
  await addModule(app.testDatabase.superuser, 1, 'first-module');
  await addModule(app.testDatabase.superuser, 2, 'second-module');
  await sql(
    `insert into module_version (module_id, version, content, content_hash, change, note, published_at)
     select 1, version, $1, repeat('b', 63) || version, 'material', 'Rewritten', now() from unnest(array[2, 3]) version`,
    JSON.stringify({ title: 'Title of first-module', minutes: 40, questions: QUESTIONS }),
  );
  await require(lead, TRUST, 1, 2, addDays(TODAY, -300));
  await require(nurse, TRUST, 1, 0, addDays(TODAY, -1));
  await require(nurse, TRUST, 2, 0, addDays(TODAY, -1));
  await require(leaver, TRUST, 1, 0, addDays(TODAY, -1));
  await require(officer, POLICE, 1, 1, addDays(TODAY, 10));
  await finish(lead, TRUST, TODAY);
  await finish(nurse, TRUST, addMonths(THIS_MONTH, -12));
  await finish(leaver, TRUST, addMonths(THIS_MONTH, -1));
  await finish(leaver, TRUST, addMonths(THIS_MONTH, -1), 'withdrawn');
  await finish(nurse, TRUST, addDays(addMonths(THIS_MONTH, -12), -1)); // the day before the first month
  await finish(nurse, TRUST, TODAY, 'pass', 2);
  await finish(officer, POLICE, TODAY);
});
afterAll(() => app.close());

describe('GET /api/agency/module/:slug', () => {
  it('counts the duties of today’s members in this module alone, by team and job role', async () => {
    const { agency, module, total, byTeam, byJobRole } = await page();
    expect([agency, module]).toEqual(['Agency 2', { slug: 'first-module', title: 'Title of first-module' }]);
    expect(total).toMatchObject({ required: 2, done: 1, overdue: 1, inProgress: 0 });
    expect(byTeam.map(({ key, label, required, done }) => [key, label, required, done])).toEqual([
      ['none', 'No team', 2, 1],
    ]);
    expect(byJobRole.map(({ key, required, overdue }) => [key, required, overdue]).sort()).toEqual([
      ['named-nurse', 1, 1],
      ['school-nurse', 1, 0],
    ]);
  });

  it('has the completions of thirteen months, with those of people who left, and no withdrawn one', async () => {
    const { finished } = await page();
    expect(finished.map(({ month }) => month)).toEqual(
      Array.from({ length: 13 }, (_, index) => addMonths(THIS_MONTH, index - 12)),
    );
    expect(finished.map(({ completions }) => completions)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
  });

  it('says nothing of questions before ten members have answered', async () => {
    expect((await page()).questions).toBeNull();
  });

  it('has the questions of the latest version that enough have done, hardest first, in ranges', async () => {
    await counted(TRUST, 1, 'first', 90, 0, 2); // an older version
    await counted(TRUST, 2, 'first', 30, 28, 30);
    await counted(TRUST, 2, 'second', 30, 8, 12);
    await counted(TRUST, 2, 'third', 10, 3, 7);
    await counted(POLICE, 3, 'first', 10, 0, 2); // another agency's
    expect((await page()).questions).toEqual({
      version: 2,
      questions: [
        {
          number: 2,
          topic: 'Topic 2',
          text: 'Question 2?',
          answered: 30,
          rightFrom: 8,
          rightTo: 12,
          percentage: 33,
        },
        {
          number: 3,
          topic: 'Topic 3',
          text: 'Question 3?',
          answered: 10,
          rightFrom: 3,
          rightTo: 7,
          percentage: null,
        },
        {
          number: 1,
          topic: 'Topic 1',
          text: 'Question 1?',
          answered: 30,
          rightFrom: 28,
          rightTo: 30,
          percentage: 97,
        },
      ],
    });
  });

  it('counts nothing where the module is required of nobody', async () => {
    const { total, byTeam, finished } = await page('lead@police.example', 'second-module');
    expect(total.required).toBe(0);
    expect(byTeam).toEqual([]);
    expect(finished.every(({ completions }) => completions === 0)).toBe(true);
  });

  it('does not find a module that is not there, nor what is no address', async () => {
    expect((await read('lead@trust.example', 'no-such-module')).status).toBe(404);
    expect((await read('lead@trust.example', 'No%20module')).status).toBe(404);
  });

  it('is not for a line manager, a practitioner or nobody', async () => {
    expect((await read('manager@trust.example')).status).toBe(403);
    expect((await read('nurse@trust.example')).status).toBe(403);
    expect((await app.client().get('/api/agency/module/first-module')).status).toBe(401);
  });
});
