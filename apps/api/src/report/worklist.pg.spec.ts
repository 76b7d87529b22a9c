import {
  addDays,
  calendarDateIn,
  DEFAULT_TIME_ZONE,
  type CalendarDate,
} from '@learning-reviews/domain/calendar-date';
import {
  isDueSoon,
  standingOn,
  type StandingFacts,
  type StandingState,
} from '@learning-reviews/domain/learning/standing';
import type { WorklistDuty } from '@learning-reviews/contracts/worklist.contract';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { addModule, addNudge, addStanding } from './testing/report-data.js';
import { readCsv } from './testing/read-csv.js';

const TRUST = 2;
const POLICE = 3;
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
const day = (days: number) => addDays(TODAY, days);

let app: TestApp;
let lead: TestClient;
let manager: MadePerson;
let nurse: MadePerson;
let porter: MadePerson;
let officer: MadePerson;

beforeAll(async () => {
  app = await startTestApp();
  const { superuser } = app.testDatabase;
  await app.people.addPerson('lead@trust.example', { agencyId: TRUST, grants: ['training-lead'] });
  manager = await app.people.addPerson('manager@trust.example', {
    agencyId: TRUST,
    grants: ['line-manager'],
  });
  nurse = await app.people.addPerson('nurse@trust.example', {
    agencyId: TRUST,
    managerMembershipId: manager.membershipIds[0],
  });
  porter = await app.people.addPerson('porter@trust.example', { agencyId: TRUST, jobRole: 'driver' });
  const gone = await app.people.addPerson('gone@trust.example', { agencyId: TRUST, toOn: day(-1) });
  officer = await app.people.addPerson('officer@police.example', {
    agencyId: POLICE,
    grants: ['training-lead'],
  });
  await superuser.query(
    `insert into team (agency_id, id, name) values ($1, '01890000-0000-7000-8000-000000000001', 'North')`,
    [TRUST],
  );
  await superuser.query(
    `update membership set team_id = '01890000-0000-7000-8000-000000000001', workforce_group = 3 where id = $1`,
    [nurse.membershipIds[0]],
  );
  await addModule(superuser, 1, 'first-module');
  await addModule(superuser, 2, 'second-module');
  await addStanding(superuser, TRUST, nurse, 1, { state: 0, dueOn: day(-10) });
  await addStanding(superuser, TRUST, nurse, 2, { state: 1, dueOn: day(30) }); // the last day that is due soon
  await addStanding(superuser, TRUST, porter, 1, { state: 2, completedOn: day(-800), expiresOn: day(-70) });
  await addStanding(superuser, TRUST, porter, 2, { state: 2, completedOn: day(-640), expiresOn: day(90) });
  await addStanding(superuser, TRUST, manager, 1, { state: 2, completedOn: day(-10), expiresOn: day(91) });
  await addStanding(superuser, TRUST, manager, 2, { state: 0, dueOn: day(31) });
  await addStanding(superuser, TRUST, gone, 1, { state: 0, dueOn: day(-500) });
  await addStanding(superuser, POLICE, officer, 1, { state: 0, dueOn: day(-20) });
  await addNudge(superuser, TRUST, porter, 1, day(-9));
  lead = await app.signIn('lead@trust.example');
});
afterAll(() => app.close());

const dutiesOf = (body: Record<string, unknown>) => body['duties'] as WorklistDuty[];
/** Each row as `who module state days`. */
const lines = (body: Record<string, unknown>) =>
  dutiesOf(body).map(({ name, module, state, daysOver }) =>
    [name.split(' ')[0], module.split('-')[0], state, daysOver].join(' '),
  );
const OVERDUE = 'nurse first overdue 10';
const EXPIRED = 'porter first expired 70';
const DUE_SOON = 'nurse second due-soon -30';
const EXPIRING = 'porter second expiring -90';
const ALL = [EXPIRED, OVERDUE, DUE_SOON, EXPIRING];

