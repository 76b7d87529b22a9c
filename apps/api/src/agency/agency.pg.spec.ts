import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';

let app: TestApp;
let admin: TestClient;
let lead: TestClient;
let today: string;

const day = (days: number) => addDays(calendarDate(today), days);
const sql = async <Row>(text: string, values: unknown[] = []) =>
  (await app.testDatabase.superuser.query(text, values)).rows as Row[];

interface Detail {
  readonly version: number;
  readonly name: string;
  readonly formerNames: object[];
  readonly teams: { readonly id: string; readonly name: string }[];
  readonly roles: { readonly name: string; readonly membershipId: string; readonly from: string }[];
  readonly changes: { readonly action: string; readonly by: string }[];
}
const read = async (id: number) => (await admin.get(`/api/admin/agency/${id}`)).body as unknown as Detail;

const NEW = {
  name: 'Westmoor Trust',
  code: 'westmoor',
  kind: 'community-trust',
  parentId: 1,
  timeZone: 'Europe/London',
};
let made = 0;
/** A new agency, and its number. */
async function add(change: object = {}): Promise<number> {
  made += 1;
  const body = { ...NEW, code: `made-${made}`, from: day(-400), ...change };
  const answer = await admin.post('/api/admin/agency', body);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body['id'] as number;
}
const change = (id: number, version: number, what: object = {}) =>
  admin.put(`/api/admin/agency/${id}`, {
    kind: 'community-trust',
    parentId: 1,
    timeZone: 'Europe/London',
    from: day(-400),
    to: null,
    version,
    ...what,
  });

beforeAll(async () => {
  app = await startTestApp();
  await app.people.addPerson('admin@partnership.example', { agencyId: 1, grants: ['administrator'] });
  await app.people.addPerson('lead@two.example', { agencyId: 2, grants: ['training-lead'] });
  admin = await app.signIn('admin@partnership.example');
  lead = await app.signIn('lead@two.example');
  today = (await admin.get('/api/admin/agency')).body['today'] as string;
  await app.testDatabase.superuser.query(
    `insert into job_role (code, label, workforce_groups, position) values ('school-nurse', 'School nurse', '{3}', 1) on conflict do nothing`,
  );
});
afterAll(() => app.close());

describe('GET /api/admin/agency', () => {
  it('lists every agency with how many work there and lead it', async () => {
    const { agencies } = (await admin.get('/api/admin/agency')).body as { agencies: object[] };
    expect(agencies).toContainEqual(
      expect.objectContaining({ id: 2, code: 'agency-2', members: 1, leads: 1, to: null, succeededBy: null }),
    );
  });
});

