import { standingOn, type StandingState, warningHorizon } from '@learning-reviews/domain/learning/standing';
import {
  addDays,
  calendarDate,
  calendarDateIn,
  DEFAULT_TIME_ZONE,
} from '@learning-reviews/domain/calendar-date';
import type { JobScope } from '@learning-reviews/domain/access/scope';
import type { MadePerson } from '../platform/testing/test-people.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { AgencyCountService } from './agency-count.service.js';
import { addModule } from './testing/report-data.js';

const TRUST = 2;
const TEAM = '01890000-0000-7000-8000-00000000abcd';
const POLICE = 3;
const TODAY = calendarDateIn(Date.now(), DEFAULT_TIME_ZONE);
/** The day that is `days` from today. */
const day = (days: number) => addDays(TODAY, days);

let app: TestApp;
let lead: MadePerson;
let manager: MadePerson;
let nurse: MadePerson;
let officer: MadePerson;

beforeAll(async () => {
  app = await startTestApp();
  lead = await app.people.addPerson('lead@trust.example', {
    agencyId: TRUST,
    grants: ['training-lead'],
    jobRole: 'named-nurse',
  });
  manager = await app.people.addPerson('manager@trust.example', {
    agencyId: TRUST,
    grants: ['line-manager'],
  });
  nurse = await app.people.addPerson('nurse@trust.example', {
    agencyId: TRUST,
    managerMembershipId: manager.membershipIds[0],
  });
  officer = await app.people.addPerson('lead@police.example', {
    agencyId: POLICE,
    grants: ['training-lead'],
  });
  await app.people.addPerson('gone@trust.example', { agencyId: TRUST, toOn: day(-1) });
  const { superuser } = app.testDatabase;
  await superuser.query('update membership set workforce_group = 3 where id = $1', [nurse.membershipIds[0]]);
  await addModule(superuser, 1, 'first-module');
  await addModule(superuser, 2, 'second-module');
  const standing = (person: MadePerson, agencyId: number, module: number, values: string) =>
    superuser.query(
      `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, completed_on, expires_on)
       select $1, $2, $3, $4, (v->>0)::smallint, (v->>1)::date, (v->>2)::date, (v->>3)::date from (select $5::jsonb as v) given`,
      [agencyId, person.membershipIds[0], person.personId, module, values],
    );
  await standing(nurse, TRUST, 1, `[0, "${day(-1)}"]`); // overdue since yesterday
  await standing(nurse, TRUST, 2, `[1, "${day(30)}"]`); // due in exactly thirty days
  await standing(manager, TRUST, 1, `[2, null, "${day(-640)}", "${day(90)}"]`); // expiring: the ninetieth day
  await standing(lead, TRUST, 1, `[2, null, "${day(-300)}", "${day(91)}"]`);
  await standing(officer, POLICE, 1, '[0, null]');
});
afterAll(() => app.close());

