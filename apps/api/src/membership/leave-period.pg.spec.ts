import { randomUUID } from 'node:crypto';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { Database } from '../platform/database/database.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';
import { addModule } from '../report/testing/report-data.js';
import { MembershipService } from './membership.service.js';

interface Period {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
  readonly state: string;
}

describe('leave periods', () => {
  let app: TestApp;
  let lead: TestClient;
  let person: MadePerson;
  let agency = 40;
  beforeAll(async () => {
    app = await startTestApp();
    await sql(`insert into job_role (code, label, workforce_groups, position) values
      ('school-nurse', 'School nurse', '{3}', 1), ('midwife', 'Midwife', '{3}', 2)`);
    await addModule(app.testDatabase.superuser, 501, 'first-module');
    await addModule(app.testDatabase.superuser, 502, 'second-module');
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    agency += 1;
    const leadPerson = await app.people.addPerson(`lead-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['training-lead'],
    });
    person = await app.people.addPerson(`person-${agency}@trust.example`, { agencyId: agency });
    lead = await app.signIn(leadPerson.email);
  });

  const sql = (text: string, ...values: unknown[]) => app.testDatabase.superuser.query(text, values);
  const today = () => calendarDate(app.clock.today('Europe/London'));
  const day = (days: number) => addDays(today(), days);
  const address = (of = person) => `/api/agency/people/${of.membershipIds[0]}/leave-period`;
  const add = (from: string, to: string | null, of = person, as = lead) => as.post(address(of), { from, to });
  const periods = async (of = person) => (await lead.get(address(of))).body['periods'] as Period[];

  it('are noted, ended when the person is back, and removed, each audited by its days', async () => {
    const added = await add(day(-40), null);
    expect(added.status).toBe(201);
    const [leave] = added.body['periods'] as Period[];
    expect(leave).toMatchObject({ from: day(-40), to: null, state: 'current' });
    expect((await lead.put(`${address()}/${leave!.id}`, { to: day(-1) })).status).toBe(204);
    expect(await periods()).toEqual([{ ...leave, to: day(-1), state: 'ended' }]);
    expect((await lead.delete(`${address()}/${leave!.id}`)).status).toBe(204);
    expect(await periods()).toEqual([]);
    const { rows } = await sql(
      'select action, object, detail from audit_log where agency_id = $1 order by at, id',
      agency,
    );
    const object = `membership:${person.membershipIds[0]}`;
    expect(rows).toEqual([
      { action: 'leave-period.added', object, detail: { fromOn: day(-40), toOn: null } },
      { action: 'leave-period.changed', object, detail: { fromOn: day(-40), toOn: day(-1) } },
      { action: 'leave-period.removed', object, detail: { fromOn: day(-40), toOn: day(-1) } },
    ]);
  });

  it('hold days and nothing about why', async () => {
    const why = await lead.post(address(), { from: day(0), to: null, reason: 'Ill' });
    expect(why.status).toBe(422);
    const { rows } = await sql(
      `select column_name from information_schema.columns where table_name = 'leave_period' order by 1`,
    );
    expect(rows.map((row) => row['column_name'])).toEqual([
      'agency_id',
      'created_at',
      'created_by',
      'from_on',
      'id',
      'membership_id',
      'person_id',
      'to_on',
    ]);
  });

  it.each([
    ['before the membership', '2023-12-31', null, 'from'],
    ['more than a year ahead', '2099-01-01', null, 'from'],
    ['that end before they begin', '2026-05-02', '2026-05-01', 'to'],
    ['that are no days', '2026-02-30', null, 'from'],
  ])('%s are refused beside the field', async (_case, from, to, field) => {
    const refused = await add(from, to);
    expect(refused.status).toBe(422);
    expect(refused.body['errors']).toEqual([{ field, message: expect.any(String) }]);
    expect(await periods()).toEqual([]);
  });

  it('share no day with another, however many are sent at once', async () => {
    const answers = await Promise.all([0, 1, 2, 3].map((index) => add(day(index), day(30))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    const [only] = await periods();
    expect((await add(day(31), day(40))).status).toBe(201);
    const onto = await lead.put(`${address()}/${only!.id}`, { to: day(31) });
    expect(onto.body).toMatchObject({ code: 'membership.wrong-day', errors: [{ field: 'to' }] });
  });

  it('are noted once, however often the same press arrives', async () => {
    const press = { headers: { 'idempotency-key': randomUUID() } };
    const send = () => lead.post(address(), { from: day(0), to: null }, press);
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await periods()).toHaveLength(1);
  });

  it('cannot begin after the job has ended', async () => {
    await sql('update membership set to_on = $2 where id = $1', person.membershipIds[0], day(-5));
    expect((await add(day(-4), null)).body).toMatchObject({ errors: [{ field: 'from' }] });
    expect((await add(day(-5), null)).status).toBe(201);
  });

  it('of another agency are not there, by either id', async () => {
    const other = await app.people.addPerson(`other-${agency}@trust.example`, { agencyId: 39 });
    await sql(
      `insert into leave_period (agency_id, id, membership_id, person_id, from_on, created_by)
       values (39, $1, $2, $3, '2026-01-01', $3)`,
      person.personId,
      other.membershipIds[0],
      other.personId,
    );
    const theirs = `${address(other)}/${person.personId}`;
    const mixed = `${address()}/${person.personId}`;
    const answers = [
      await lead.get(address(other)),
      await add(day(0), null, other),
      await lead.put(theirs, { to: day(1) }),
      await lead.put(mixed, { to: day(1) }),
      await lead.delete(theirs),
      await lead.delete(mixed),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    const { rows } = await sql('select to_on from leave_period where agency_id = 39');
    expect(rows).toEqual([{ to_on: null }]);
    await sql('delete from leave_period where agency_id = 39');
  });

  it('of a colleague are not this one’s to change', async () => {
    const colleague = await app.people.addPerson(`colleague-${agency}@trust.example`, { agencyId: agency });
    const [leave] = (await add(day(0), null, colleague)).body['periods'] as Period[];
    expect((await lead.delete(`${address()}/${leave!.id}`)).status).toBe(404);
    expect(await periods(colleague)).toHaveLength(1);
  });

  it('are nobody’s to note but a training lead’s', async () => {
    const manager = await app.people.addPerson(`manager-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['line-manager'],
    });
    await sql(
      'update membership set manager_membership_id = $2 where id = $1',
      person.membershipIds[0],
      manager.membershipIds[0],
    );
    for (const { email } of [manager, person]) {
      const them = await app.signIn(email);
      expect((await add(day(0), null, person, them)).status).toBe(403);
      expect((await them.get(address())).status).toBe(403);
    }
  });

  it('are read by the person on their account, and by whoever may read their page', async () => {
    await add(day(-3), day(10));
    const them = await app.signIn(person.email);
    const account = await them.get('/api/account');
    expect(account.body['memberships']).toMatchObject([
      { leave: { from: day(-3), to: day(10), hasBegun: true } },
    ]);
    const page = await lead.get(`/api/agency/people/${person.membershipIds[0]}`);
    expect(page.body['leave']).toEqual({ from: day(-3), to: day(10) });
    await sql('update membership set to_on = $2 where id = $1', person.membershipIds[0], day(-1));
    expect((await them.get('/api/account')).body['memberships']).toMatchObject([{ leave: null }]);
    expect((await lead.get(`/api/agency/people/${person.membershipIds[0]}`)).body['leave']).toBeNull();
  });

  it('that are over or not yet over go where the person goes: the running ones to the next job', async () => {
    await add(day(-90), day(-60));
    await add(day(-20), day(20));
    await add(day(40), null);
    const record = (await lead.get(`/api/agency/people/${person.membershipIds[0]}/membership`)).body;
    const moved = await lead.post(`/api/agency/people/${person.membershipIds[0]}/move`, {
      jobRole: 'midwife',
      workforceGroup: 3,
      teamId: null,
      managerMembershipId: null,
      on: day(-5),
      revision: record['revision'],
    });
    expect(moved.status).toBe(201);
    const next = { ...person, membershipIds: [moved.body['membershipId'] as string] };
    expect((await periods()).map(({ from }) => from)).toEqual([day(-90)]);
    expect((await periods(next)).map(({ from, to }) => [from, to])).toEqual([
      [day(40), null],
      [day(-20), day(20)],
    ]);
    // It began in the job before; its last day can be changed all the same.
    const running = (await periods(next))[1]!;
    expect((await lead.put(`${address(next)}/${running.id}`, { to: day(3) })).status).toBe(204);

    // A move that is taken back brings them back, as they are now.
    const scope: JobScope = { brand: 'JobScope', agencyId: agency };
    const [membershipId, newMembershipId] = [person.membershipIds[0]!, next.membershipIds[0]!];
    await app.application.get(Database).write(scope, async (tx) => {
      const moves = [{ membershipId, newMembershipId, lastDay: null }];
      expect(await app.application.get(MembershipService).takeBack(scope, tx, moves)).toEqual([]);
    });
    expect((await periods()).map(({ from, to }) => [from, to])).toEqual([
      [day(40), null],
      [day(-20), day(3)],
      [day(-90), day(-60)],
    ]);
  });

  describe('and what is owed', () => {
    beforeEach(async () => {
      for (const [moduleId, dueOn] of [
        [501, day(-3)],
        [502, day(20)],
      ])
        await sql(
          `insert into assignment (agency_id, id, module_id, due_on, from_on)
           values ($1, gen_random_uuid(), $2, $3, '2024-01-01')`,
          agency,
          moduleId,
          dueOn,
        );
      // A leave that is over changes nothing, and has the standings made.
      await add('2024-02-01', '2024-02-02');
    });
    const standings = async (of = person) =>
      (
        await sql(
          `select module_id as module, state, due_on::text as due, paused_until::text as until from standing
           where agency_id = $1 and membership_id = $2 order by module_id`,
          agency,
          of.membershipIds[0],
        )
      ).rows;
    const owed = [
      { module: 501, state: 0, due: '', until: null },
      { module: 502, state: 0, due: '', until: null },
    ];

    it('pause it while the leave runs, and give it thirty days afterwards; what was overdue is so again', async () => {
      expect(await standings()).toEqual([
        { ...owed[0], due: day(-3) },
        { ...owed[1], due: day(20) },
      ]);
      const [leave] = (await add(day(-1), null)).body['periods'] as Period[];
      expect(await standings()).toEqual([
        { ...owed[0], state: 3, due: day(-3) },
        { ...owed[1], state: 3, due: day(20) },
      ]);
      await lead.put(`${address()}/${leave!.id}`, { to: day(25) });
      expect(await standings()).toEqual([
        { ...owed[0], state: 3, due: day(-3), until: day(25) },
        { ...owed[1], state: 3, due: day(55), until: day(25) },
      ]);
      await lead.put(`${address()}/${leave!.id}`, { to: day(-1) });
      expect(await standings()).toEqual([
        { ...owed[0], due: day(-3) },
        { ...owed[1], due: day(29) },
      ]);
      await lead.delete(`${address()}/${leave!.id}`);
      expect(await standings()).toEqual([
        { ...owed[0], due: day(-3) },
        { ...owed[1], due: day(20) },
      ]);
    });

    it('go along to another job, and the person is on the worklist in neither', async () => {
      await add(day(-10), day(25));
      const path = `/api/agency/people/${person.membershipIds[0]}`;
      const { revision } = (await lead.get(`${path}/membership`)).body;
      const job = { jobRole: 'midwife', workforceGroup: 3, teamId: null, managerMembershipId: null };
      const moved = await lead.post(`${path}/move`, { ...job, on: day(-2), revision });
      const next = { ...person, membershipIds: [moved.body['membershipId'] as string] };
      expect((await standings(next)).map(({ state, until }) => [state, until])).toEqual([
        [3, day(25)],
        [3, day(25)],
      ]);
      expect((await lead.get('/api/agency/worklist?state=overdue')).body['total']).toBe(0);
    });

    it('are nobody’s duties any more once the person has left', async () => {
      const overdue = async () => (await lead.get('/api/agency/worklist?state=overdue')).body['total'];
      expect(await overdue()).toBe(1);
      const path = `/api/agency/people/${person.membershipIds[0]}`;
      const { revision } = (await lead.get(`${path}/membership`)).body;
      await lead.post(`${path}/leave`, { lastDay: day(-1), isAtOnce: true, revision });
      expect(await overdue()).toBe(0);
    });

    it('follow the team: what its rule asked goes with it', async () => {
      const [team] = ['01890000-0000-7000-8000-000000000001'];
      await sql(`insert into team (agency_id, id, name) values ($1, $2, 'North')`, agency, team);
      await sql(
        `update assignment set audience = $2 where agency_id = $1 and module_id = 502`,
        agency,
        JSON.stringify({ teams: [team] }),
      );
      const path = `/api/agency/people/${person.membershipIds[0]}`;
      const place = async (teamId: string | null) => {
        const { body } = await lead.get(`${path}/membership`);
        const { staffRef, givenName, familyName, workEmail, revision } = body;
        const details = { staffRef, givenName, familyName, workEmail, revision };
        expect((await lead.put(path, { ...details, teamId, managerMembershipId: null })).status).toBe(204);
        return (await standings()).map(({ module }) => module);
      };
      expect(await place(team!)).toEqual([501, 502]);
      expect(await place(null)).toEqual([501]);
    });
  });

  it('go with a membership that was added by mistake', async () => {
    await add(day(0), null);
    await tell(person.membershipIds[0]!);
    const removed = await lead.delete(`/api/agency/people/${person.membershipIds[0]}`);
    expect(removed.status).toBe(204);
    const { rows } = await sql('select from leave_period where agency_id = $1', agency);
    expect(rows).toEqual([]);
  });

  it('stay with a membership whose mistyped address is put right', async () => {
    const details = {
      staffRef: 'S1',
      givenName: 'Ann',
      familyName: 'Lee',
      teamId: null,
      managerMembershipId: null,
    };
    const job = { jobRole: 'midwife', workforceGroup: 3, from: day(-1), to: null };
    const workEmail = `typo-${agency}@trust.example`;
    const { body } = await lead.post('/api/agency/people', { ...details, ...job, workEmail });
    const path = `/api/agency/people/${body['membershipId']}`;
    expect((await lead.post(`${path}/leave-period`, { from: day(0), to: null })).status).toBe(201);
    const whose = async () =>
      (
        await sql(
          `select m.person_id as "personId", l.person_id = m.person_id as "isSame" from leave_period l
           join membership m on m.agency_id = l.agency_id and m.id = l.membership_id where l.agency_id = $1`,
          agency,
        )
      ).rows[0] as { personId: string; isSame: boolean };
    const before = await whose();
    await tell(body['membershipId'] as string);
    const { revision } = (await lead.get(`${path}/membership`)).body;
    const right = { ...details, workEmail: `right-${agency}@trust.example`, revision };
    expect((await lead.put(path, right)).status).toBe(204);
    const after = await whose();
    expect(after.isSame).toBe(true);
    expect(after.personId).not.toBe(before.personId);
    // What went to the wrong address was told to nobody.
    expect((await sql('select from notice where agency_id = $1', agency)).rows).toEqual([]);
  });

  /** A member was told of something by itself. */
  const tell = (membershipId: string) =>
    sql(
      `with message as (
         insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, created_at, state)
         values ($1, gen_random_uuid(), 'notice', $2, 'one@trust.example', 'Told', 'Text', '', now(), 'kept') returning id)
       insert into notice (agency_id, membership_id, person_id, module_id, kind, for_day, message_id, noticed_on, noticed_at)
       select $1, $2, m.person_id, 501, 'overdue', current_date, message.id, current_date, now()
       from membership m, message where m.agency_id = $1 and m.id = $2`,
      agency,
      membershipId,
    );
});
