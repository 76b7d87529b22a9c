import { addDays, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import type { NudgeRefusal } from '@learning-reviews/contracts/worklist.contract';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { addModule, addNudge, addStanding } from './testing/report-data.js';

const TRUST = 2;
const POLICE = 3;
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const day = (days: number) => addDays(TODAY, days);
const PREVIEW = '/api/agency/worklist/nudge/preview';
const NUDGE = '/api/agency/worklist/nudge';

let app: TestApp;
let lead: TestClient;
let second: TestClient;
let manager: MadePerson;
let officer: MadePerson;

beforeAll(async () => {
  app = await startTestApp();
  const { superuser } = app.testDatabase;
  const grants = ['training-lead'] as const;
  await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants });
  await app.people.addPerson('second@trust.example', { agencyId: TRUST, grants });
  manager = await app.people.addPerson('manager@trust.example', {
    agencyId: TRUST,
    grants: ['line-manager'],
  });
  officer = await app.people.addPerson('officer@police.example', { agencyId: POLICE, grants });
  await addModule(superuser, 1, 'first-module');
  await addModule(superuser, 2, 'second-module');
  await addStanding(superuser, POLICE, officer, 1, { state: 0, dueOn: day(-20) });
  lead = await app.signIn('lead@trust.example');
  second = await app.signIn('second@trust.example');
});
afterAll(() => app.close());

let made = 0;
/** A new member who owes the first module since ten days ago, and the second in ten days. */
async function nurse(more: { managerMembershipId?: string } = {}): Promise<MadePerson> {
  const person = await app.people.addPerson(`nurse-${(made += 1)}@trust.example`, {
    agencyId: TRUST,
    ...more,
  });
  await addStanding(app.testDatabase.superuser, TRUST, person, 1, { state: 0, dueOn: day(-10) });
  await addStanding(app.testDatabase.superuser, TRUST, person, 2, { state: 1, dueOn: day(10) });
  return person;
}

const of = (...people: MadePerson[]) => ({
  duties: people.flatMap((person) =>
    ['first-module', 'second-module'].map((module) => ({ membershipId: person.membershipIds[0], module })),
  ),
});
const update = (sql: string, ...values: unknown[]) => app.testDatabase.superuser.query(sql, values);

const nudged = (person: MadePerson, module: number, on: string, message?: string) =>
  addNudge(app.testDatabase.superuser, TRUST, person, module, on, message);
const messagesTo = async (person: MadePerson) =>
  (
    await app.testDatabase.superuser.query<{ recipient: string; text: string; state: string }>(
      'select recipient, text, state from email_message where membership_id = $1',
      [person.membershipIds[0]],
    )
  ).rows;
const nudgesOf = async (person: MadePerson) =>
  (
    await app.testDatabase.superuser.query<{ module_id: number; nudged_on: string; message_id: string }>(
      'select module_id, nudged_on::text, message_id from nudge where membership_id = $1 order by module_id',
      [person.membershipIds[0]],
    )
  ).rows;
const reasons = (body: Record<string, unknown>) =>
  Object.fromEntries(
    (body['leftOut'] as { reason: NudgeRefusal; people: number }[]).map(({ reason, people }) => [
      reason,
      people,
    ]),
  );

