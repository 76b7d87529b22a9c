import { randomUUID } from 'node:crypto';
import type { TestApp } from '../platform/testing/test-app.js';
import type { TestClient, TestRequest } from '../platform/testing/test-client.js';
import { RuleSpread } from './rule-spread.service.js';
import { RULED_MODULE, RuledAgency, type ShownRule, startRuledApp } from './testing/ruled-agency.js';

let app: TestApp;
let officer: TestClient;
/** Two agencies of one kind, that nobody else of these tests has. */
let one: RuledAgency;
let other: RuledAgency;
let agency = 600;
const KINDS = ['school', 'college', 'charity', 'housing', 'police', 'probation', 'cafcass', 'early-years'];
const MORE_KINDS = ['academy-trust', 'gp-federation', 'private-provider', 'youth-justice', 'acute-trust'];
const kinds = [...KINDS, ...MORE_KINDS].values();
let kind: string;
beforeAll(async () => {
  app = await startRuledApp();
  await app.people.addPerson('officer@partnership.example', {
    agencyId: 1,
    grants: ['partnership-officer'],
  });
  officer = await app.signIn('officer@partnership.example');
});
afterAll(() => app.close());
beforeEach(async () => {
  agency += 2;
  kind = kinds.next().value!;
  one = await RuledAgency.of(app, agency, kind);
  other = await RuledAgency.of(app, agency + 1, kind);
});

const PATH = '/api/partnership/assignments';
const setting = (more: object = {}) => {
  const { audience: _audience, ...rest } = one.setting();
  return { ...rest, agencyKinds: [kind], audience: { groups: [], jobRoles: ['midwife'] }, ...more };
};
const preview = (more: object = {}, as = officer) =>
  as.post(`${PATH}/preview`, { assignmentId: null, ...setting(more) });
const add = (more: object = {}, as = officer, request: TestRequest = {}) =>
  as.post(PATH, { ...setting(), confirmed: { agencies: 2 }, ...more }, request);
const added = async (more: object = {}): Promise<ShownRule> => (await add(more)).body as never;
const change = ({ id, version }: Pick<ShownRule, 'id' | 'version'>, more: object = {}) => {
  const { module: _module, ...asked } = setting();
  return officer.put(`${PATH}/${id}`, { ...asked, version, confirmed: { agencies: 2 }, ...more });
};
const end = ({ id, version }: ShownRule, lastDay: string) =>
  officer.post(`${PATH}/${id}/end`, { lastDay, version });
const remove = ({ id, version }: ShownRule) => officer.post(`${PATH}/${id}/remove`, { version });
const read = async (id: string) => (await officer.get(`${PATH}/${id}`)).body['rule'];
const copies = (ruleId: string) =>
  one.sql(
    `select agency_id as agency, version, due_within_days as days, to_on::text as "to" from assignment
     where partnership_assignment_id = $1 order by agency_id`,
    ruleId,
  );
const asked = async () => [(await one.standings()).length, (await other.standings()).length];
/** Makes everything fail that one agency's audit would hold, as if the process were killed there. */
const breakAudit = (agencyId: number) =>
  one.sql(`
    create or replace function fail_audit() returns trigger language plpgsql as $$ begin
      if new.agency_id = ${agencyId} then raise exception 'cut off'; end if; return new; end $$;
    create trigger fail_audit before insert on audit_log for each row execute function fail_audit()`);
const mendAudit = () => one.sql('drop trigger if exists fail_audit on audit_log');

