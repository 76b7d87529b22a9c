import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';

describe('teams', () => {
  let app: TestApp;
  let lead: TestClient;
  let agency = 10;
  beforeAll(async () => (app = await startTestApp()));
  afterAll(() => app.close());
  beforeEach(async () => {
    const email = `lead-${(agency += 1)}@trust.example`;
    await app.people.addPerson(email, { agencyId: agency, grants: ['training-lead'] });
    lead = await app.signIn(email);
  });

  const add = async (name: string) => (await lead.post('/api/agency/team', { name })).body['id'] as string;
  const teams = async () => (await lead.get('/api/agency/team')).body['teams'];
  const member = (teamId: string, toOn: string | null = null) =>
    app.people.addPerson(`m-${randomUUID()}@trust.example`, { agencyId: agency, teamId, toOn });
  const audited = async () => {
    const { rows } = await app.testDatabase.superuser.query<{ action: string; object: string }>(
      'select action, object from audit_log where agency_id = $1 order by at, id',
      [agency],
    );
    return rows.map(({ action, object }) => `${action} ${object}`);
  };

  it('are added, renamed and removed, each audited', async () => {
    const id = await add('  North  ');
    expect(await teams()).toEqual([{ id, name: 'North', members: 0, isEmpty: true }]);
    expect((await lead.put(`/api/agency/team/${id}`, { name: 'North East' })).status).toBe(204);
    expect(await teams()).toMatchObject([{ name: 'North East' }]);
    expect((await lead.delete(`/api/agency/team/${id}`)).status).toBe(204);
    expect(await teams()).toEqual([]);
    expect(await audited()).toEqual([
      `team.added team:${id}`,
      `team.renamed team:${id}`,
      `team.removed team:${id}`,
    ]);
  });

  it('have one name each, whatever its capitals', async () => {
    const south = await add('South');
    const north = await add('North');
    const twice = await lead.post('/api/agency/team', { name: 'SOUTH' });
    expect([twice.status, twice.body.code]).toEqual([409, 'team.name-taken']);
    expect(twice.body['errors']).toMatchObject([{ field: 'name' }]);
    expect((await lead.put(`/api/agency/team/${north}`, { name: 'south' })).body.code).toBe(
      'team.name-taken',
    );
    expect((await lead.put(`/api/agency/team/${south}`, { name: 'SOUTH' })).status).toBe(204);
  });

  it.each([
    ['today', null],
    ['until a day that has not come', '2099-01-01'],
  ])('are kept while somebody works in one %s', async (_when, toOn) => {
    const id = await add('West');
    await member(id, toOn);
    const answer = await lead.delete(`/api/agency/team/${id}`);
    expect([answer.status, answer.body.code]).toEqual([409, 'team.in-use']);
    expect(await teams()).toMatchObject([{ id, members: 1, isEmpty: false }]);
  });

  it('are kept while a rule names one', async () => {
    const id = await add('Ruled');
    await app.testDatabase.superuser.query(
      `insert into module (id, slug) overriding system value values (9001, 'ruled') on conflict do nothing`,
    );
    await app.testDatabase.superuser.query(
      `insert into assignment (agency_id, id, module_id, audience, from_on) values ($1, $2, 9001, $3, '2024-01-01')`,
      [agency, randomUUID(), JSON.stringify({ teams: [id] })],
    );
    expect((await lead.delete(`/api/agency/team/${id}`)).body.code).toBe('team.in-use');
  });

  it('stay with those who have left, and open again under the same name', async () => {
    const id = await add('Gone');
    const { membershipIds } = await member(id, '2024-12-31');
    expect((await lead.delete(`/api/agency/team/${id}`)).status).toBe(204);
    expect(await teams()).toEqual([]);
    expect((await lead.get(`/api/agency/people/${membershipIds[0]}`)).body['team']).toBe('Gone');
    expect(await add('gone')).toBe(id);
    expect(await teams()).toMatchObject([{ id, name: 'gone' }]);
  });

  it('are another agency’s as little as nobody’s (A2)', async () => {
    const id = await add('Ours');
    await app.people.addPerson('other-lead@trust.example', { agencyId: 900, grants: ['training-lead'] });
    const other = await app.signIn('other-lead@trust.example');
    for (const teamId of [id, randomUUID()]) {
      expect((await other.put(`/api/agency/team/${teamId}`, { name: 'Theirs' })).status).toBe(404);
      expect((await other.delete(`/api/agency/team/${teamId}`)).status).toBe(404);
    }
    expect((await other.get('/api/agency/team')).body['teams']).toEqual([]);
    expect(await teams()).toMatchObject([{ name: 'Ours' }]);
  });

  it('are not a line manager’s', async () => {
    await app.people.addPerson(`manager-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['line-manager'],
    });
    const manager = await app.signIn(`manager-${agency}@trust.example`);
    expect((await manager.get('/api/agency/team')).status).toBe(403);
    expect((await manager.post('/api/agency/team', { name: 'Mine' })).status).toBe(403);
  });

  it.each([
    [{ name: '' }, 'Enter the name of the team'],
    [{ name: '   ' }, 'Enter the name of the team'],
    [{ name: 'x'.repeat(121) }, 'Enter a name of 120 characters or fewer'],
    [{ name: 'North\nSouth' }, 'Enter a name without line breaks'],
  ])('refuse %j: %s', async (body, message) => {
    const answer = await lead.post('/api/agency/team', body);
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toEqual([{ field: 'name', message }]);
  });
});