describe('a preview', () => {
  it('says how many get a message, shows the first, and writes nothing', async () => {
    const [one, other] = [await nurse(), await nurse()];
    const { status, body } = await lead.post(PREVIEW, of(one, other));
    expect(status).toBe(200);
    expect(body).toMatchObject({ people: 2, duties: 4, leftOut: [], remaining: 0, delivery: 'file' });
    const example = body['example'] as { to: string; text: string };
    expect(example.to).toBe(`nurse-${made - 1} Example`);
    expect(example.text).toContain('http://localhost:3000/learning/first-module');
    expect(example.text.replace(/\s+/g, ' ')).toContain('It takes about 40 minutes.');
    expect(await nudgesOf(one)).toEqual([]);
    expect(await messagesTo(one)).toEqual([]);
  });

  it('names who is left out and why', async () => {
    const [left, paused, finished, homeless, lately, often, fine] = (await Promise.all(
      Array.from({ length: 7 }, () => nurse()),
    )) as [MadePerson, MadePerson, MadePerson, MadePerson, MadePerson, MadePerson, MadePerson];
    // Overdue still, because nobody has worked the leave in yet.
    const away = await nurse();
    await update(
      `insert into leave_period (agency_id, id, membership_id, person_id, from_on, created_by)
       select agency_id, gen_random_uuid(), id, person_id, $2, person_id from membership where id = $1`,
      away.membershipIds[0],
      TODAY,
    );
    await update('update membership set to_on = $2 where id = $1', left.membershipIds[0], day(-1));
    await update('update standing set state = 3 where membership_id = $1', paused.membershipIds[0]);
    await update(
      'update standing set state = 2, completed_on = $2, expires_on = $3 where membership_id = $1',
      finished.membershipIds[0],
      TODAY,
      day(700),
    );
    await update(`update membership set work_email = '' where id = $1`, homeless.membershipIds[0]);
    await nudged(lately, 1, day(-6));
    for (const ago of [-8, -15, -22]) {
      await nudged(often, 2, day(ago), await nudged(often, 1, day(ago)));
    }
    const { body } = await lead.post(
      PREVIEW,
      of(left, paused, away, finished, homeless, lately, often, fine),
    );
    expect(body['people']).toBe(1);
    expect(reasons(body)).toEqual({
      left: 1,
      paused: 2,
      'nothing-owed': 1,
      'no-email': 1,
      'nudged-lately': 1,
      'nudged-often': 1,
    });
  });

  it('takes another agency’s member, and nobody’s id, for nobody', async () => {
    const { body } = await lead.post(PREVIEW, {
      duties: [
        { membershipId: officer.membershipIds[0], module: 'first-module' },
        { membershipId: '01890000-0000-7000-8000-000000000000', module: 'first-module' },
      ],
    });
    expect(body).toMatchObject({ people: 0, leftOut: [], example: null });
  });

  it.each([
    ['nobody', { duties: [] }],
    ['a filter and people', { duties: [], filter: {} }],
    ['a filter nobody has', { filter: { agency: 3 } }],
    ['nothing', {}],
  ])('refuses a request for %s', async (_what, body) => {
    expect((await lead.post(PREVIEW, body)).status).toBe(422);
  });
});

