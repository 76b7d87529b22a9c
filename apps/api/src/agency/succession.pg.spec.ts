import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { v7 as uuid } from 'uuid';
import { loadContent } from '../curriculum/testing/load-content.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import { AgencyCountService } from '../report/agency-count.service.js';

let app: TestApp;
let admin: TestClient;
let today: string;
/** The pair of one test: one agency that ends, and its successor. */
let ending = 20;
let successor = 21;

const day = (days: number) => addDays(calendarDate(today), days);
const sql = async <Row>(text: string, values: unknown[] = []) =>
  (await app.testDatabase.superuser.query(text, values)).rows as Row[];
const plan = (on: string) =>
  admin.get(`/api/admin/agency/${ending}/succession?successorId=${successor}&on=${on}`);
const succeed = (on: string, more: object = {}) =>
  admin.post(`/api/admin/agency/${ending}/succession`, {
    successorId: successor,
    on,
    code: `agency-${ending}`,
    version: 1,
    ...more,
  });
/** Everybody's jobs in both agencies, by name and day. */
const jobs = () =>
  sql<{
    name: string;
    agency: string;
    from: string;
    to: string | null;
    staff: string;
    team: string;
    boss: string;
  }>(
    `select m.given_name as name, case when m.agency_id = $1 then 'old' else 'new' end as agency, m.from_on::text as "from",
       m.to_on::text as "to", m.staff_ref as staff, team.name as team, boss.given_name as boss
     from membership m left join team on team.agency_id = m.agency_id and team.id = m.team_id
     left join membership boss on boss.agency_id = m.agency_id and boss.id = m.manager_membership_id
     where m.agency_id in ($1, $2) order by m.given_name, m.from_on, m.agency_id`,
    [ending, successor],
  );
const inNew = async () => (await jobs()).filter(({ agency }) => agency === 'new');

beforeAll(async () => {
  app = await startTestApp({
    arrange: async (_people, testDatabase) => void (await loadContent(testDatabase)),
  });
  await app.people.addPerson('admin@partnership.example', { agencyId: 1, grants: ['administrator'] });
  admin = await app.signIn('admin@partnership.example');
  today = (await admin.get('/api/admin/agency')).body['today'] as string;
});
afterAll(() => app.close());

/** Five people in the agency that ends; one of them works for its successor already. */
beforeEach(async () => {
  ending += 2;
  successor += 2;
  await app.people.addAgency(ending);
  await app.people.addAgency(successor);
  const team = `0192f0c4-0000-7000-8000-${String(ending).padStart(12, '0')}`;
  await sql(`insert into team (agency_id, id, name) values ($1, $2, 'Duty')`, [ending, team]);
  const boss = await app.people.addPerson(`boss@${ending}.example`, {
    agencyId: ending,
    grants: ['line-manager', 'training-lead'],
  });
  const managerMembershipId = boss.membershipIds[0]!;
  const teamId = team;
  await app.people.addPerson(`ann@${ending}.example`, { agencyId: ending, managerMembershipId, teamId });
  await app.people.addPerson(
    `both@${ending}.example`,
    { agencyId: ending, managerMembershipId },
    { agencyId: successor, fromOn: '2025-01-01' },
  );
  await app.people.addPerson(`gone@${ending}.example`, { agencyId: ending, toOn: '2025-01-01' });
  await app.people.addPerson(`soon@${ending}.example`, { agencyId: ending, toOn: day(60) });
  await sql(`update membership set staff_ref = given_name where agency_id = $1`, [ending]);
  await sql(`update membership set staff_ref = 'ann' where agency_id = $1`, [successor]);
});

const MOVED = (on: string) => [
  { name: 'ann', from: on, to: null, team: 'Duty', boss: 'boss' },
  { name: 'boss', from: on, to: null, staff: 'boss', team: null, boss: null },
  { name: 'both', from: '2025-01-01', to: null, staff: 'ann' },
  { name: 'soon', from: on, to: day(60), staff: 'soon' },
];

