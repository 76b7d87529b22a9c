import { randomUUID } from 'node:crypto';
import type { TestApp } from '../platform/testing/test-app.js';
import { EVERYONE, RULED_MODULE, RuledAgency, startRuledApp } from './testing/ruled-agency.js';

let app: TestApp;
let at: RuledAgency;
let agency = 200;
beforeAll(async () => {
  app = await startRuledApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  agency += 1;
  at = await RuledAgency.of(app, agency);
});

describe('rules of an agency', () => {
  it('are previewed, set, worked in and shown with whom they reach', async () => {
    const shown = await at.preview();
    expect(shown.status).toBe(200);
    expect(shown.body).toEqual({
      on: at.day(0),
      people: 2,
      asked: 2,
      noLonger: 0,
      earlier: 0,
      later: 0,
      overdue: 0,
      done: 0,
      byJobRole: [{ code: 'midwife', label: 'Midwife', people: 2 }],
      some: [1, 2].map((n) => ({
        membershipId: expect.any(String),
        name: `midwife-${n}-${at.id} Example`,
        jobRole: 'Midwife',
        change: 'asked',
        dueOn: at.day(30),
      })),
      warnings: [],
    });
    expect(await at.standings()).toEqual([]);

    const saved = await at.add();
    expect(saved.status).toBe(201);
    expect(await at.list()).toMatchObject([{ progress: { people: null, peopleDone: 0 } }]);
    await app.runJobs();
    expect(await at.standings()).toEqual([
      { role: 'midwife', due: at.day(30) },
      { role: 'midwife', due: at.day(30) },
    ]);
    expect(await at.list()).toEqual([
      {
        id: saved.body['id'],
        ...at.setting(),
        title: `Title of ${RULED_MODULE}`,
        setBy: 'agency',
        audienceWords: 'Midwife',
        version: 1,
        state: 'current',
        people: 2,
        done: 0,
        overdue: 0,
        mayChange: true,
        progress: null,
      },
    ]);
    expect(await at.sql('select action, detail from audit_log where agency_id = $1', at.id)).toMatchObject([
      { action: 'assignment.added', detail: { module: RULED_MODULE, jobRoles: 'midwife', people: 2 } },
    ]);
  });

  it('are read one by one, with what they can be made of', async () => {
    const { id } = await at.added();
    await at.sql(`insert into team (agency_id, id, name) values ($1, $2, 'North')`, at.id, randomUUID());
    const { body } = await at.lead.get(`/api/agency/assignments/${id}`);
    expect(body).toMatchObject({
      rule: { id, module: RULED_MODULE },
      choice: { today: at.day(0), teams: [{ name: 'North' }] },
    });
    const choice = (await at.lead.get('/api/agency/assignments/choice')).body;
    expect(choice).toEqual(body['choice']);
    expect(choice['modules']).toContainEqual({
      module: 'not-out-yet',
      title: 'not-out-yet',
      isPublished: false,
    });
  });

  it.each([
    ['audience', { audience: { groups: [3], jobRoles: ['midwife'], teamIds: [] } }],
    ['fixed day', { due: { kind: 'day', on: '2030-09-30' } }],
    ['no due day', { due: { kind: 'none' } }],
    ['days after publication', { due: { kind: 'publication', days: 0 } }],
    ['never again', { renewal: { rule: 'never' } }],
    ['expiry', { renewal: { rule: 'expiry-date', months: 12 } }],
    ['calendar day', { renewal: { rule: 'calendar-day', years: 2, day: '02-29' } }],
    ['age of earlier learning', { recogniseWithinDays: 0 }],
  ])('keep what was set: %s', async (_case, more) => {
    await at.sql(
      `update membership set workforce_group = 3 where agency_id = $1 and job_role = 'midwife'`,
      at.id,
    );
    const saved = await at.add(more);
    expect(saved.status).toBe(201);
    expect(await at.list()).toMatchObject([{ ...at.setting(more), id: saved.body['id'] }]);
  });

  it('warn of an empty audience, of a module that is not out, and of who is late at once', async () => {
    const kinds = async (more: object) =>
      ((await at.preview(more)).body['warnings'] as { kind: string }[]).map(({ kind }) => kind);
    expect(await kinds({ audience: { ...EVERYONE, groups: [8] } })).toEqual(['nobody']);
    expect(await kinds({ module: 'not-out-yet' })).toEqual(['unpublished']);
    expect(await kinds({ due: { kind: 'day', on: at.day(-1) } })).toEqual(['past-due', 'overdue']);
  });

  it('may be set for nobody, once that was seen', async () => {
    const nobody = { audience: { ...EVERYONE, groups: [8] } };
    expect((await at.add({ ...nobody, confirmed: { people: 0 } })).status).toBe(201);
    await app.runJobs();
    expect(await at.standings()).toEqual([]);
  });

  it('name the other rule and the stricter day where two contradict', async () => {
    await at.addCopy({ dueOn: at.day(60) });
    const stricter = (await at.preview({ due: { kind: 'day', on: at.day(30) } })).body;
    expect(stricter['warnings']).toEqual([
      {
        kind: 'contradicts',
        message: expect.stringMatching(
          /^The partnership’s rule for everyone asks 2 of these people for this module too, by .*which is stricter and counts\.$/,
        ),
      },
    ]);
    const laxer = (await at.preview({ due: { kind: 'day', on: at.day(90) } })).body;
    expect(JSON.stringify(laxer['warnings'])).toContain('the other day is stricter and counts');

    await at.add({ due: { kind: 'day', on: at.day(30) } });
    await app.runJobs();
    expect(await at.standings()).toEqual([
      { role: 'midwife', due: at.day(30) },
      { role: 'midwife', due: at.day(30) },
      { role: 'school-nurse', due: at.day(60) },
      { role: 'team-manager', due: at.day(60) },
    ]);
  });

  it('do what the preview of a change said', async () => {
    const rule = await at.added();
    await app.runJobs();
    const narrower = {
      assignmentId: rule.id,
      audience: { ...EVERYONE, jobRoles: ['school-nurse'] },
      due: { kind: 'day', on: at.day(10) },
    };
    expect((await at.preview(narrower)).body).toMatchObject({ people: 1, asked: 1, noLonger: 2 });
    const { assignmentId: _id, ...asked } = narrower;
    expect((await at.change(rule, { ...asked, confirmed: { people: 1 } })).body).toEqual({
      id: rule.id,
      version: 2,
    });
    await app.runJobs();
    expect(await at.standings()).toEqual([{ role: 'school-nurse', due: at.day(10) }]);
  });

  it('end at once or on a day, and stay on record', async () => {
    const rule = await at.added();
    await app.runJobs();
    await at.sql('update assignment set from_on = $2 where id = $1', rule.id, at.day(-50));
    const from = at.day(-50);
    expect((await at.preview({ assignmentId: rule.id, from, to: at.day(9) })).body).toMatchObject({
      on: at.day(10),
      people: 2,
      noLonger: 2,
    });
    expect((await at.end(rule, at.day(-2))).body).toMatchObject({ errors: [{ field: 'lastDay' }] });
    expect((await at.end(rule, at.day(9))).body).toEqual({ id: rule.id, version: 2 });
    await app.runJobs();
    expect(await at.standings()).toHaveLength(2);
    expect((await at.end({ ...rule, version: 2 }, at.day(-1))).status).toBe(201);
    await app.runJobs();
    expect(await at.standings()).toEqual([]);
    expect(await at.list()).toMatchObject([{ state: 'ended', mayChange: false, to: at.day(-1) }]);
    const again = await at.end({ ...rule, version: 3 }, at.day(4));
    expect(again.body).toMatchObject({ code: 'assignment.is-over' });
  });

  it('that contradict are both named to the member and to the lead, each with its day', async () => {
    await at.addCopy({ dueOn: at.day(60) });
    await at.add({
      audience: EVERYONE,
      due: { kind: 'day', on: at.day(30) },
      confirmed: { people: 4 },
    });
    await app.runJobs();
    const both = [
      { setBy: 'agency', dueOn: at.day(30) },
      { setBy: 'partnership', dueOn: at.day(60) },
    ];
    const page = await at.lead.get(`/api/agency/people/${at.nurse.membershipIds[0]}`);
    expect(page.body['standings']).toMatchObject([
      { module: RULED_MODULE, dueOn: at.day(30), askedBy: both },
    ]);
    const them = await app.signIn(at.nurse.email);
    const learning = await them.get('/api/learning');
    expect(learning.body['required']).toMatchObject([
      {
        module: RULED_MODULE,
        dueOn: at.day(30),
        askedBy: both.map((asking) => ({ ...asking, agency: `Agency ${at.id}` })),
      },
    ]);
  });
});