describe('a press', () => {
  it('writes one message a person, naming their modules and nobody else, and who pressed', async () => {
    const [one, other] = [await nurse(), await nurse()];
    const { status, body } = await lead.post(NUDGE, of(one, other));
    expect(status).toBe(201);
    expect(body).toMatchObject({ people: 2, duties: 4, leftOut: [] });
    const [message, ...more] = await messagesTo(one);
    expect(more).toEqual([]);
    expect(message?.recipient).toBe(`nurse-${made - 1}@work.example`);
    expect(message?.text).toContain('/learning/first-module');
    expect(message?.text).toContain('/learning/second-module');
    expect(message?.text).not.toContain(`nurse-${made}`);
    const nudges = await nudgesOf(one);
    expect(nudges).toMatchObject([
      { module_id: 1, nudged_on: TODAY },
      { module_id: 2, nudged_on: TODAY },
    ]);
    expect(new Set(nudges.map(({ message_id }) => message_id)).size).toBe(1);
    const { rows } = await app.testDatabase.superuser.query(
      `select detail from audit_log where action = 'nudge.sent' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ detail: { people: 2, duties: 4, remaining: 0 } }]);
  });

  it('pressed again sends nothing more, and says why', async () => {
    const person = await nurse();
    await lead.post(NUDGE, of(person));
    const { status, body } = await second.post(NUDGE, of(person));
    expect(status).toBe(201);
    expect(body).toMatchObject({ people: 0, duties: 0 });
    expect(reasons(body)).toEqual({ 'nudged-lately': 1 });
    expect(await messagesTo(person)).toHaveLength(1);
  });

  it('sent twice under one key happens once, and is answered alike', async () => {
    const person = await nurse();
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await lead.post(NUDGE, of(person), { headers });
    const again = await lead.post(NUDGE, of(person), { headers });
    expect(again.body).toEqual(first.body);
    expect(first.body['people']).toBe(1);
    expect(await messagesTo(person)).toHaveLength(1);
  });

  it('of two leads at the same moment nudges each person once', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => nurse()));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? lead : second).post(NUDGE, of(...people))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(answers.map(({ body }) => body['people'] as number).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 5]);
    for (const person of people) expect(await messagesTo(person)).toHaveLength(1);
  });

  it('reaches all that a filter shows, and shows them as nudged', async () => {
    const person = await nurse();
    const search = `example nurse-${made}`;
    expect((await lead.post(NUDGE, { filter: { search, state: 'overdue' } })).body).toMatchObject({
      people: 1,
      duties: 1,
    });
    expect(await nudgesOf(person)).toMatchObject([{ module_id: 1 }]);
    const { body } = await lead.get(`/api/agency/worklist?search=${encodeURIComponent(search)}&nudged=never`);
    expect(body['duties']).toMatchObject([{ module: 'second-module', nudges: 0 }]);
  });

  it('refuses a filter that does not exist: a list may leave it out, a message cannot be called back', async () => {
    const before = await app.testDatabase.superuser.query('select from nudge');
    const { status, body } = await lead.post(NUDGE, { filter: { team: 'no-such-team' } });
    expect(status).toBe(422);
    expect(body['errors']).toMatchObject([{ field: 'filter.team' }]);
    expect((await app.testDatabase.superuser.query('select from nudge')).rowCount).toBe(before.rowCount);
  });

  it('by a line manager reaches their own team alone, by choice and by filter', async () => {
    const own = await nurse({ managerMembershipId: manager.membershipIds[0]! });
    const other = await nurse();
    const browser = await app.signIn('manager@trust.example');
    expect((await browser.post(NUDGE, of(other))).body).toMatchObject({ people: 0, leftOut: [] });
    expect((await browser.post(NUDGE, { filter: {} })).body).toMatchObject({ people: 1, duties: 2 });
    expect(await messagesTo(own)).toHaveLength(1);
    expect(await messagesTo(other)).toEqual([]);
  });

  it('is kept as a file where no mail server is set, and the person’s page says so', async () => {
    const person = await nurse();
    await lead.post(NUDGE, of(person));
    const nudges = async () =>
      (await lead.get(`/api/agency/people/${person.membershipIds[0]}`)).body['nudges'] as object[];
    expect(await nudges()).toMatchObject([
      { module: 'first-module', by: 'lead Example', mail: 'waiting' },
      { module: 'second-module', by: 'lead Example', mail: 'waiting' },
    ]);
    await app.runJobs();
    expect(await nudges()).toMatchObject([{ mail: 'kept' }, { mail: 'kept' }]);
  });
});

describe('the table', () => {
  it('refuses a second message to one person within seven days, and takes the one on the eighth', async () => {
    const person = await nurse();
    await nudged(person, 1, day(-6));
    await expect(nudged(person, 2, TODAY)).rejects.toMatchObject({ constraint: 'ex_nudge_week' });
    await nudged(person, 2, day(1));
  });

  it('refuses a fourth nudge about one module within thirty days, and takes it when the first is older', async () => {
    const person = await nurse();
    for (const ago of [-29, -20, -10]) await nudged(person, 1, day(ago));
    await expect(nudged(person, 1, TODAY)).rejects.toMatchObject({ constraint: 'ck_nudge_month' });
    await nudged(person, 1, day(1));
  });
});