describe('GET /api/agency/worklist', () => {
  it('lists what is past its day or near it, longest over first, of today’s members alone', async () => {
    const { status, body } = await lead.get('/api/agency/worklist');
    expect(status).toBe(200);
    expect(lines(body)).toEqual(ALL);
    expect(body).toMatchObject({ total: 4, isMore: false, page: 1, pages: 1, sort: 'days', ignored: [] });
    expect(dutiesOf(body)[0]).toMatchObject({
      membershipId: porter.membershipIds[0],
      jobRole: 'driver',
      team: null,
      manager: null,
      title: 'Title of first-module',
      dueOn: day(-70),
      nudges: 1,
      lastNudgedAt: `${day(-9)}T12:00:00.000Z`,
    });
    expect(dutiesOf(body)[1]).toMatchObject({ team: 'North', manager: 'manager Example', nudges: 0 });
  });

  it.each([
    ['state=overdue', [OVERDUE]],
    ['state=expired', [EXPIRED]],
    ['state=due-soon', [DUE_SOON]],
    ['state=expiring', [EXPIRING]],
    ['module=second-module', [DUE_SOON, EXPIRING]],
    ['team=01890000-0000-7000-8000-000000000001', [OVERDUE, DUE_SOON]],
    ['team=none', [EXPIRED, EXPIRING]],
    ['role=driver', [EXPIRED, EXPIRING]],
    ['group=3', [OVERDUE, DUE_SOON]],
    ['group=none', [EXPIRED, EXPIRING]],
    ['manager=none', [EXPIRED, EXPIRING]],
    ['search=Example N', [OVERDUE, DUE_SOON]],
    ['search=zzz', []],
    ['nudged=never', [OVERDUE, DUE_SOON, EXPIRING]],
    ['state=overdue&role=driver', []],
    ['page=99', ALL], // a page past the end is the last one
    ['sort=name', [OVERDUE, DUE_SOON, EXPIRED, EXPIRING]],
    ['sort=module', [EXPIRED, OVERDUE, DUE_SOON, EXPIRING]],
    ['sort=nudge', [OVERDUE, DUE_SOON, EXPIRING, EXPIRED]],
  ])('shows by %s', async (query, expected) => {
    const { body } = await lead.get(`/api/agency/worklist?${encodeURI(query)}`);
    expect(lines(body)).toEqual(expected);
    expect(body).toMatchObject({ total: expected.length, ignored: [] });
  });

  it('filters by a line manager', async () => {
    const { body } = await lead.get(`/api/agency/worklist?manager=${manager.membershipIds[0]}`);
    expect(lines(body)).toEqual([OVERDUE, DUE_SOON]);
  });

  it.each([
    ['state=lost', 'state'],
    ['module=no-such-module', 'module'],
    ['team=no-such-team', 'team'],
    ['role=astronaut', 'role'],
    ['group=9', 'group'],
    ['nudged=often', 'nudged'],
    ['sort=colour', 'sort'],
  ])('leaves %s out and names it', async (query, name) => {
    const { body } = await lead.get(`/api/agency/worklist?${query}`);
    expect(lines(body)).toEqual(ALL);
    expect(body['ignored']).toEqual([name]);
  });

  it('takes a manager of another agency for one that does not exist', async () => {
    const { body } = await lead.get(`/api/agency/worklist?manager=${officer.membershipIds[0]}`);
    expect(body['ignored']).toEqual(['manager']);
    expect(lines(body)).toEqual(ALL);
  });

  it('refuses a key that no filter has', async () => {
    expect((await lead.get('/api/agency/worklist?agency=3')).status).toBe(422);
  });

  it('shows a line manager their own team, and nobody else by any filter', async () => {
    const own = await app.signIn('manager@trust.example');
    const { body } = await own.get('/api/agency/worklist');
    expect(lines(body)).toEqual([OVERDUE, DUE_SOON]);
    expect(body).toMatchObject({ ownTeamOnly: true, managers: [] });
    expect(lines((await own.get('/api/agency/worklist?team=none')).body)).toEqual([]);
    expect(lines((await own.get('/api/agency/worklist?manager=none')).body)).toEqual([]);
    // There is no driver in the team, so that there is one in the agency is nobody's to learn here.
    const drivers = await own.get('/api/agency/worklist?role=driver');
    expect([lines(drivers.body), drivers.body['ignored']]).toEqual([[OVERDUE, DUE_SOON], ['role']]);
  });
});