describe('an agency', () => {
  it('is added below another, in the audit of both, once however often it is pressed', async () => {
    const request = { headers: { 'idempotency-key': '0b7e8f64-6d3a-4c8e-9f6a-0f1d6a3f4b11' } };
    const body = { ...NEW, from: today };
    const first = await admin.post('/api/admin/agency', body, request);
    const again = await admin.post('/api/admin/agency', body, request);
    expect([first.status, again.body]).toEqual([201, first.body]);
    const id = first.body['id'] as number;
    expect(await read(id)).toMatchObject({
      name: 'Westmoor Trust',
      from: today,
      parent: { id: 1 },
      members: 0,
      version: 1,
      changes: [{ action: 'agency.added', by: 'partnership' }],
    });
    const noted = await sql(`select agency_id from audit_log where object = $1 order by 1`, [`agency:${id}`]);
    expect(noted).toEqual([{ agency_id: 1 }, { agency_id: id }]);
  });

  it.each([
    ['a short name that is taken', { code: 'agency-2' }, 409, 'code'],
    ['a short name with capitals', { code: 'North' }, 422, 'code'],
    ['a kind nobody knows', { kind: 'shop' }, 422, 'kind'],
    ['the kind that only the partnership has', { kind: 'partnership' }, 422, 'kind'],
    ['a parent that is not there', { parentId: 777 }, 422, 'parentId'],
    ['a time zone that is none', { timeZone: 'Europe/Atlantis' }, 422, 'timeZone'],
    ['a day that is none', { from: '2026-02-30' }, 422, 'from'],
    ['no name', { name: ' ' }, 422, 'name'],
  ])('is not added with %s', async (_, wrong, status, field) => {
    const answer = await admin.post('/api/admin/agency', { ...NEW, code: 'wrong', from: today, ...wrong });
    expect(answer.status).toBe(status);
    expect(answer.body['errors']).toEqual([{ field, message: expect.any(String) }]);
  });

  it('keeps its former names, each with its days', async () => {
    const id = await add({ name: 'First name' });
    const rename = (name: string, from: string, version: number) =>
      admin.post(`/api/admin/agency/${id}/name`, { name, from, version });
    expect((await rename('Second name', day(-30), 1)).status).toBe(204);
    expect((await rename('Third name', today, 2)).status).toBe(204);
    expect(await read(id)).toMatchObject({
      name: 'Third name',
      nameSince: today,
      version: 3,
      formerNames: [
        { name: 'Second name', from: day(-30), to: day(-1) },
        { name: 'First name', from: day(-400), to: day(-31) },
      ],
    });
    expect((await rename('Third name', today, 3)).body['errors']).toMatchObject([{ field: 'name' }]);
    expect((await rename('Fourth name', day(1), 3)).body['errors']).toMatchObject([{ field: 'from' }]);
    expect((await rename('Fourth name', today, 3)).body['errors']).toMatchObject([{ field: 'from' }]);
    expect((await change(id, 3, { from: day(-20) })).body['errors']).toMatchObject([{ field: 'from' }]);
  });

  it('is changed, and refuses a form that was opened before', async () => {
    const id = await add();
    const to = { kind: 'school', timeZone: 'Pacific/Auckland', parentId: 2, to: day(90) };
    expect((await change(id, 1, to)).status).toBe(204);
    expect(await read(id)).toMatchObject({
      kind: 'school',
      timeZone: 'Pacific/Auckland',
      parent: { id: 2 },
      to: day(90),
    });
    const stale = await change(id, 1);
    expect([stale.status, stale.body.code]).toEqual([409, 'stale.version']);
    const renamed = await admin.post(`/api/admin/agency/${id}/name`, {
      name: 'Other',
      from: today,
      version: 1,
    });
    expect([renamed.status, renamed.body.code]).toEqual([409, 'stale.version']);
    expect((await read(id)).name).toBe('Westmoor Trust');
  });

  it('stands below no agency that is below it, and below none that has ended', async () => {
    const upper = await add();
    const lower = await add({ parentId: upper });
    const ended = await add();
    expect((await change(ended, 1, { to: day(-1) })).status).toBe(204);
    for (const parentId of [lower, upper, ended, null]) {
      const answer = await change(upper, 1, { parentId });
      expect([parentId, answer.status, answer.body['errors']]).toMatchObject([
        parentId,
        422,
        [{ field: 'parentId' }],
      ]);
    }
  });

  it('makes no circle with another change at the same moment', async () => {
    const [one, other] = [await add(), await add()];
    const answers = await Promise.all([
      change(one, 1, { parentId: other }),
      change(other, 1, { parentId: one }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
  });

  it('is at the top without end when it is the partnership itself', async () => {
    const { version } = await read(1);
    const itself = { kind: 'partnership', from: '2000-01-01', parentId: null };
    expect((await change(1, version, { ...itself, to: day(9) })).status).toBe(422);
    expect((await change(1, version, { ...itself, parentId: 2 })).status).toBe(422);
    expect((await change(1, version, itself)).status).toBe(204);
  });

  it('is for administrators alone: a training lead is refused everywhere, even about the own agency', async () => {
    const id = '0b7e8f64-6d3a-4c8e-9f6a-0f1d6a3f4b11';
    const routes: [string, string][] = [
      ['GET', ''],
      ['POST', ''],
      ...(
        [
          ['GET', ''],
          ['PUT', ''],
          ['POST', '/name'],
          ['GET', '/job-role'],
          ['POST', '/team'],
          ['PUT', `/team/${id}`],
          ['DELETE', `/team/${id}`],
          ['POST', '/lead'],
          ['POST', '/lead/new'],
          ['POST', '/role/end'],
          ['GET', '/succession'],
          ['POST', '/succession'],
          ['POST', '/succession/call-off'],
        ] as const
      ).map(([method, rest]): [string, string] => [method, `/2${rest}`]),
    ];
    for (const [method, rest] of routes) {
      const answer = await lead.send(
        method,
        `/api/admin/agency${rest}`,
        method === 'GET' ? {} : { body: {} },
      );
      expect([method, rest, answer.status]).toEqual([method, rest, 403]);
    }
  });

  it.each(['777', 'nobody', '0', '-1', '2147483648', '2; drop table agency'])(
    'called %s is not there',
    async (id) => {
      expect((await admin.get(`/api/admin/agency/${encodeURIComponent(id)}`)).status).toBe(404);
      expect(
        (await admin.post(`/api/admin/agency/${encodeURIComponent(id)}/team`, { name: 'A' })).status,
      ).toBe(404);
    },
  );
});

describe('inside an agency', () => {
  it('teams are added, renamed and removed, in the audit of that agency', async () => {
    const id = await add();
    const path = `/api/admin/agency/${id}/team`;
    expect((await admin.post(path, { name: 'Duty team' })).status).toBe(204);
    expect((await admin.post(path, { name: 'Duty team' })).status).toBe(409);
    const [team] = (await read(id)).teams;
    expect((await admin.put(`${path}/${team!.id}`, { name: 'First team' })).status).toBe(204);
    expect((await read(id)).teams).toMatchObject([{ name: 'First team', members: 0, isEmpty: true }]);
    expect((await admin.delete(`/api/admin/agency/2/team/${team!.id}`)).status).toBe(404);
    expect((await admin.delete(`${path}/${team!.id}`)).status).toBe(204);
    const { teams, changes } = await read(id);
    expect(teams).toEqual([]);
    expect(changes.map(({ action }) => action)).toEqual([
      'team.removed',
      'team.renamed',
      'team.added',
      'agency.added',
    ]);
  });

  it('a member is found by staff number or address and leads from a day on, until one', async () => {
    const id = await add();
    const made = await app.people.addPerson('sam@west.example', { agencyId: id });
    await app.people.addPerson('kim@west.example', { agencyId: id });
    const appoint = (found: string, days: object = {}) =>
      admin.post(`/api/admin/agency/${id}/lead`, { found, from: today, to: null, ...days });
    expect((await appoint('nobody')).body['errors']).toMatchObject([{ field: 'found' }]);
    expect((await appoint('SAM@work.example')).status).toBe(204);
    const [staff] = await sql<{ staff_ref: string }>(
      `select staff_ref from membership where given_name = 'kim'`,
    );
    expect((await appoint(staff!.staff_ref, { from: day(10), to: day(40) })).status).toBe(204);
    expect((await appoint('sam@work.example')).body.code).toBe('membership.wrong-day');
    const { roles } = await read(id);
    expect(roles).toMatchObject([
      { name: 'kim Example', role: 'training-lead', from: day(10), to: day(40), isCurrent: false },
      { name: 'sam Example', role: 'training-lead', from: today, to: null, isCurrent: true },
    ]);

    const sam = await app.signIn('sam@west.example');
    expect((await sam.get('/api/agency')).status).toBe(200);
    const ended = { membershipId: made.membershipIds[0], role: 'training-lead', from: today, lastDay: null };
    expect((await admin.post(`/api/admin/agency/2/role/end`, ended)).status).toBe(404);
    expect((await admin.post(`/api/admin/agency/${id}/role/end`, ended)).status).toBe(204);
    expect((await sam.get('/api/agency')).status).toBe(403);
    expect((await read(id)).changes.map(({ action }) => action).slice(0, 3)).toEqual([
      'role.ended',
      'role.granted',
      'role.granted',
    ]);
  });

  it('names nobody but those who hold a role', async () => {
    const id = await add();
    await app.people.addPerson('quiet@west.example', { agencyId: id });
    await app.people.addPerson('manager@west.example', { agencyId: id, grants: ['line-manager'] });
    const { text } = await admin.get(`/api/admin/agency/${id}`);
    expect(text).toContain('manager Example');
    expect(text).not.toContain('quiet');
  });

  it('somebody new is taken on as a lead and invited; and a job role that is none is refused', async () => {
    const id = await add();
    const person = {
      givenName: 'Nia',
      familyName: 'Ward',
      email: 'Nia.Ward@West.example',
      staffRef: 'W-1',
      jobRole: 'school-nurse',
      from: today,
      to: null,
    };
    const appoint = (body: object) => admin.post(`/api/admin/agency/${id}/lead/new`, { ...person, ...body });
    expect((await appoint({ jobRole: 'astronaut' })).body['errors']).toMatchObject([{ field: 'jobRole' }]);
    expect((await appoint({})).status).toBe(204);
    expect((await read(id)).roles).toMatchObject([{ name: 'Nia Ward', role: 'training-lead', from: today }]);
    await app.runJobs({ early: true, mayFail: true });
    expect(await sql('select recipient from email_message where agency_id = $1', [id])).toEqual([
      { recipient: 'nia.ward@west.example' },
    ]);
    expect((await appoint({})).body.code).toBe('membership.overlaps');
  });
});