describe('GET /api/agency', () => {
  it('counts every duty of today’s members once, exactly', async () => {
    const answer = await (await app.signIn('lead@trust.example')).get('/api/agency');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      agency: 'Agency 2',
      people: 3,
      total: {
        required: 4,
        done: 2,
        inProgress: 1,
        notStarted: 0,
        overdue: 1,
        dueSoon: 1,
        expiring: 1,
        expired: 0,
        paused: 0,
      },
    });
    const modules = answer.body['byModule'] as { key: string; required: number }[];
    expect(modules.map(({ key, required }) => [key, required])).toEqual([
      ['first-module', 3],
      ['second-module', 1],
    ]);
  });

  it('counts a workforce group, this month and the day, and names the base and the target', async () => {
    const { body } = await (await app.signIn('lead@trust.example')).get('/api/agency');
    expect(body).toMatchObject({
      countedOn: TODAY,
      target: 90,
      denominator: { people: 3, source: 'Members recorded here', on: TODAY },
    });
    expect((body['trend'] as unknown[]).at(-1)).toEqual({
      month: `${TODAY.slice(0, 7)}-01`,
      required: 4,
      done: 2,
    });
    expect(body['byWorkforceGroup']).toMatchObject([
      { key: '3', label: '3. Work predominantly with children or parents', required: 2 },
      { key: 'none', label: 'No group', required: 2 },
    ]);
    expect(body['byTeam']).toMatchObject([{ key: 'none', label: 'No team', required: 4 }]);
  });

  it('sees a change at once, and a new day in the morning', async () => {
    const lead = await app.signIn('lead@trust.example');
    const read = async () => (await lead.get('/api/agency')).body['total'] as Record<string, number>;
    const { superuser } = app.testDatabase;
    const change = (state: number) =>
      superuser.query(
        'update standing set state = $3 where agency_id = $1 and membership_id = $2 and module_id = 2',
        [TRUST, nurse.membershipIds[0], state],
      );
    await change(0);
    expect(await read()).toMatchObject({ inProgress: 0, notStarted: 1, dueSoon: 1 });
    await change(1);
    expect(await read()).toMatchObject({ inProgress: 1, notStarted: 0 });
    const far = await superuser.query(
      `update standing set due_on = due_on + 1 where agency_id = $1 and module_id = 2 returning due_on`,
      [TRUST],
    );
    expect(far.rowCount).toBe(1);
    expect(await read()).toMatchObject({ dueSoon: 0 });
    app.clock.advance({ hours: 24 });
    const next = await app.signIn('lead@trust.example');
    const { body } = await next.get('/api/agency');
    expect(body).toMatchObject({ countedOn: day(1), total: { dueSoon: 1, expiring: 2 } });
    app.clock.advance({ hours: -24 });
    await superuser.query('update standing set due_on = due_on - 1 where agency_id = $1 and module_id = 2', [
      TRUST,
    ]);
    expect(await read()).toMatchObject({ dueSoon: 1, expiring: 1 });
  });

  it('keeps nothing that has changed: a fold, a recount, the name of a team or of a module', async () => {
    const trust = await app.signIn('lead@trust.example');
    const { superuser } = app.testDatabase;
    const counting = app.application.get(AgencyCountService);
    const scope: JobScope = { brand: 'JobScope', agencyId: TRUST };
    const read = async () => {
      const { body } = await trust.get('/api/agency');
      const labels = (lines: unknown) => (lines as { label: string }[]).map(({ label }) => label);
      return {
        done: (body['total'] as Record<string, number>)['done'],
        teams: labels(body['byTeam']),
        modules: labels(body['byModule']),
      };
    };
    const finish = (state: number) =>
      superuser.query(
        `update standing set state = $3, completed_on = $4 where agency_id = $1 and membership_id = $2 and module_id = 1`,
        [TRUST, nurse.membershipIds[0], state, state === 2 ? TODAY : null],
      );
    await superuser.query(`insert into team (agency_id, id, name) values ($1, $2, 'North')`, [TRUST, TEAM]);
    await superuser.query('update membership set team_id = $1 where id = $2', [TEAM, nurse.membershipIds[0]]);
    await counting.fold(scope);
    for (let again = 0; again < 2; again += 1)
      expect(await read()).toMatchObject({ done: 2, teams: ['North', 'No team'] });

    await finish(2);
    expect(await read()).toMatchObject({ done: 3 });
    await counting.fold(scope);
    for (let again = 0; again < 2; again += 1) expect(await read()).toMatchObject({ done: 3 });
    await finish(0);
    await counting.rebuild(scope);
    expect(await read()).toMatchObject({ done: 2 });

    await superuser.query(`update team set name = 'South' where id = $1`, [TEAM]);
    expect(await read()).toMatchObject({ teams: ['South', 'No team'] });
    await superuser.query('update membership set team_id = null where id = $1', [nurse.membershipIds[0]]);
    await superuser.query('delete from team where id = $1', [TEAM]);
    expect(await read()).toMatchObject({ done: 2, teams: ['No team'] });
    await addModule(superuser, 3, 'third-module');
    await superuser.query('update standing set module_id = 3 where agency_id = $1 and module_id = 2', [
      TRUST,
    ]);
    expect((await read()).modules).toHaveLength(2);
    await superuser.query('update standing set module_id = 2 where agency_id = $1 and module_id = 3', [
      TRUST,
    ]);
  });

  it('is not for a line manager, a practitioner or nobody', async () => {
    expect((await (await app.signIn('manager@trust.example')).get('/api/agency')).status).toBe(403);
    expect((await (await app.signIn('nurse@trust.example')).get('/api/agency')).status).toBe(403);
    expect((await app.client().get('/api/agency')).status).toBe(401);
  });
});

describe('PUT /api/agency/target', () => {
  it('is the training lead’s decision, and stands in the audit log', async () => {
    const trust = await app.signIn('lead@trust.example');
    expect((await trust.put('/api/agency/target', { percent: 95 })).status).toBe(204);
    expect((await trust.put('/api/agency/target', { percent: 96 })).status).toBe(204);
    expect((await trust.get('/api/agency')).body['target']).toBe(96);
    expect((await (await app.signIn('lead@police.example')).get('/api/agency')).body['target']).toBe(90);
    const { rows } = await app.testDatabase.superuser.query(
      `select detail, actor from audit_log where agency_id = $1 and action = 'agency.target-set' order by at`,
      [TRUST],
    );
    expect(rows).toEqual([
      { detail: { percent: 95 }, actor: lead.personId },
      { detail: { percent: 96 }, actor: lead.personId },
    ]);
  });

  it.each([0, 101, 89.5, '90', null])('is a whole percentage from 1 to 100, not %j', async (percent) => {
    const trust = await app.signIn('lead@trust.example');
    expect((await trust.put('/api/agency/target', { percent })).status).toBe(422);
  });

  it('is nobody else’s', async () => {
    const team = await app.signIn('manager@trust.example');
    expect((await team.put('/api/agency/target', { percent: 10 })).status).toBe(403);
  });
});