describe('GET /api/agency/worklist.csv', () => {
  it('holds what the page shows, in its order', async () => {
    for (const query of ['', '?sort=name', '?sort=nudge&state=expired', '?team=none&sort=module']) {
      const shown = lines((await lead.get(`/api/agency/worklist${query}`)).body);
      const file = await lead.get(`/api/agency/worklist.csv${query}`);
      expect(file.headers.get('content-disposition')).toBe(
        `attachment; filename="agency-2-worklist-${TODAY}.csv"`,
      );
      const rows = readCsv(file.text).rows.map((row) =>
        [row['forename'], row['module_id']?.split('-')[0], row['state'], row['days_over']].join(' '),
      );
      expect(rows).toEqual(shown);
    }
  });

  it('holds a line manager’s own team alone', async () => {
    const own = await app.signIn('manager@trust.example');
    const forenames = async (query: string) =>
      readCsv((await own.get(`/api/agency/worklist.csv${query}`)).text).rows.map((row) => row['forename']);
    expect(await forenames('')).toEqual(['nurse', 'nurse']);
    expect(await forenames('?team=none')).toEqual([]);
  });

  it('is audited without the name that was searched for', async () => {
    await lead.get('/api/agency/worklist.csv?search=exam&state=overdue');
    const { rows } = await app.testDatabase.superuser.query<{ detail: object }>(
      `select detail from audit_log where object = 'worklist' order by id desc limit 1`,
    );
    expect(rows[0]?.detail).toMatchObject({ kind: 'worklist', state: 'overdue', isSearched: true });
    expect(JSON.stringify(rows)).not.toContain('exam');
  });
});

describe('the list', () => {
  const DAYS = [null, day(-1), TODAY, day(1), day(30), day(31), day(90), day(91)];

  it('holds for every combination of facts what the rule says, in the state it says', async () => {
    const { superuser } = app.testDatabase;
    const SCHOOL = 4;
    await app.people.addPerson('lead@school.example', { agencyId: SCHOOL, grants: ['training-lead'] });
    const facts: StandingFacts[] = ([0, 1, 2, 3] as StandingState[]).flatMap((state) =>
      [null, day(-900)]
        .filter((completedOn) => state !== 2 || completedOn !== null)
        .flatMap((completedOn) =>
          DAYS.flatMap((dueOn) =>
            (completedOn === null ? [null] : DAYS).flatMap((expiresOn) =>
              (state === 3 ? [null, day(-1), TODAY] : [null]).map((pausedUntil) => ({
                state,
                dueOn,
                completedOn,
                expiresOn,
                pausedUntil,
              })),
            ),
          ),
        ),
    );
    // One duty for each combination, each of a module of its own, all of one person.
    await superuser.query(
      `insert into module (id, slug) overriding system value select 1000 + n, 'm' || n from generate_series(0, $1) n`,
      [facts.length - 1],
    );
    await superuser.query(
      `insert into module_version (module_id, version, content, content_hash, change, published_at)
       select id, 1, '{"title":"M","minutes":1,"questions":[]}', repeat('a', 64), 'first', now() from module where id >= 1000`,
    );
    const pupil = await app.people.addPerson('one@school.example', { agencyId: SCHOOL });
    for (const [index, one] of facts.entries()) {
      await addStanding(superuser, SCHOOL, pupil, 1000 + index, one);
    }
    const school = await app.signIn('lead@school.example');
    const found = new Map<string, string>();
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { body } = await school.get(`/api/agency/worklist?page=${page}`);
      pages = body['pages'] as number;
      for (const { module, state } of dutiesOf(body)) {
        expect(found.has(module)).toBe(false);
        found.set(module, state);
      }
    }
    const expected = facts.flatMap((one, index) => {
      const state = worklistStateOf(one, TODAY);
      return state === null ? [] : [[`m${index}`, state]];
    });
    expect(expected.length).toBeGreaterThan(100);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    for (const state of ['overdue', 'expired', 'due-soon', 'expiring']) {
      const { body } = await school.get(`/api/agency/worklist?state=${state}`);
      expect(body['total']).toBe(expected.filter(([, each]) => each === state).length);
    }
  });
});

function worklistStateOf(facts: StandingFacts, today: CalendarDate): string | null {
  const standing = standingOn(facts, today);
  if (isDueSoon(facts, today)) return 'due-soon';
  return ['overdue', 'expired', 'expiring'].includes(standing) ? standing : null;
}
