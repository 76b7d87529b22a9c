import { randomUUID } from 'node:crypto';
import type { TestApp } from '../platform/testing/test-app.js';
import { EVERYONE, RuledAgency, startRuledApp } from './testing/ruled-agency.js';

let app: TestApp;
let at: RuledAgency;
let agency = 400;
beforeAll(async () => {
  app = await startRuledApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  agency += 1;
  at = await RuledAgency.of(app, agency);
});

describe('rules of an agency', () => {
  it('reach teams of the agency, and refuse those of another', async () => {
    const [own, foreign] = [randomUUID(), randomUUID()];
    await app.people.addAgency(199);
    await at.sql(
      `insert into team (agency_id, id, name) values ($1, $2, 'North'), (199, $3, 'Theirs')`,
      at.id,
      own,
      foreign,
    );
    await at.sql('update membership set team_id = $2 where id = $1', at.nurse.membershipIds[0], own);
    const of = (teamIds: string[]) => ({ audience: { ...EVERYONE, teamIds } });
    expect((await at.preview(of([own]))).body).toMatchObject({ people: 1 });
    for (const answer of [await at.preview(of([foreign])), await at.add(of([foreign]))]) {
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({
        code: 'assignment.wrong-rule',
        errors: [{ field: 'audience.teamIds', message: 'Choose teams of your own agency' }],
      });
    }
    await at.sql('delete from team where agency_id = 199');
  });

  it.each([
    ['a module that is not there', { module: 'no-such-module' }, 'module'],
    ['no module', { module: '' }, 'module'],
    [
      'a job role that is not there',
      { audience: { ...EVERYONE, jobRoles: ['wizard'] } },
      'audience.jobRoles',
    ],
    ['a group that is none', { audience: { ...EVERYONE, groups: [9] } }, 'audience.groups.0'],
    ['a day that is none', { due: { kind: 'day', on: '2026-02-30' } }, 'due.on'],
    ['half a day', { due: { kind: 'joining', days: 0.5 } }, 'due.days'],
    ['ten years and a day', { due: { kind: 'joining', days: 3_651 } }, 'due.days'],
    ['30 February', { renewal: { rule: 'calendar-day', years: 1, day: '02-30' } }, 'renewal.day'],
    ['0 months', { renewal: { rule: 'expiry-date', months: 0 } }, 'renewal.months'],
    ['an end before it begins', { to: '2020-01-01' }, 'to'],
    ['a beginning in the past', { from: '2020-01-01' }, 'from'],
  ])('with %s are refused beside the field, in preview and in saving', async (_case, more, field) => {
    for (const answer of [await at.preview(more), await at.add(more)]) {
      expect(answer.status).toBe(422);
      expect(answer.body['errors']).toEqual([{ field, message: expect.any(String) }]);
    }
    expect(await at.list()).toEqual([]);
  });

  it('are refused with keys that are not the form’s', async () => {
    expect((await at.add({ partnershipId: randomUUID() })).status).toBe(422);
    expect((await at.add({ __proto__: null, agencyId: 1 })).status).toBe(422);
    expect(await at.list()).toEqual([]);
  });

  it('are not saved when they would reach others than the preview said', async () => {
    await app.people.addPerson(`late-${at.id}@trust.example`, { agencyId: at.id, jobRole: 'midwife' });
    const refused = await at.add();
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'assignment.plan-changed' });
    expect(await at.list()).toEqual([]);
    const rule = await at.added({ confirmed: { people: 3 } });
    expect((await at.change(rule)).body).toMatchObject({ code: 'assignment.plan-changed' });
    expect((await at.change(rule, { confirmed: { people: 3 } })).status).toBe(200);
  });

  it('refuse what was made from an older version, and lose no update', async () => {
    const rule = await at.added();
    const answers = await Promise.all(
      [3, 4, 5].map((days) => at.change(rule, { due: { kind: 'joining', days } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('stale.version');
    expect((await at.end(rule, at.day(1))).body.code).toBe('stale.version');
    expect((await at.remove(rule)).body.code).toBe('stale.version');
    expect(await at.list()).toMatchObject([{ version: 2, to: null }]);
  });

  it('keep their module and, once begun, their first day', async () => {
    const rule = await at.added();
    const other = await at.preview({ assignmentId: rule.id, module: 'second-module' });
    expect(other.body).toMatchObject({ errors: [{ field: 'module' }] });
    expect((await at.change(rule, { from: at.day(1) })).body).toMatchObject({ errors: [{ field: 'from' }] });
    expect((await at.change(rule, { module: 'second-module' })).status).toBe(422);
  });

  it('are taken away only before they begin', async () => {
    const coming = await at.added({ from: at.day(5) });
    expect((await at.list()).map(({ id }) => id)).toEqual([coming.id]);
    expect((await at.remove(coming)).status).toBe(204);
    expect(await at.list()).toEqual([]);
    expect((await at.remove(coming)).status).toBe(404);
    const begun = await at.added();
    expect((await at.remove(begun)).body).toMatchObject({ code: 'assignment.has-begun' });
  });

  it('are set once, however often the same is sent', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => at.add({}, at.lead, { headers })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await at.list()).toHaveLength(1);
    const other = await at.add({ due: { kind: 'none' } }, at.lead, { headers });
    expect(other.body).toMatchObject({ code: 'request.key-reused' });
    await app.runJobs();
    expect(await at.sql('select from standing_recompute where agency_id = $1', at.id)).toHaveLength(1);
  });

  it('of the partnership are shown, and not the agency’s to change', async () => {
    const copy = await at.addCopy();
    expect(await at.list()).toMatchObject([
      { id: copy.id, setBy: 'partnership', mayChange: false, audienceWords: 'Everyone', people: 4 },
    ]);
    const answers = [
      await at.change(copy),
      await at.end(copy, at.day(1)),
      await at.remove(copy),
      await at.preview({ assignmentId: copy.id }),
    ];
    for (const { status, body } of answers)
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'assignment.not-yours' });
    expect(await at.list()).toMatchObject([{ id: copy.id, version: 1, to: null }]);
  });

  it('of another agency are not there', async () => {
    const rule = await at.added();
    await app.people.addPerson(`other-lead-${at.id}@trust.example`, {
      agencyId: at.id + 500,
      grants: ['training-lead'],
    });
    const other = await app.signIn(`other-lead-${at.id}@trust.example`);
    const { module: _module, ...asked } = at.setting();
    const path = `/api/agency/assignments/${rule.id}`;
    const answers = [
      await other.get(path),
      await other.put(path, { ...asked, version: 1, confirmed: { people: 0 } }),
      await other.post(`${path}/end`, { lastDay: at.day(1), version: 1 }),
      await other.post(`${path}/remove`, { version: 1 }),
      await at.preview({ assignmentId: rule.id }, other),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await at.list(other)).toEqual([]);
    expect(await at.list()).toMatchObject([{ version: 1 }]);
  });

  it('are nobody’s to read or set but a training lead’s', async () => {
    const them = await app.signIn(at.nurse.email);
    const answers = [
      await them.get('/api/agency/assignments'),
      await them.get('/api/agency/assignments/choice'),
      await at.preview({}, them),
      await at.add({}, them),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });
});
