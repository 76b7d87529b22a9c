import { randomUUID } from 'node:crypto';
import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestAnswer, TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';

describe('one member by a form', () => {
  let app: TestApp;
  let lead: TestClient;
  let leadPerson: MadePerson;
  let agency = 30;
  beforeAll(async () => {
    app = await startTestApp();
    await app.testDatabase.superuser.query(
      `insert into job_role (code, label, workforce_groups, position) values
         ('school-nurse', 'School nurse', '{3}', 1), ('social-worker', 'Social worker', '{4}', 2) on conflict do nothing`,
    );
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    agency += 1;
    leadPerson = await app.people.addPerson(`lead-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['training-lead'],
    });
    lead = await app.signIn(leadPerson.email);
  });

  const today = () => calendarDate(app.clock.today('Europe/London'));
  const BODY = {
    givenName: 'Asha',
    familyName: 'Patel',
    jobRole: 'school-nurse',
    workforceGroup: 3,
    teamId: null,
    managerMembershipId: null,
    to: null,
  };
  const asha = (more: object = {}) => ({
    ...BODY,
    staffRef: `S-${agency}`,
    workEmail: `Asha-${agency}@Trust.example`,
    from: today(),
    ...more,
  });
  const add = (more: object = {}) => lead.post('/api/agency/people', asha(more));
  const added = async (more: object = {}) => {
    const answer = await add(more);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body['membershipId'] as string;
  };
  const record = async (id: string) => (await lead.get(`/api/agency/people/${id}/membership`)).body;
  const revisionOf = async (id: string) => (await record(id))['revision'] as number;
  const refusal = ({ status, body }: TestAnswer) => [status, body.code, body['errors']];
  const audited = async () => {
    const { rows } = await app.testDatabase.superuser.query<{ action: string; detail: object }>(
      'select action, detail from audit_log where agency_id = $1 order by at, id',
      [agency],
    );
    return rows;
  };
  const details = ({
    from: _from,
    to: _to,
    jobRole: _role,
    workforceGroup: _group,
    ...rest
  }: ReturnType<typeof asha>) => rest;

  it('is added, invited and audited without a name', async () => {
    const id = await added();
    expect((await lead.get(`/api/agency/people/${id}`)).body).toMatchObject({
      name: 'Asha Patel',
      staffRef: `S-${agency}`,
      from: today(),
      to: null,
    });
    const rows = await audited();
    expect(rows.map(({ action }) => action)).toEqual(['membership.joined']);
    expect(JSON.stringify(rows)).not.toMatch(/asha|patel/i);
    const { rows: jobs } = await app.testDatabase.superuser.query(
      `select data from pgboss.job where data ->> 'membershipId' = $1`,
      [id],
    );
    expect(jobs).toHaveLength(1);
  });

  it('gets the same answer whether another agency knows the address or nobody does', async () => {
    await app.people.addPerson(`known-${agency}@elsewhere.example`, { agencyId: 902 });
    const known = await add({ workEmail: `known-${agency}@elsewhere.example`, staffRef: 'K1' });
    const unknown = await add({ workEmail: `unknown-${agency}@elsewhere.example`, staffRef: 'U1' });
    const shape = ({ status, body }: TestAnswer) => [status, Object.keys(body)];
    expect(shape(known)).toEqual(shape(unknown));
    const alike = await lead.post('/api/agency/people/alike', {
      givenName: 'known',
      familyName: 'Example',
      workEmail: 'someone-else@trust.example',
    });
    expect(alike.body['people']).toEqual([]);
  });

  it('is compared with those here, now and formerly, by name and by work email', async () => {
    const now = await added();
    const former = await app.people.addPerson(`former-${agency}@trust.example`, {
      agencyId: agency,
      fromOn: '2020-01-01',
      toOn: '2021-01-01',
    });
    const ask = async (givenName: string, familyName: string, workEmail: string) =>
      (await lead.post('/api/agency/people/alike', { givenName, familyName, workEmail })).body['people'];
    expect(await ask('ÁSHA', 'patel', 'x@trust.example')).toMatchObject([
      { membershipId: now, hasSameName: true, hasSameEmail: false, isMember: true },
    ]);
    expect(await ask('Z', 'Z', `Former-${agency}@Work.example`)).toMatchObject([
      { membershipId: former.membershipIds[0], hasSameName: false, hasSameEmail: true, isMember: false },
    ]);
    expect(await ask('Nobody', 'Here', 'nobody@trust.example')).toEqual([]);
  });

  it('has a staff number of their own, and the refusal names who has it', async () => {
    await added();
    expect(refusal(await add({ workEmail: 'other@trust.example' }))).toEqual([
      422,
      'request.invalid',
      [
        {
          field: 'staffRef',
          message: 'Asha Patel (School nurse) has this staff number. Each is given once',
        },
      ],
    ]);
  });

  it('takes a staff number once when two are added at the same moment', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map((n) => add({ workEmail: `at-once-${n}-${agency}@trust.example` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  it.each([
    [{ jobRole: 'astronaut' }, 'jobRole'],
    [{ teamId: randomUUID() }, 'teamId'],
    [{ managerMembershipId: randomUUID() }, 'managerMembershipId'],
    [{ workEmail: 'not an address' }, 'workEmail'],
    [{ givenName: ' ' }, 'givenName'],
    [{ familyName: 'x'.repeat(101) }, 'familyName'],
    [{ staffRef: '' }, 'staffRef'],
    [{ from: '2026-02-31' }, 'from'],
    [{ from: '1900-01-01' }, 'from'],
    [{ from: '2024-01-02', to: '2024-01-01' }, 'to'],
    [{ workforceGroup: 9 }, 'workforceGroup'],
  ])('is not added with %j', async (more, field) => {
    const answer = await add(more);
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toMatchObject([{ field }]);
    expect(await audited()).toEqual([]);
  });

  it('is changed by the page that was read last, and a stale one is refused', async () => {
    const id = await added();
    const revision = await revisionOf(id);
    const change = (givenName: string) =>
      lead.put(`/api/agency/people/${id}`, { ...details(asha({ givenName })), revision });
    expect((await change('Asher')).status).toBe(204);
    expect((await change('Ash')).body.code).toBe('stale.version');
    expect(await record(id)).toMatchObject({ name: 'Asher Patel' });
  });

  it('moves to another job role from a day: the old job ends the day before', async () => {
    const id = await added({ from: addDays(today(), -100) });
    const body = {
      jobRole: 'social-worker',
      workforceGroup: 4,
      teamId: null,
      managerMembershipId: null,
      on: addDays(today(), -10),
      revision: await revisionOf(id),
    };
    const moved = (await lead.post(`/api/agency/people/${id}/move`, body)).body['membershipId'] as string;
    expect(moved).not.toBe(id);
    expect(await record(id)).toMatchObject({ to: addDays(today(), -11), latestMembershipId: moved });
    expect(await record(moved)).toMatchObject({ jobRole: 'social-worker', from: addDays(today(), -10) });
    const later = { ...body, on: addDays(today(), 1), revision: await revisionOf(moved) };
    expect(refusal(await lead.post(`/api/agency/people/${moved}/move`, later))[1]).toBe(
      'membership.wrong-day',
    );
    const same = { ...body, on: today(), revision: await revisionOf(moved) };
    expect((await lead.post(`/api/agency/people/${moved}/move`, same)).body['errors']).toMatchObject([
      { field: 'jobRole' },
    ]);
  });

  describe('leaving', () => {
    const leave = async (id: string, body: object) =>
      lead.post(`/api/agency/people/${id}/leave`, {
        isAtOnce: false,
        revision: await revisionOf(id),
        ...body,
      });

    it.each([
      [-31, 201],
      [0, 201],
      [40, 201],
      [-32, 422],
      [400, 422],
    ])('with a last day %i days from today is answered %i', async (days, status) => {
      const id = await added({ from: '2020-01-01' });
      expect((await leave(id, { lastDay: addDays(today(), days) })).status).toBe(status);
    });

    it('straight away takes access now, and staying takes the last day back', async () => {
      const id = await added({ from: '2020-01-01' });
      await leave(id, { lastDay: addDays(today(), 5), isAtOnce: true });
      expect(await record(id)).toMatchObject({ to: addDays(today(), 5), accessEndedAt: expect.any(String) });
      expect((await leave(id, { lastDay: null })).status).toBe(201);
      expect(await record(id)).toMatchObject({ to: null, accessEndedAt: null });
      expect((await audited()).map(({ action }) => action)).toEqual([
        'membership.joined',
        'membership.left',
        'membership.stays',
      ]);
    });

    it('is not the last training lead’s', async () => {
      const id = leadPerson.membershipIds[0]!;
      for (const body of [{ lastDay: today() }, { lastDay: addDays(today(), 30), isAtOnce: true }])
        expect(refusal(await leave(id, body)).slice(0, 2)).toEqual([409, 'membership.last-lead']);
      expect((await lead.delete(`/api/agency/people/${id}`)).body.code).toBe('membership.last-lead');
    });

    it('can be followed by coming back, as the same person', async () => {
      const id = await added({ from: '2020-01-01' });
      await leave(id, { lastDay: addDays(today(), -2) });
      const again = await lead.post(
        `/api/agency/people/${id}/return`,
        asha({ workEmail: 'new@trust.example' }),
      );
      expect(again.status).toBe(201);
      const { rows } = await app.testDatabase.superuser.query(
        'select count(distinct person_id)::int as people, count(*)::int as jobs from membership where id = any($1)',
        [[id, again.body['membershipId']]],
      );
      expect(rows).toEqual([{ people: 1, jobs: 2 }]);
      const twice = await lead.post(`/api/agency/people/${id}/return`, asha());
      expect([twice.status, twice.body.code]).toEqual([409, 'membership.overlaps']);
    });
  });

  it('is removed where nothing was learned', async () => {
    const id = await added();
    expect((await lead.delete(`/api/agency/people/${id}`)).status).toBe(204);
    expect((await lead.get(`/api/agency/people/${id}`)).status).toBe(404);
  });

  it('is another agency’s as little as nobody’s (A2)', async () => {
    const foreign = await app.people.addPerson(`f-${agency}@trust.example`, { agencyId: 903 });
    const sent = async (id: string) => {
      const base = `/api/agency/people/${id}`;
      const move = { jobRole: 'social-worker', workforceGroup: 4, teamId: null, managerMembershipId: null };
      return [
        await lead.get(`${base}/membership`),
        await lead.put(base, { ...details(asha()), revision: 0 }),
        await lead.post(`${base}/move`, { ...move, on: today(), revision: 0 }),
        await lead.post(`${base}/leave`, { lastDay: today(), isAtOnce: true, revision: 0 }),
        await lead.post(`${base}/return`, asha()),
        await lead.post(`${base}/invitation`),
        await lead.delete(base),
      ].map(({ status, body }) => [status, body.code, body['message']]);
    };
    const theirs = await sent(foreign.membershipIds[0]!);
    expect(theirs).toEqual(await sent(randomUUID()));
    expect(new Set(theirs.map(([status]) => status))).toEqual(new Set([404]));
    const stolen = await add({ managerMembershipId: foreign.membershipIds[0]! });
    expect(stolen.body['errors']).toMatchObject([{ field: 'managerMembershipId' }]);
  });

  it('is not a line manager’s to change', async () => {
    const manager = await app.people.addPerson(`manager-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['line-manager'],
    });
    const theirs = await app.signIn(manager.email);
    const { membershipIds } = await app.people.addPerson(`own-${agency}@trust.example`, {
      agencyId: agency,
      managerMembershipId: manager.membershipIds[0]!,
    });
    const base = `/api/agency/people/${membershipIds[0]}`;
    expect((await theirs.get(base)).status).toBe(200);
    expect((await theirs.get(`${base}/membership`)).status).toBe(403);
    expect((await theirs.post('/api/agency/people', asha())).status).toBe(403);
    expect(
      (await theirs.post(`${base}/leave`, { lastDay: today(), isAtOnce: true, revision: 0 })).status,
    ).toBe(403);
    expect((await theirs.delete(base)).status).toBe(403);
  });
});
