import type { HeadcountPage, HeadcountSet } from '@learning-reviews/contracts/headcount.contract';
import {
  addDays,
  addMonths,
  calendarDateIn,
  DEFAULT_TIME_ZONE,
} from '@learning-reviews/domain/calendar-date';
import type { TestClient } from '../platform/testing/test-client.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';

const TRUST = 2;
const POLICE = 3;
const PATH = '/api/agency/headcount';
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const day = (days: number) => addDays(TODAY, days);
const figures = (change: object = {}) => ({
  on: day(-10),
  source: 'HR system',
  groups: { 3: { people: 120, fte: 99.5 }, 6: { people: 12, fte: 11.25 } },
  whole: null,
  reason: '',
  ...change,
});

let app: TestApp;
let lead: TestClient;
let police: TestClient;
beforeAll(async () => {
  app = await startTestApp();
  await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  await app.people.addPerson('lead@police.example', { agencyId: POLICE, grants: ['training-lead'] });
  const nurse = await app.people.addPerson('nurse@trust.example', { agencyId: TRUST });
  await app.people.addPerson('manager@trust.example', { agencyId: TRUST, grants: ['line-manager'] });
  await app.testDatabase.superuser.query('update membership set workforce_group = 3 where id = $1', [
    nurse.membershipIds[0],
  ]);
  lead = await app.signIn('lead@trust.example');
  police = await app.signIn('lead@police.example');
});
afterAll(() => app.close());

const page = async (browser: TestClient) => (await browser.get(PATH)).body as unknown as HeadcountPage;
const supply = async (change: object = {}) => {
  const answer = await lead.post(PATH, figures(change));
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body as unknown as HeadcountSet;
};

describe('a headcount', () => {
  it('is supplied by group, and the agency is their sum', async () => {
    expect((await page(lead)).current).toBeNull();
    const kept = await supply();
    expect(kept).toMatchObject({
      on: day(-10),
      source: 'HR system',
      by: 'lead Example',
      people: 132,
      fte: 110.75,
      groups: [
        { group: 3, people: 120, fte: 99.5 },
        { group: 6, people: 12, fte: 11.25 },
      ],
      isReplaced: false,
    });
    const read = await page(lead);
    expect(read.current).toEqual(kept);
    expect(read.members).toEqual({
      people: 3,
      groups: [
        { group: 3, people: 1 },
        { group: null, people: 2 },
      ],
    });
  });

  it('has no FTE in all when one group has none', async () => {
    const { fte } = await supply({ groups: { 1: { people: 5, fte: null }, 2: { people: 5, fte: 5 } } });
    expect(fte).toBeNull();
  });

  it('is corrected by a later one for the same day; both stay', async () => {
    const wrong = await supply({ on: day(-5), source: 'A list' });
    const right = await supply({
      on: day(-5),
      source: 'The list, mended',
      groups: { 3: { people: 121, fte: null } },
    });
    const { current, history } = await page(lead);
    expect(current?.id).toBe(right.id);
    expect(history.slice(0, 2).map(({ id, isReplaced }) => [id, isReplaced])).toEqual([
      [right.id, false],
      [wrong.id, true],
    ]);
    const now = await lead.get('/api/agency');
    expect(now.body['denominator']).toEqual({ people: 121, source: 'The list, mended', on: day(-5) });
  });

  it('of an earlier day is history at once, and is not what the figures are out of', async () => {
    const old = await supply({ on: day(-400), groups: { 3: { people: 90, fte: null } } });
    const { current, history } = await page(lead);
    expect(current?.people).toBe(121);
    expect(history.at(-1)?.id).toBe(old.id);
  });

  it('is kept once when the button is pressed twice', async () => {
    const headers = { 'idempotency-key': '0192f1de-3a5b-7c4d-8e9f-0a1b2c3d4e5f' };
    const twice = await Promise.all([1, 2].map(() => lead.post(PATH, figures({ on: day(-4) }), { headers })));
    expect(new Set(twice.map(({ text }) => text)).size).toBe(1);
    expect((await page(lead)).history.filter(({ on }) => on === day(-4))).toHaveLength(1);
  });

  it.each([
    ['tomorrow', { on: day(1) }, 'on'],
    ['200 years ago', { on: addMonths(TODAY, -2400) }, 'on'],
    ['below nought', { groups: { 3: { people: -1, fte: null } } }, 'groups.3.people'],
    ['a part of a person', { groups: { 3: { people: 1.5, fte: null } } }, 'groups.3.people'],
    ['a figure that is none', { groups: { 3: { people: '12', fte: null } } }, 'groups.3.people'],
    ['more than anybody has', { groups: { 3: { people: 1e15, fte: null } } }, 'groups.3.people'],
    ['a sum that is not the whole, without a reason', { whole: { people: 140, fte: null } }, 'reason'],
    ['nothing at all', { groups: {} }, 'whole.people'],
  ])('is refused with a sentence, and nothing is kept: %s', async (_what, change, field) => {
    const before = (await page(lead)).history.length;
    const answer = await lead.post(PATH, figures(change));
    const errors = answer.body['errors'] as { field: string; message: string }[];
    expect([answer.status, errors.map((error) => error.field)]).toEqual([422, [field]]);
    expect((await page(lead)).history).toHaveLength(before);
  });

  it('of today is taken: the last day that has come', async () => {
    expect((await supply({ on: TODAY })).on).toBe(TODAY);
  });

  it('is nobody else’s to see or to supply', async () => {
    expect(await page(police)).toMatchObject({ current: null, history: [], members: { people: 1 } });
    for (const email of ['manager@trust.example', 'nurse@trust.example']) {
      const browser = await app.signIn(email);
      expect((await browser.get(PATH)).status).toBe(403);
      expect((await browser.post(PATH, figures())).status).toBe(403);
    }
    expect((await app.client().post(PATH, figures())).status).toBe(401);
  });

  it('is in the audit log with figures and no names', async () => {
    const { rows } = await app.testDatabase.superuser.query<{ n: number; kept: number }>(
      `select count(*)::int as n, (select count(*)::int from headcount where agency_id = $1 and workforce_group is null) as kept
       from audit_log where agency_id = $1 and action = 'headcount.supplied' and object like 'headcount:%'`,
      [TRUST],
    );
    expect(rows[0]?.n).toBe(rows[0]?.kept);
  });

  it.each([`update headcount set people = people + 1`, 'delete from headcount', 'truncate headcount'])(
    'is not touched even by a superuser: %s',
    async (sql) => {
      await expect(app.testDatabase.superuser.query(sql)).rejects.toMatchObject({ code: '23001' });
    },
  );
});
