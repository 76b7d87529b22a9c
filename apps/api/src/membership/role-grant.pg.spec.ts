import { randomUUID } from 'node:crypto';
import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';

describe('roles', () => {
  let app: TestApp;
  let lead: TestClient;
  let leadPerson: MadePerson;
  let person: MadePerson;
  let agency = 20;
  beforeAll(async () => (app = await startTestApp()));
  afterAll(() => app.close());
  beforeEach(async () => {
    agency += 1;
    leadPerson = await app.people.addPerson(`lead-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['training-lead'],
    });
    person = await app.people.addPerson(`person-${agency}@trust.example`, { agencyId: agency });
    lead = await app.signIn(leadPerson.email);
  });

  const today = () => app.clock.today('Europe/London');
  const later = (days: number) => addDays(calendarDate(today()), days);
  const address = (of: MadePerson) => `/api/agency/people/${of.membershipIds[0]}/role`;
  const grant = (role: string, more: object = {}, of = person) =>
    lead.post(address(of), { role, from: today(), to: null, ...more });
  const end = (role: string, more: object = {}, of = person) =>
    lead.post(`${address(of)}/end`, { role, from: today(), lastDay: null, ...more });

  it('are granted for days, ended, and each is audited', async () => {
    const granted = await grant('line-manager', { to: later(30) });
    expect(granted.status).toBe(201);
    expect(granted.body).toMatchObject({
      isLastLead: false,
      grants: [{ role: 'line-manager', from: today(), to: later(30), state: 'current' }],
    });
    expect((await end('line-manager', { lastDay: later(2) })).body).toMatchObject({
      grants: [{ to: later(2), state: 'current' }],
    });
    const { rows } = await app.testDatabase.superuser.query(
      'select action, object, detail from audit_log where agency_id = $1 order by at, id',
      [agency],
    );
    const object = `membership:${person.membershipIds[0]}`;
    expect(rows).toEqual([
      {
        action: 'role.granted',
        object,
        detail: { role: 'line-manager', fromOn: today(), toOn: later(30) },
      },
      {
        action: 'role.ended',
        object,
        detail: { role: 'line-manager', fromOn: today(), lastDay: later(2) },
      },
    ]);
  });

  it('reach a session that is open already within two seconds, and leave it as fast', async () => {
    const theirs = await app.signIn(person.email);
    expect((await theirs.get('/api/agency/people')).status).toBe(403);
    await grant('training-lead');
    app.clock.advance({ seconds: 2 });
    expect((await theirs.get('/api/agency/people')).status).toBe(200);
    expect((await end('training-lead')).status).toBe(201);
    app.clock.advance({ seconds: 2 });
    expect((await theirs.get('/api/agency/people')).status).toBe(403);
  });

  it('begin on the day they are granted from, and are not in force before', async () => {
    await grant('training-lead', { from: later(1) });
    const theirs = await app.signIn(person.email);
    expect((await theirs.get('/api/agency/people')).status).toBe(403);
    expect((await lead.get(address(person))).body).toMatchObject({ grants: [{ state: 'coming' }] });
  });

  it.each(['partnership-officer', 'editor', 'approver', 'administrator', 'practitioner'])(
    'of %s are not an agency’s to grant',
    async (role) => {
      expect((await grant(role)).status).toBe(422);
      expect((await grant(role, {}, leadPerson)).status).toBe(422);
    },
  );

  it('of the partnership are not its own training lead’s to grant either', async () => {
    const { email, membershipIds } = await app.people.addPerson(`p-${agency}@trust.example`, {
      agencyId: 1,
      grants: ['training-lead'],
    });
    const own = await app.signIn(email);
    for (const role of ['administrator', 'approver']) {
      const body = { role, from: today(), to: null };
      expect((await own.post(`/api/agency/people/${membershipIds[0]}/role`, body)).status).toBe(422);
    }
    const { rows } = await app.testDatabase.superuser.query(
      'select access_role from membership_grant where membership_id = $1',
      [membershipIds[0]],
    );
    expect(rows).toEqual([{ access_role: 'training-lead' }]);
  });

  describe('of the last training lead', () => {
    it('cannot be ended, nor dated to end, by themselves', async () => {
      const from = '2024-01-01';
      expect((await lead.get(address(leadPerson))).body).toMatchObject({ isLastLead: true });
      for (const lastDay of [null, today(), later(10)]) {
        const answer = await end('training-lead', { from, lastDay }, leadPerson);
        expect([answer.status, answer.body.code]).toEqual([409, 'membership.last-lead']);
      }
    });

    it('can be ended once somebody else has it', async () => {
      await grant('training-lead');
      expect((await end('training-lead', { from: '2024-01-01' }, leadPerson)).status).toBe(201);
    });

    it('cannot be ended by two who end each other at once', async () => {
      await grant('training-lead', { from: today() });
      const other = await app.signIn(person.email);
      const answers = await Promise.all([
        end('training-lead', { from: today() }),
        other.post(`${address(leadPerson)}/end`, {
          role: 'training-lead',
          from: '2024-01-01',
          lastDay: null,
        }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });
  });

  it.each([
    ['from a day that is past', { from: '2024-01-01' }, 'from'],
    ['to a day before the first', { to: '2024-01-01' }, 'to'],
    ['from no day', { from: '' }, 'from'],
  ])('are refused %s', async (_what, more, field) => {
    const answer = await grant('line-manager', more);
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toMatchObject([{ field }]);
  });

  it('are not granted twice for the same days', async () => {
    await grant('line-manager', { to: later(5) });
    const again = await grant('line-manager', { from: later(5) });
    expect([again.status, again.body.code]).toEqual([422, 'membership.wrong-day']);
    expect((await grant('line-manager', { from: later(6) })).status).toBe(201);
  });

  it('are another agency’s as little as nobody’s (A2)', async () => {
    const foreign = await app.people.addPerson(`f-${agency}@trust.example`, {
      agencyId: 901,
      grants: ['line-manager'],
    });
    for (const membershipId of [foreign.membershipIds[0], randomUUID()]) {
      const base = `/api/agency/people/${membershipId}/role`;
      const body = { role: 'line-manager', from: today(), to: null };
      expect((await lead.get(base)).status).toBe(404);
      expect((await lead.post(base, body)).status).toBe(404);
      const ended = { role: 'line-manager', from: '2024-01-01', lastDay: null };
      expect((await lead.post(`${base}/end`, ended)).status).toBe(404);
    }
  });

  it('are not a line manager’s to see or give', async () => {
    const manager = await app.people.addPerson(`manager-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['line-manager'],
    });
    const theirs = await app.signIn(manager.email);
    expect((await theirs.get(address(manager))).status).toBe(403);
    const body = { role: 'training-lead', from: today(), to: null };
    expect((await theirs.post(address(manager), body)).status).toBe(403);
  });
});
