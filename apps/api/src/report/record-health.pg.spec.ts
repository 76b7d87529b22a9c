import {
  addDays,
  addMonths,
  calendarDateIn,
  DEFAULT_TIME_ZONE,
} from '@learning-reviews/domain/calendar-date';
import { personCheck, type RecordHealth } from '@learning-reviews/contracts/record-health.contract';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { addModule, addStanding } from './testing/report-data.js';

const TRUST = 2;
const POLICE = 3;
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const TEAM = '01890000-0000-7000-8000-000000000001';

let app: TestApp;
let lead: TestClient;
let boss: MadePerson;

const sql = (text: string, ...values: unknown[]) => app.testDatabase.superuser.query(text, values);
const change = (person: MadePerson, columns: string, ...values: unknown[]) =>
  sql(`update membership set ${columns} where id = $1`, person.membershipIds[0], ...values);

let made = 0;
/** A member whose record has nothing to mend. */
async function member(name = `nurse-${(made += 1)}`): Promise<MadePerson> {
  return app.people.addPerson(`${name}@trust.example`, {
    agencyId: TRUST,
    teamId: TEAM,
    managerMembershipId: boss.membershipIds[0]!,
  });
}
const mail = (person: MadePerson, state: string, more: { answer?: string; attempts?: number } = {}) =>
  sql(
    `insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, state, attempts,
       last_answer, created_at, sent_at)
     values ($1, gen_random_uuid(), 'nudge', $2, 'a@b.example', 'S', 'T', 'H', $3, $4, $5, now(),
       case when $3 = 'sent' then now() end)`,
    TRUST,
    person.membershipIds[0],
    state,
    more.attempts ?? 1,
    more.answer ?? null,
  );

const read = async () => (await lead.get('/api/agency/record-health')).body as unknown as RecordHealth;
const countOf = ({ checks }: RecordHealth, name: string) =>
  checks.find(({ check }) => check === name)?.people;

beforeAll(async () => {
  app = await startTestApp();
  await app.people.addPerson('lead@police.example', { agencyId: POLICE, grants: ['training-lead'] });
  await app.people.addAgency(TRUST);
  await sql(`insert into team (agency_id, id, name) values ($1, $2, 'North')`, TRUST, TEAM);
  await sql(
    `insert into job_role (code, label, workforce_groups, position) values ('school-nurse', 'School nurse', '{3}', 1)`,
  );
  boss = await app.people.addPerson('boss@trust.example', {
    agencyId: TRUST,
    teamId: TEAM,
    grants: ['training-lead'],
  });
  await addModule(app.testDatabase.superuser, 1, 'first-module');
  await addModule(app.testDatabase.superuser, 2, 'second-module');
  lead = await app.signIn('boss@trust.example');
});
afterAll(() => app.close());