describe('GET /api/agency/people', () => {
  const names = (body: Record<string, unknown>) =>
    (body['people'] as { name: string }[]).map(({ name }) => name);

  it('lists today’s members of the own agency and nobody else', async () => {
    const { body } = await (await app.signIn('lead@trust.example')).get('/api/agency/people');
    expect(names(body)).toEqual(['lead Example', 'manager Example', 'nurse Example']);
    expect(body).toMatchObject({ total: 3, page: 1, pages: 1, ownTeamOnly: false });
  });

  it('lists a line manager’s own team', async () => {
    const { body } = await (await app.signIn('manager@trust.example')).get('/api/agency/people');
    expect(names(body)).toEqual(['nurse Example']);
    expect(body['ownTeamOnly']).toBe(true);
  });

  it.each([
    ['search=Example N', ['nurse Example']],
    ['search=example', ['lead Example', 'manager Example', 'nurse Example']],
    ['search=zzz', []],
    ['state=overdue', ['nurse Example']],
    ['state=expiring&module=first-module', ['manager Example']],
    ['state=done&module=second-module', []],
    ['state=done', ['lead Example', 'manager Example']], // expiring is done too, as it is in the counts
    ['state=due-soon', ['nurse Example']],
    ['state=due-soon&module=first-module', []], // overdue is not due soon
    ['role=named-nurse', ['lead Example']],
    ['group=3', ['nurse Example']],
    ['group=none', ['lead Example', 'manager Example']],
    ['group=99', ['lead Example', 'manager Example', 'nurse Example']], // no such group
    ['team=none&state=overdue', ['nurse Example']],
    ['state=no-such-state', ['lead Example', 'manager Example', 'nurse Example']],
    ['module=no-such-module', ['lead Example', 'manager Example', 'nurse Example']],
    ['role=no-such-role', ['lead Example', 'manager Example', 'nurse Example']],
    ['team=no-such-team&page=99', ['lead Example', 'manager Example', 'nurse Example']],
  ])('filters by %s', async (query, expected) => {
    const { body } = await (
      await app.signIn('lead@trust.example')
    ).get(`/api/agency/people?${encodeURI(query)}`);
    expect(names(body)).toEqual(expected);
  });
});

describe('GET /api/agency/people/:id', () => {
  const path = (person: MadePerson) => `/api/agency/people/${person.membershipIds[0]}`;

  it('shows standing, and no score, answer or reflection', async () => {
    const { status, body, text } = await (await app.signIn('lead@trust.example')).get(path(nurse));
    expect(status).toBe(200);
    expect(body['standings']).toMatchObject([
      { module: 'first-module', state: 'overdue' },
      { module: 'second-module', state: 'in-progress' },
    ]);
    expect(text).not.toMatch(/correct|answer|reflection|score/i);
  });

  it('answers another agency’s member, a colleague outside the team and nobody’s id alike', async () => {
    const trust = await app.signIn('lead@trust.example');
    const team = await app.signIn('manager@trust.example');
    const missing = await trust.get('/api/agency/people/01890000-0000-7000-8000-000000000000');
    expect(missing.status).toBe(404);
    const { requestId: _first, ...expected } = missing.body;
    for (const answer of [await trust.get(path(officer)), await team.get(path(lead))]) {
      const { requestId: _other, ...body } = answer.body;
      expect([answer.status, body]).toEqual([404, expected]);
    }
  });
});

describe('standing_on', () => {
  // Around each edge of the rule: yesterday, today, tomorrow and the last day of the warning.
  const { expiringTo } = warningHorizon(TODAY);
  const days = [null, day(-1), TODAY, day(1), expiringTo, addDays(expiringTo, 1)];

  it('says for every combination what the domain says', async () => {
    const combinations = [0, 1, 2, 3].flatMap((state) =>
      days.flatMap((due) =>
        days.flatMap((expires) =>
          days.flatMap((paused) =>
            [null, day(-900)]
              .filter((completed) => completed !== null || (state !== 2 && expires === null))
              .map((completed) => ({ state, due, completed, expires, paused })),
          ),
        ),
      ),
    );
    const { rows } = await app.testDatabase.superuser.query<{ standing: string }>(
      `select standing_on(state, due, completed, expires, paused, $2, $3) as standing
       from jsonb_to_recordset($1) as given(state smallint, due date, completed date, expires date, paused date)`,
      [JSON.stringify(combinations), TODAY, expiringTo],
    );
    const read = (text: string | null) => (text === null ? null : calendarDate(text));
    const expected = combinations.map(({ state, due, completed, expires, paused }) =>
      standingOn(
        {
          state: state as StandingState,
          dueOn: read(due),
          completedOn: read(completed),
          expiresOn: read(expires),
          pausedUntil: read(paused),
        },
        TODAY,
      ),
    );
    expect(rows.map(({ standing }) => standing)).toEqual(expected);
    expect(new Set(expected).size).toBe(7);
  });
});