describe('rules of the partnership', () => {
  it('are previewed by the agencies they reach, and by no exact number of people', async () => {
    const { status, body } = await preview();
    expect(status).toBe(200);
    expect(body).toEqual({
      on: one.day(0),
      agencies: [
        { name: `Agency ${one.id}`, kind },
        { name: `Agency ${other.id}`, kind },
      ],
      peopleUpTo: 20, // four people each
      warnings: [],
    });
    for (const n of Array.from({ length: 9 }).keys())
      await app.people.addPerson(`more-${n}-${one.id}@trust.example`, { agencyId: one.id });
    expect((await preview()).body['peopleUpTo']).toBe(30); // thirteen and four
  });

  it('reach every agency of their kinds, each with a copy, and what its members owe', async () => {
    const saved = await add();
    expect(saved.status).toBe(201);
    const { id } = saved.body as unknown as ShownRule;
    expect(await read(id)).toMatchObject({ agencies: 2, agenciesDone: 0, state: 'current' });
    await app.runJobs();
    expect(await copies(id)).toEqual(
      [one, other].map((at) => ({ agency: at.id, version: 1, days: 30, to: null })),
    );
    expect(await asked()).toEqual([2, 2]);
    expect(await read(id)).toEqual({
      id,
      ...setting(),
      title: `Title of ${RULED_MODULE}`,
      audienceWords: 'Midwife',
      version: 1,
      state: 'current',
      agencies: 2,
      agenciesDone: 2,
      mayChange: true,
    });
    expect(await one.list()).toMatchObject([{ setBy: 'partnership', mayChange: false, people: 2 }]);
    const audited = await one.sql(
      `select agency_id as agency, action, actor is null as "byJob" from audit_log where object like '%assignment:%'
         and agency_id in (1, $1) order by agency_id`,
      one.id,
    );
    expect(audited).toEqual([
      { agency: 1, action: 'partnership-assignment.added', byJob: false },
      { agency: one.id, action: 'assignment.followed', byJob: true },
    ]);
  });

  it('leave other kinds of agency, and the partnership itself, alone', async () => {
    const bystander = await RuledAgency.of(app, agency + 400, 'mental-health-trust');
    const { id } = await added();
    await app.runJobs();
    expect((await copies(id)).map((copy) => copy['agency'])).toEqual([one.id, other.id]);
    expect(await bystander.list()).toEqual([]);
    expect((await add({ agencyKinds: ['partnership'] })).body).toMatchObject({
      errors: [{ field: 'agencyKinds' }],
    });
  });

  it('change, end and take their copies along', async () => {
    const rule = await added();
    await app.runJobs();
    expect((await change(rule, { due: { kind: 'joining', days: 7 } })).body).toEqual({
      id: rule.id,
      version: 2,
    });
    await app.runJobs();
    expect(await copies(rule.id)).toMatchObject([{ version: 2, days: 7 }, { days: 7 }]);
    expect(await one.standings()).toMatchObject([{ due: one.day(7) }, { due: one.day(7) }]);

    await one.sql('update partnership_assignment set from_on = $2 where id = $1', rule.id, one.day(-9));
    expect((await end({ ...rule, version: 2 }, one.day(-1))).status).toBe(201);
    await app.runJobs();
    expect(await copies(rule.id)).toMatchObject([{ to: one.day(-1) }, { to: one.day(-1) }]);
    expect(await asked()).toEqual([0, 0]);
    expect((await change({ ...rule, version: 3 })).body).toMatchObject({ code: 'assignment.is-over' });
  });

  it('are taken away, copies and all, only before they begin', async () => {
    const rule = await added({ from: one.day(3) });
    await app.runJobs();
    expect(await copies(rule.id)).toHaveLength(2);
    expect((await remove(rule)).status).toBe(204);
    expect((await officer.get(`${PATH}/${rule.id}`)).status).toBe(404);
    await app.runJobs();
    expect(await copies(rule.id)).toEqual([]);
    const begun = await added();
    expect((await remove(begun)).body).toMatchObject({ code: 'assignment.has-begun' });
  });

  it('cut off between two agencies, go on, and done twice change nothing', async () => {
    await breakAudit(other.id);
    const { id } = await added();
    await app.runJobs({ mayFail: true });
    // All of an agency or nothing: no copy without its audit and its order.
    expect((await copies(id)).map((copy) => copy['agency'])).toEqual([one.id]);
    expect(await asked()).toEqual([2, 0]);
    expect(await read(id)).toMatchObject({ agencies: 2, agenciesDone: 1 });
    await mendAudit();
    await app.runJobs({ early: true });
    expect(await asked()).toEqual([2, 2]);
    expect(await read(id)).toMatchObject({ agenciesDone: 2 });

    const facts = () =>
      one.sql(
        `select (select count(*) from assignment)::int as rules, (select count(*) from audit_log)::int as audited,
           (select count(*) from standing_recompute)::int as orders`,
      );
    const before = await facts();
    const spread = app.application.get(RuleSpread, { strict: false });
    for (const agencyId of [one.id, other.id, one.id]) await spread.bring({ brand: 'JobScope', agencyId });
    await Promise.all([1, 2, 3].map(() => spread.bring({ brand: 'JobScope', agencyId: one.id })));
    expect(await facts()).toEqual(before);
  });

  it('reach an agency once, though many jobs bring them at the same time', async () => {
    const { id } = await added();
    const spread = app.application.get(RuleSpread, { strict: false });
    await Promise.all([1, 2, 3, 4].map(() => spread.bring({ brand: 'JobScope', agencyId: one.id })));
    expect(await copies(id)).toHaveLength(1);
    await app.runJobs();
  });

  it('reach an agency that is added later, and leave one that becomes of another kind', async () => {
    const { id } = await added();
    await app.runJobs();
    await app.people.addPerson(`admin-${agency}@partnership.example`, {
      agencyId: 1,
      grants: ['administrator'],
    });
    const admin = await app.signIn(`admin-${agency}@partnership.example`);
    const place = { parentId: 1, timeZone: 'Europe/London', from: '2024-01-01' };
    const code = `late-${agency}`;
    const late = await admin.post('/api/admin/agency', { name: 'Late', code, kind, ...place });
    expect(late.status).toBe(201);
    await app.runJobs();
    expect((await copies(id)).map((copy) => copy['agency'])).toContain(late.body['id']);

    await one.sql('update assignment set from_on = $2 where agency_id = $1', one.id, one.day(-9));
    await one.sql('update partnership_assignment set from_on = $2 where id = $1', id, one.day(-9));
    const { version } = (await admin.get(`/api/admin/agency/${one.id}`)).body;
    const moved = { ...place, kind: 'local-authority', to: null, version };
    expect((await admin.put(`/api/admin/agency/${one.id}`, moved)).status).toBe(204);
    await app.runJobs();
    expect((await copies(id))[0]).toMatchObject({ agency: one.id, to: one.day(-1) });
    expect(await asked()).toEqual([0, 2]);
  });

  it('refuse older versions, other agencies than were seen, and what cannot be', async () => {
    const rule = await added();
    expect((await add({ confirmed: { agencies: 3 } })).body).toMatchObject({
      code: 'assignment.plan-changed',
    });
    const answers = await Promise.all([1, 2].map((days) => change(rule, { due: { kind: 'joining', days } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await end(rule, one.day(1))).body).toMatchObject({ code: 'stale.version' });
    expect((await add({ audience: { groups: [], jobRoles: [], teamIds: [] } })).status).toBe(422);
    expect((await add({ agencyKinds: ['circus'] })).body).toMatchObject({
      errors: [{ field: 'agencyKinds' }],
    });
    expect((await change({ id: randomUUID(), version: 1 })).status).toBe(404);
  });

  it('name each other, and the stricter day, where two contradict', async () => {
    await add({ due: { kind: 'day', on: '2030-09-30' } });
    const { body } = await preview({ due: { kind: 'day', on: '2030-06-30' } });
    expect(body['warnings']).toEqual([
      {
        kind: 'contradicts',
        message:
          'The partnership’s rule for Midwife asks for this module too, by 30 September 2030; this rule asks for it by 30 June 2030. 30 June 2030 is stricter and counts for whoever both are for.',
      },
    ]);
  });

  it('are set once, however often the same is sent', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => add({}, officer, { headers })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
  });

  it('are nobody’s to set but an officer’s', async () => {
    for (const answer of [await add({}, one.lead), await preview({}, one.lead), await one.lead.get(PATH)])
      expect(answer.status).toBe(403);
    const choice = (await officer.get(`${PATH}/choice`)).body;
    expect(choice['agencyKinds']).toContainEqual(expect.objectContaining({ kind, agencies: 2 }));
    expect(JSON.stringify(choice)).not.toContain('"partnership"');
  });
});