describe('GET /api/agency/record-health', () => {
  it('finds nothing in records that have everything, but the manager at the top', async () => {
    await member();
    const health = await read();
    expect(health.people).toBe(2);
    expect(health.checks.map(({ check }) => check)).toEqual(personCheck.options);
    expect(health.checks.filter(({ people }) => people > 0)).toEqual([{ check: 'no-manager', people: 1 }]);
    expect(health).toMatchObject({ modulesWithoutVersion: [], assignmentsForNobody: [], mailAnswers: [] });
  });

  it.each([
    ['no-team', (person: MadePerson) => change(person, 'team_id = null')],
    ['no-manager', (person: MadePerson) => change(person, 'manager_membership_id = null')],
    [
      'no-manager', // one who has left is none
      async (person: MadePerson) => {
        const gone = await member();
        await change(gone, 'to_on = $2', addDays(TODAY, -1));
        await change(person, 'manager_membership_id = $2', gone.membershipIds[0]);
      },
    ],
    ['no-work-email', (person: MadePerson) => change(person, `work_email = ''`)],
    ['no-staff-number', (person: MadePerson) => change(person, `staff_ref = ''`)],
    ['unknown-job-role', (person: MadePerson) => change(person, `job_role = 'wizard'`)],
    [
      'corrected',
      (person: MadePerson) =>
        sql(
          `insert into agency_completion (agency_id, membership_id, completion_id, person_id, module_id, version,
             completed_on, minutes, corrected_at, corrected_by, correction_reason)
           values ($1, $2, gen_random_uuid(), $3, 1, 1, '2026-01-01', 30, now(), $3, 'Wrong day')`,
          TRUST,
          person.membershipIds[0],
          person.personId,
        ),
    ],
    ['mail-waiting', (person: MadePerson) => mail(person, 'waiting', { answer: 'No connection' })],
    ['mail-refused', (person: MadePerson) => mail(person, 'refused', { answer: '550 No such user' })],
    ['mail-kept', (person: MadePerson) => mail(person, 'kept')],
  ] as const)('counts %s, and leads to exactly those people', async (check, spoil) => {
    const before = await read();
    const person = await member();
    await spoil(person);
    const health = await read();
    expect(countOf(health, check)).toBe((countOf(before, check) ?? 0) + 1);
    const list = await lead.get(`/api/agency/people?check=${check}`);
    expect(list.body['total']).toBe(countOf(health, check));
    const ids = (list.body['people'] as { membershipId: string }[]).map(({ membershipId }) => membershipId);
    expect(ids).toContain(person.membershipIds[0]);
  });

  it('counts everybody who shares a name within the agency, and lists them beside each other', async () => {
    const one = await member('sam-one');
    const two = await member('sam-two');
    const gone = await member('sam-gone');
    for (const person of [one, two, gone]) await change(person, `search_name = 'patel sam'`);
    await change(gone, 'to_on = $2', addDays(TODAY, -1));
    const other = await app.people.addPerson('sam@police.example', { agencyId: POLICE });
    await change(other, `search_name = 'patel sam'`);
    expect(countOf(await read(), 'same-name')).toBe(2);
    const { body } = await lead.get('/api/agency/people?check=same-name');
    expect((body['people'] as { name: string }[]).map(({ name }) => name).sort()).toEqual([
      'sam-one Example',
      'sam-two Example',
    ]);
  });

  it('does not take mail for stuck that nobody has tried to send, that went, or that is old', async () => {
    const before = await read();
    const person = await member();
    await mail(person, 'waiting', { attempts: 0 });
    await mail(person, 'sent');
    await mail(person, 'refused', { answer: '550 Long ago' });
    await sql(
      `update email_message set created_at = now() - interval '31 days' where last_answer = '550 Long ago'`,
    );
    const health = await read();
    for (const check of ['mail-waiting', 'mail-refused']) {
      expect(countOf(health, check)).toBe(countOf(before, check));
    }
    expect(health.mailAnswers).toEqual(before.mailAnswers);
    expect(health.mailAnswers.map(({ answer }) => answer)).toEqual(
      expect.arrayContaining(['550 No such user', 'No connection']),
    );
  });

  it('names required modules that were withdrawn, with how many people they are required of', async () => {
    const { superuser } = app.testDatabase;
    for (const person of [await member(), await member()]) {
      await addStanding(superuser, TRUST, person, 2, { state: 0 });
    }
    expect((await read()).modulesWithoutVersion).toEqual([]);
    await sql('update module_version set withdrawn_at = now() where module_id = 2');
    expect((await read()).modulesWithoutVersion).toEqual([
      { module: 'second-module', title: 'Title of second-module', people: 2 },
    ]);
  });

  it('names rules whose audience holds nobody, and no other', async () => {
    const rule = (audience: object, toOn: string | null = null) =>
      sql(
        `insert into assignment (agency_id, id, module_id, audience, from_on, to_on)
         values ($1, gen_random_uuid(), 1, $2, '2026-01-01', $3)`,
        TRUST,
        JSON.stringify(audience),
        toOn,
      );
    await rule({});
    await rule({ jobRoles: ['school-nurse'], teams: [TEAM] });
    await rule({ jobRoles: ['driver'] }, addDays(TODAY, -1)); // over
    expect((await read()).assignmentsForNobody).toEqual([]);
    await rule({ jobRoles: ['driver', 'school-nurse'], groups: [8, 7] }); // nobody has a group
    await rule({ teams: ['01890000-0000-7000-8000-00000000ffff'] });
    const found = (await read()).assignmentsForNobody.map(({ jobRoles, groups, teams }) => ({
      jobRoles,
      groups,
      teams,
    }));
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        { jobRoles: ['School nurse', 'driver'], groups: [7, 8], teams: [] },
        { jobRoles: [], groups: [], teams: ['A team that is gone'] },
      ]),
    );
  });

  it('asks for a headcount when there is none, or when it is older than twelve months', async () => {
    expect((await read()).headcount).toBeNull();
    const supply = (on: string, people: number) =>
      sql(
        `insert into headcount (agency_id, id, as_of_on, people, source) values ($1, gen_random_uuid(), $2, $3, 'Payroll')`,
        TRUST,
        on,
        people,
      );
    const limit = addMonths(TODAY, -12);
    await supply(addDays(limit, -1), 40);
    expect((await read()).headcount).toMatchObject({ people: 40, source: 'Payroll', isOld: true });
    await supply(limit, 41); // twelve months to the day
    expect((await read()).headcount).toMatchObject({ people: 41, on: limit, isOld: false });
    await supply(addDays(TODAY, 1), 99); // of tomorrow
    expect((await read()).headcount).toMatchObject({ people: 41 });
  });

  it('says when the counts are of a day that is over', async () => {
    await sql(
      `insert into agency_count_head (agency_id, day, counted_at, people) values ($1, $2, now(), 1)
       on conflict (agency_id) do update set day = excluded.day`,
      TRUST,
      addDays(TODAY, -1),
    );
    expect(await read()).toMatchObject({ countedOn: addDays(TODAY, -1), isCountBehind: true });
    await sql('update agency_count_head set day = $2 where agency_id = $1', TRUST, TODAY);
    expect(await read()).toMatchObject({ countedOn: TODAY, isCountBehind: false });
  });

  it('is the training lead’s alone, and shows nothing of another agency', async () => {
    const police = await (await app.signIn('lead@police.example')).get('/api/agency/record-health');
    expect(police.body).toMatchObject({
      people: 2,
      modulesWithoutVersion: [],
      assignmentsForNobody: [],
      headcount: null,
      mailAnswers: [],
      countedOn: null,
    });
    await app.people.addPerson('manager@trust.example', { agencyId: TRUST, grants: ['line-manager'] });
    expect((await (await app.signIn('manager@trust.example')).get('/api/agency/record-health')).status).toBe(
      403,
    );
  });
});
