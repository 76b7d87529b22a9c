import type { EditionDetail, FrameworkList } from '@learning-reviews/contracts/framework.contract';
import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';

let app: TestApp;
let admin: TestClient;
let lead: TestClient;

const sql = async <Row>(text: string, values: unknown[] = []) =>
  (await app.testDatabase.superuser.query(text, values)).rows as Row[];
const list = async () => (await admin.get('/api/admin/framework')).body as unknown as FrameworkList;
const read = async (id: string) =>
  (await admin.get(`/api/admin/framework/edition/${id}`)).body as unknown as EditionDetail;
const editions = async (code: string) =>
  (await list()).frameworks.find((framework) => framework.code === code)!.editions;
const inForce = async () =>
  (await editions('workforce-groups')).find(({ state }) => state === 'in-force')!.id;
const day = async (days: number) => addDays(calendarDate((await list()).today), days);
/** Drafts an edition of the workforce groups that begins in so many days. */
async function draft(days: number, name = 'Four groups') {
  const body = { name, from: await day(days), note: '' };
  return admin.post('/api/admin/framework/workforce-groups/edition', body);
}
const change = async (id: string, what: Partial<EditionDetail>) => {
  const { name, from, note, levels, version } = await read(id);
  return admin.put(`/api/admin/framework/edition/${id}`, { name, from, note, levels, version, ...what });
};

beforeAll(async () => {
  app = await startTestApp();
  await app.people.addPerson('admin@partnership.example', { agencyId: 1, grants: ['administrator'] });
  await app.people.addPerson('lead@two.example', { agencyId: 2, grants: ['training-lead'] });
  admin = await app.signIn('admin@partnership.example');
  lead = await app.signIn('lead@two.example');
  await sql(
    `insert into job_role (code, label, workforce_groups, icd_levels, position)
     values ('school-nurse', 'School nurse', '{3}', '{L3}', 1)
     on conflict (code) do update set icd_levels = '{L3}', workforce_groups = '{3}'`,
  );
});
afterAll(() => app.close());

describe('the frameworks', () => {
  it('begin with the editions that are known, and how sure we are of them', async () => {
    const { frameworks } = await list();
    expect(
      frameworks.map(({ code, editions: all }) => [code, all.map(({ name, state }) => [name, state])]),
    ).toEqual([
      ['workforce-groups', [['Working Together 2010, groups 1 to 8', 'in-force']]],
      [
        'intercollegiate-document',
        [
          ['5th edition', 'in-force'],
          ['4th edition', 'past'],
        ],
      ],
    ]);
    expect(frameworks[0]?.editions[0]).toMatchObject({
      levels: 8,
      confidence: 'read through a secondary summary',
    });
  });

  it('say which levels a job role has, as delivered until the partnership decides', async () => {
    const id = await inForce();
    const nurse = async () => (await read(id)).jobRoles.find(({ code }) => code === 'school-nurse');
    expect(await nurse()).toMatchObject({ levels: ['3'] });
    const { version } = await read(id);
    const address = `/api/admin/framework/edition/${id}/job-role/school-nurse`;
    expect((await admin.put(address, { levels: ['4', '3'], version })).status).toBe(204);
    expect(await nurse()).toMatchObject({ levels: ['4', '3'] });
    expect((await admin.put(address, { levels: ['4'], version })).body).toMatchObject({
      code: 'stale.version',
    });
    expect((await admin.put(address, { levels: ['9'], version: version + 1 })).status).toBe(422);
    expect((await admin.put(address, { levels: ['4', '4'], version: version + 1 })).status).toBe(422);
    const unknown = `/api/admin/framework/edition/${id}/job-role/wizard`;
    expect((await admin.put(unknown, { levels: [], version: version + 1 })).status).toBe(404);
    const [icd] = await editions('intercollegiate-document');
    const levels = (await read(icd!.id)).jobRoles.find(({ code }) => code === 'school-nurse')?.levels;
    expect(levels).toEqual(['L3']);
  });

  it('are no business of a training lead', async () => {
    expect((await lead.get('/api/admin/framework')).status).toBe(403);
  });
});