describe('a succession', () => {
  it('says beforehand what it moves, and names nobody', async () => {
    const { body, text } = await plan(day(10));
    expect(body).toMatchObject({
      code: `agency-${ending}`,
      moving: 3,
      alreadyThere: 1,
      joiningLater: 0,
      withManager: 1,
      teamsAdded: ['Duty'],
      staffRefs: [{ staffRef: 'ann', becomes: `agency-${ending}-ann` }],
      staffRefsInAll: 1,
      leads: 1,
      lineManagers: 1,
    });
    expect(text).not.toMatch(/Example/);
    expect(await inNew()).toHaveLength(1);
  });

  it('that began today moves everybody at once, with team, manager and end, and keeps the rows of the old agency', async () => {
    expect((await succeed(today)).status).toBe(204);
    await app.runJobs();
    expect(await inNew()).toMatchObject(MOVED(today));
    const old = (await jobs()).filter(({ agency }) => agency === 'old');
    expect(old.map(({ name, to }) => [name, to])).toEqual([
      ['ann', day(-1)],
      ['boss', day(-1)],
      ['both', day(-1)],
      ['gone', '2025-01-01'],
      ['soon', day(-1)],
    ]);
    expect((await inNew())[0]!.staff).toBe(`agency-${ending}-ann`);
    expect(await sql('select from membership_grant where agency_id = $1', [successor])).toEqual([]);
  });

  it('is noted in the audit of both agencies and of the partnership', async () => {
    await succeed(today);
    await app.runJobs();
    const noted = await sql<{ agency_id: number; action: string; actor: string | null }>(
      `select agency_id, action, actor is null as job from audit_log where agency_id in ($1, $2)
         or agency_id = 1 and object = $3 order by agency_id, at, id`,
      [ending, successor, `agency:${ending}`],
    );
    expect(noted).toMatchObject([
      { agency_id: 1, action: 'agency.succeeded', job: false },
      { agency_id: ending, action: 'agency.succeeded', job: false },
      { agency_id: ending, action: 'agency.members-moved', job: true },
      { agency_id: successor, action: 'agency.succeeded', job: false },
      { agency_id: successor, action: 'agency.members-taken-over', job: true },
    ]);
    const seen = (await admin.get(`/api/admin/agency/${ending}`)).body;
    expect(seen).toMatchObject({ to: day(-1), succeededBy: { id: successor }, members: 0 });
    expect((await admin.get(`/api/admin/agency/${successor}`)).body).toMatchObject({
      predecessors: [{ id: ending }],
      members: 4,
    });
  });

  it('that is to come moves nobody before its day, and can be called off until then', async () => {
    expect((await succeed(day(2))).status).toBe(204);
    await app.testDatabase.superuser.query(
      `insert into pgboss.job (name, data) values ('agency.succeed', '{}')`,
    );
    await app.runJobs();
    expect(await inNew()).toHaveLength(1);
    const callOff = (version: number) =>
      admin.post(`/api/admin/agency/${ending}/succession/call-off`, { version });
    expect((await callOff(1)).body.code).toBe('stale.version');
    expect((await callOff(2)).status).toBe(204);
    expect((await callOff(3)).status).toBe(422);
    expect((await admin.get(`/api/admin/agency/${ending}`)).body).toMatchObject({
      to: null,
      succeededBy: null,
    });
  });

  it('that is to come moves everybody the night it comes', async () => {
    await succeed(day(1));
    app.clock.advance({ hours: 24 });
    await app.testDatabase.superuser.query(
      `insert into pgboss.job (name, data) values ('agency.succeed', '{}')`,
    );
    await app.runJobs();
    app.clock.advance({ hours: -24 });
    expect(await inNew()).toMatchObject(MOVED(day(1)));
  });

  it.each([
    ['before anybody has left the old agency', 'update', 'old.agency_id'],
    ['while people begin with the successor', 'insert', 'new.agency_id'],
  ])('that is killed %s goes on, and doubles nobody', async (_, event, column) => {
    const at = event === 'update' ? ending : successor;
    await app.testDatabase.superuser.query(`
      create function kill_it() returns trigger language plpgsql as $$
      begin if ${column} = ${at} then raise exception 'killed'; end if; return new; end $$;
      create trigger kill_it before ${event} on membership for each row execute function kill_it()`);
    await succeed(today);
    await app.runJobs({ mayFail: true });
    expect(await inNew()).toHaveLength(event === 'update' ? 4 : 1);
    await app.testDatabase.superuser.query('drop trigger kill_it on membership; drop function kill_it()');
    await app.runJobs({ early: true });
    expect(await inNew()).toMatchObject(MOVED(today));
    expect((await jobs()).filter((job) => job.agency === 'old' && job.to === null)).toEqual([]);
  });

  it('asks of them what the successor asks, recognises what they had finished, and keeps every count exact', async () => {
    const [module] = await sql<{ id: number }>('select id from module order by id limit 1');
    for (const agencyId of [ending, successor]) {
      await sql(
        'insert into assignment (agency_id, id, module_id, due_within_days, from_on) values ($1, $2, $3, 30, $4)',
        [agencyId, uuid(), module!.id, day(-400)],
      );
    }
    const [ann] = await sql<{ person_id: string }>(
      `select person_id from membership where agency_id = $1 and given_name = 'ann'`,
      [ending],
    );
    await app.people.addCompletion(ann!.person_id, module!.id, `${day(-40)}T12:00:00Z`);
    await succeed(today);
    await app.runJobs();
    const standings = await sql(
      `select m.given_name as name, s.state from standing s
       join membership m on m.agency_id = s.agency_id and m.id = s.membership_id
       where s.agency_id = $1 and m.from_on = $2 order by 1`,
      [successor, today],
    );
    expect(standings).toEqual([
      { name: 'ann', state: 2 },
      { name: 'boss', state: 0 },
      { name: 'soon', state: 0 },
    ]);
    expect(await sql('select source from agency_completion where agency_id = $1', [successor])).toEqual([
      { source: 'recognised' },
    ]);
    for (const agencyId of [ending, successor]) {
      const counting = app.application.get(AgencyCountService);
      const scope = { brand: 'JobScope', agencyId } as const;
      await counting.fold(scope);
      expect(await counting.rebuild(scope)).toMatchObject({ differences: 0 });
    }
  });

  it('that runs again changes nothing', async () => {
    await succeed(today);
    await app.runJobs();
    const first = await jobs();
    for (let time = 0; time < 2; time += 1) {
      await app.testDatabase.superuser.query(
        `insert into pgboss.job (name, data) values ('agency.succeed', '{}')`,
      );
      await app.runJobs();
    }
    expect(await jobs()).toEqual(first);
    const noted = await sql(
      `select from audit_log where agency_id = $1 and action = 'agency.members-moved'`,
      [ending],
    );
    expect(noted).toHaveLength(1);
  });

  it('gives no access to somebody whose access was taken away', async () => {
    await app.people.addPerson(`out@${ending}.example`, { agencyId: ending, toOn: today });
    await sql(`update membership set access_ended_at = now() where agency_id = $1 and given_name = 'out'`, [
      ending,
    ]);
    expect((await plan(today)).body).toMatchObject({ moving: 3 });
    await succeed(today);
    await app.runJobs();
    expect((await jobs()).filter(({ name }) => name === 'out')).toMatchObject([{ agency: 'old', to: today }]);
  });

  it('moves whoever was to begin later on their own first day, and leaves no job behind that never was', async () => {
    await app.people.addPerson(`later@${ending}.example`, { agencyId: ending, fromOn: day(7) });
    expect((await plan(today)).body).toMatchObject({ joiningLater: 1 });
    await succeed(today);
    await app.runJobs();
    expect((await jobs()).filter(({ name }) => name === 'later')).toMatchObject([
      { agency: 'new', from: day(7) },
    ]);
  });

  it.each([
    ['a day too long ago', { on: -32 }, 'on'],
    ['another short name', { code: 'agency-1' }, 'code'],
    ['itself', { successorId: 'itself' }, 'successorId'],
    ['nobody', { successorId: 777 }, 'successorId'],
  ])(
    'by %s is refused',
    async (_, wrong: { on?: number; code?: string; successorId?: number | string }, field) => {
      const { on = 0, ...more } = wrong;
      const answer = await succeed(day(on), {
        ...more,
        ...(more.successorId === 'itself' ? { successorId: ending } : {}),
      });
      expect([answer.status, answer.body['errors']]).toMatchObject([422, [{ field }]]);
      expect((await succeed(today, { version: 9 })).body.code).toBe('stale.version');
    },
  );

  it('decided twice at once is decided once', async () => {
    const answers = await Promise.all([succeed(today), succeed(today)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
    await app.runJobs();
    expect(await inNew()).toHaveLength(4);
  });

  it('moves more people than one chunk holds', async () => {
    await sql(
      `with made as (
         insert into person (id, email_norm, name)
         select gen_random_uuid(), 'many' || n || '@' || $1 || '.example', 'Many' from generate_series(1, 450) n returning id)
       insert into membership (agency_id, id, person_id, staff_ref, given_name, family_name, display_name, search_name,
         job_role, manager_membership_id, from_on)
       select $1::int, gen_random_uuid(), made.id, made.id::text, 'zz', 'Many', 'Many', 'many', 'school-nurse',
         (select id from membership where agency_id = $1::int and given_name = 'boss'), '2025-01-01' from made`,
      [ending],
    );
    await succeed(today);
    await app.runJobs();
    const moved = (await inNew()).filter(({ name }) => name === 'zz');
    expect([moved.length, moved.filter(({ boss }) => boss === 'boss').length]).toEqual([450, 450]);
  });
});
