import { addDays, calendarDate } from '@learning-reviews/domain/calendar-date';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { TestClient } from '../platform/testing/test-client.js';
import type { MadePerson } from '../platform/testing/test-people.js';

interface Exception {
  readonly id: string;
  readonly state: string;
}

describe('exceptions', () => {
  let app: TestApp;
  let lead: TestClient;
  let person: MadePerson;
  let agency = 60;
  beforeAll(async () => {
    app = await startTestApp();
    for (const [id, slug] of [
      [501, 'first-module'],
      [502, 'second-module'],
    ]) {
      await sql('insert into module (id, slug) values ($1, $2)', id, slug);
      await sql(
        `insert into module_version (module_id, version, content, content_hash, change, published_at)
         values ($1, 1, $2, repeat('a', 64), 'first', '2024-01-01')`,
        id,
        JSON.stringify({ title: `Title of ${slug}`, minutes: 40, questions: [], reviews: [] }),
      );
    }
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    agency += 1;
    const leadPerson = await app.people.addPerson(`lead-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['training-lead'],
    });
    person = await app.people.addPerson(`person-${agency}@trust.example`, { agencyId: agency });
    lead = await app.signIn(leadPerson.email);
    await require(person, agency);
  });

  const sql = (text: string, ...values: unknown[]) => app.testDatabase.superuser.query(text, values);
  const day = (days: number) => addDays(calendarDate(app.clock.today('Europe/London')), days);
  /** Asks both modules of everybody in an agency by rules, as due in ten days, and says so in somebody's standings. */
  async function require(of: MadePerson, agencyId: number) {
    for (const moduleId of [501, 502]) {
      await sql(
        `insert into assignment (agency_id, id, module_id, due_on, from_on) values ($1, gen_random_uuid(), $2, $3, '2024-01-01')`,
        agencyId,
        moduleId,
        day(10),
      );
      await sql(
        `insert into standing (agency_id, membership_id, person_id, module_id, state, due_on, asked_on)
         values ($1, $2, $3, $4, 0, $5, '2024-01-01')`,
        agencyId,
        of.membershipIds[0],
        of.personId,
        moduleId,
        day(10),
      );
    }
  }
  const address = (of = person) => `/api/agency/people/${of.membershipIds[0]}/exception`;
  const add = (more: object = {}, of = person, as = lead) =>
    as.post(address(of), {
      module: 'first-module',
      kind: 'excused',
      until: day(60),
      reason: 'Seconded to the court',
      ...more,
    });
  const end = (id: string, of = person) => lead.post(`${address(of)}/${id}/end`, {});
  const exceptions = async (of = person) => (await lead.get(address(of))).body['exceptions'] as Exception[];

  it('are added and ended, and the audit holds everything but the reason', async () => {
    const added = await add();
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      exceptions: [
        {
          module: 'first-module',
          title: 'Title of first-module',
          kind: 'excused',
          from: day(0),
          until: day(60),
          reason: 'Seconded to the court',
          state: 'current',
        },
      ],
    });
    const [exception] = added.body['exceptions'] as Exception[];
    expect((await end(exception!.id)).status).toBe(201);
    const { rows } = await sql(
      'select action, detail from audit_log where agency_id = $1 order by at, id',
      agency,
    );
    const detail = { kind: 'excused', module: 'first-module', fromOn: day(0) };
    expect(rows).toEqual([
      { action: 'exception.added', detail: { ...detail, untilOn: day(60) } },
      { action: 'exception.ended', detail },
    ]);
    const { rows: told } = await sql(`select from audit_log where detail::text like '%court%'`);
    expect(told).toEqual([]);
  });

  const standings = async () =>
    (
      await sql(
        `select module_id as module, state, due_on::text as due, asked_on::text as asked from standing
         where agency_id = $1 and membership_id = $2 order by module_id`,
        agency,
        person.membershipIds[0],
      )
    ).rows;
  const second = () => ({ module: 502, state: 0, due: day(10), asked: '2024-01-01' });

  it('take the module off them while they are excused, and ask it again when that ends', async () => {
    const [exception] = (await add()).body['exceptions'] as Exception[];
    expect(await standings()).toEqual([second()]);
    expect((await lead.get(address())).body).toMatchObject({ modules: [{ module: 'second-module' }] });
    await end(exception!.id);
    expect(await standings()).toEqual([
      { module: 501, state: 0, due: day(10), asked: expect.any(String) },
      second(),
    ]);
  });

  it('move the due day, and move it back when the time is taken back', async () => {
    const [exception] = (await add({ kind: 'later-due', until: day(45) })).body['exceptions'] as Exception[];
    const first = { ...second(), module: 501 };
    expect(await standings()).toEqual([{ ...first, due: day(45) }, second()]);
    await end(exception!.id);
    expect(await standings()).toEqual([first, second()]);
  });

  it('keep an excuse that ran, as over, when it ends early', async () => {
    const [exception] = (await add()).body['exceptions'] as Exception[];
    await sql('update duty_exception set from_on = $2 where id = $1', exception!.id, day(-10));
    expect((await end(exception!.id)).body).toMatchObject({
      exceptions: [{ from: day(-10), until: day(-1), state: 'ended' }],
    });
    expect((await end(exception!.id)).status).toBe(404);
  });

  it('take more time back as if it had never been given', async () => {
    const [exception] = (await add({ kind: 'later-due' })).body['exceptions'] as Exception[];
    await sql('update duty_exception set from_on = $2 where id = $1', exception!.id, day(-10));
    expect((await end(exception!.id)).body).toMatchObject({ exceptions: [] });
  });

  it.each([
    ['no reason', { reason: '  ' }, 'reason'],
    ['501 characters', { reason: 'x'.repeat(501) }, 'reason'],
    ['no module', { module: '' }, 'module'],
    ['a module that is not there', { module: 'no-such-module' }, 'module'],
    ['a kind that is none', { kind: 'forgiven' }, 'kind'],
    ['more time without a day', { kind: 'later-due', until: null }, 'until'],
  ])('with %s are refused beside the field', async (_case, more, field) => {
    const refused = await add(more);
    expect(refused.status).toBe(422);
    expect(refused.body['errors']).toEqual([{ field, message: expect.any(String) }]);
    expect(await exceptions()).toEqual([]);
  });

  it('are refused on a day that is past, and where the new day is no later', async () => {
    expect((await add({ until: day(-1) })).body).toMatchObject({ errors: [{ field: 'until' }] });
    expect((await add({ kind: 'later-due', until: day(10) })).body).toMatchObject({
      errors: [{ field: 'until' }],
    });
  });

  it('take a reason of 500 characters, and hold markup as the text it is', async () => {
    const reason = `<img src=x onerror=alert(1)>${'x'.repeat(472)}`;
    expect((await add({ reason })).body).toMatchObject({ exceptions: [{ reason }] });
  });

  it('are one at a time for a module, however many are sent at once', async () => {
    const answers = await Promise.all([1, 2, 3].map((days) => add({ until: day(days) })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    expect((await add({ module: 'second-module' })).status).toBe(201);
  });

  it('of another agency are not there, by either id', async () => {
    const other = await app.people.addPerson(`other-${agency}@trust.example`, { agencyId: 59 });
    await sql(
      `insert into duty_exception (agency_id, id, membership_id, person_id, module_id, kind, from_on, reason, created_by)
       values (59, $1, $2, $3, 501, 'excused', '2026-01-01', 'Theirs', $3)`,
      person.personId,
      other.membershipIds[0],
      other.personId,
    );
    const answers = [
      await lead.get(address(other)),
      await add({}, other),
      await end(person.personId, other),
      await end(person.personId),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    await sql('delete from duty_exception where agency_id = 59');
  });

  it('are nobody’s to add but a training lead’s, and a line manager reads no reason', async () => {
    const manager = await app.people.addPerson(`manager-${agency}@trust.example`, {
      agencyId: agency,
      grants: ['line-manager'],
    });
    await sql(
      'update membership set manager_membership_id = $2 where id = $1',
      person.membershipIds[0],
      manager.membershipIds[0],
    );
    await add();
    const them = await app.signIn(manager.email);
    expect((await add({ module: 'second-module' }, person, them)).status).toBe(403);
    expect((await them.get(address())).status).toBe(403);
    const page = `/api/agency/people/${person.membershipIds[0]}`;
    expect((await them.get(page)).body['exceptions']).toMatchObject([{ kind: 'excused', reason: null }]);
    expect((await lead.get(page)).body['exceptions']).toMatchObject([{ reason: 'Seconded to the court' }]);
  });

  it('are read by the person on their account, with the reason', async () => {
    await add();
    const them = await app.signIn(person.email);
    expect((await them.get('/api/account')).body['memberships']).toMatchObject([
      {
        exceptions: [
          { moduleTitle: 'Title of first-module', kind: 'excused', reason: 'Seconded to the court' },
        ],
      },
    ]);
  });

  it('are not for somebody who has left', async () => {
    await sql('update membership set to_on = $2 where id = $1', person.membershipIds[0], day(-1));
    expect((await add()).body).toMatchObject({ code: 'membership.wrong-day' });
    expect((await lead.get(address())).body).toMatchObject({ hasLeft: true });
  });
});