describe('an edition', () => {
  it('is drafted from the latest, changed, and comes into force by its date', async () => {
    const { status, body } = await draft(30);
    expect(status).toBe(201);
    const id = body['id'] as string;
    const drafted = await read(id);
    expect(drafted).toMatchObject({ state: 'draft', confidence: '', version: 1 });
    expect(drafted.jobRoles.find(({ code }) => code === 'school-nurse')?.levels).toEqual(['4', '3']);
    const levels = drafted.levels.map((level) =>
      level.code === '3'
        ? { ...level, label: 'Works with families' }
        : { ...level, isRetired: level.code > '4' },
    );
    expect((await change(id, { levels })).status).toBe(204);
    expect(
      (await editions('workforce-groups')).map(({ state, levels: offered }) => [state, offered]),
    ).toEqual([
      ['draft', 4],
      ['in-force', 8],
    ]);
    app.clock.advance({ hours: 24 * 30 });
    admin = await app.signIn('admin@partnership.example');
    lead = await app.signIn('lead@two.example');
    expect((await editions('workforce-groups')).map(({ state }) => state)).toEqual(['in-force', 'past']);
    const said = (await lead.get('/api/session')).body['workforceGroups'] as object[];
    expect(said).toContainEqual({ group: 3, label: 'Works with families', isRetired: false });
    expect(said).toContainEqual({ group: 8, label: 'Partnership and elected members', isRetired: true });
    const { jobRoles } = (await lead.get('/api/agency/membership-choice')).body as unknown as {
      jobRoles: { code: string; groups: number[] }[];
    };
    expect(jobRoles.find(({ code }) => code === 'school-nurse')?.groups).toEqual([4, 3]);
    const [, old] = await editions('workforce-groups');
    expect((await change(old!.id, { name: 'Another' })).body['message']).toMatch(
      /An edition that is over stays/,
    );
  });

  it.each([
    [0, 'Choose a first day after today'],
    [-5, 'Choose a first day after today'],
  ])('cannot begin in %d days: %s', async (days, message) => {
    expect((await draft(days)).body['errors']).toEqual([{ field: 'from', message }]);
  });

  it('cannot begin on the day of another', async () => {
    const first = await draft(60);
    expect((await draft(60, 'The same day')).body['errors']).toMatchObject([{ field: 'from' }]);
    const id = first.body['id'] as string;
    const { version } = await read(id);
    const address = `/api/admin/framework/edition/${id}/remove`;
    expect((await admin.post(address, { version: version + 1 })).body).toMatchObject({
      code: 'stale.version',
    });
    expect((await admin.post(address, { version })).status).toBe(204);
    expect((await admin.get(`/api/admin/framework/edition/${id}`)).status).toBe(404);
    const now = await inForce();
    const { version: current } = await read(now);
    const removal = await admin.post(`/api/admin/framework/edition/${now}/remove`, { version: current });
    expect(removal.body['message']).toBe('An edition that has begun stays');
  });

  it('keeps every code: none is added, left out or taken away, and one is offered', async () => {
    const id = await inForce();
    const { levels } = await read(id);
    for (const wrong of [
      levels.slice(1),
      [...levels, { code: '9', label: 'Nine', description: '', isRetired: false }],
      levels.map((level) => ({ ...level, isRetired: true })),
    ]) {
      expect((await change(id, { levels: wrong })).status).toBe(422);
    }
  });

  it('is in the audit of the partnership', async () => {
    const rows = await sql<{ action: string }>(
      `select distinct action from audit_log where agency_id = 1 and action like 'framework.%' order by 1`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'framework.changed',
      'framework.draft-removed',
      'framework.drafted',
      'framework.role-mapped',
    ]);
  });
});
