import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import type { MadePerson, NewJob } from '../platform/testing/test-people.js';
import type { TestClient } from '../platform/testing/test-client.js';

/** How long a process trusts what it read of a person. */
const TRUSTED = { seconds: 3 };

describe('access that ends with a membership', () => {
  let app: TestApp;
  let count = 0;
  let email: string;
  beforeAll(async () => (app = await startTestApp()));
  afterAll(() => app.close());
  beforeEach(() => (email = `leaver-${(count += 1)}@trust.example`));

  const employ = (...jobs: NewJob[]) => app.people.addPerson(email, ...jobs);
  const end = ({ membershipIds }: MadePerson, nth = 0) =>
    app.testDatabase.superuser.query('update membership set access_ended_at = $2 where id = $1', [
      membershipIds[nth],
      app.clock.now(),
    ]);
  const stateOf = async (browser: TestClient) => {
    const { status, body } = await browser.get('/api/account');
    return status === 200 ? 'open' : body.code;
  };
  const sessions = async ({ personId }: MadePerson) =>
    (await app.testDatabase.superuser.query('select from access.session where person_id = $1', [personId]))
      .rowCount;

  it('is gone at once when it is taken away, with the session, and says whose it was', async () => {
    const person = await employ({ agencyId: 2, grants: ['training-lead'] });
    const browser = await app.signIn(email);
    expect((await browser.get('/api/agency')).status).toBe(200);
    await end(person);
    app.clock.advance(TRUSTED);
    const refused = await browser.get('/api/agency');
    expect([refused.status, refused.body.code]).toEqual([401, 'session.access-ended']);
    expect(refused.body['message']).toBe(
      'Your access to Agency 2 has ended. Sign in again to reach your own record',
    );
    expect(await sessions(person)).toBe(0);
    expect(await stateOf(browser)).toBe('session.required');
    const { rows } = await app.testDatabase.superuser.query(
      'select outcome from access.sign_in_event where person_id = $1 order by id desc limit 1',
      [person.personId],
    );
    expect(rows).toEqual([{ outcome: 'access-ended' }]);
  });

  it('is gone in another process too, within the two seconds it trusts what it read', async () => {
    const person = await employ({ agencyId: 2 });
    const elsewhere = await startTestApp({ testDatabase: app.testDatabase });
    try {
      const browser = await elsewhere.signIn(email);
      expect(await stateOf(browser)).toBe('open');
      await end(person);
      const ended = Date.now();
      while ((await stateOf(browser)) === 'open') {
        if (Date.now() - ended > 4_000) throw new Error('still open after four seconds');
      }
      expect(Date.now() - ended).toBeLessThan(4_000);
    } finally {
      await elsewhere.close();
    }
  }, 20_000);

  it('ends by date at midnight in the agency’s own zone, with no job', async () => {
    const [here, there] = ['Europe/London', 'America/New_York'];
    await app.people.addAgency(40);
    await app.people.addAgency(41);
    await app.testDatabase.superuser.query('update agency set time_zone = $2 where id = $1', [41, there]);
    const toMidnight = () => {
      const time = app.clock.now().toLocaleTimeString('en-GB', { timeZone: here });
      const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
      return 24 * 3600 - (hours * 3600 + minutes * 60 + seconds);
    };
    app.clock.advance({ seconds: toMidnight() - 300 });
    const lastDay = app.clock.now().toLocaleDateString('en-CA', { timeZone: here });
    await employ({ agencyId: 40, toOn: lastDay });
    const london = await app.signIn(email);
    email = `west-${email}`;
    await employ({ agencyId: 41, toOn: lastDay });
    const newYork = await app.signIn(email);

    app.clock.advance({ seconds: toMidnight() - 10 });
    expect([await stateOf(london), await stateOf(newYork)]).toEqual(['open', 'open']);
    app.clock.advance({ seconds: 11 });
    expect([await stateOf(london), await stateOf(newYork)]).toEqual(['session.access-ended', 'open']);
  });

  it('leaves the session of another job of theirs alone', async () => {
    const person = await employ({ agencyId: 2 }, { agencyId: 3 });
    const [first, second] = [await app.signIn(email), await app.signIn(email)];
    await second.put('/api/session/agency', { agencyId: 3 });
    await end(person);
    app.clock.advance(TRUSTED);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['session.access-ended', 'open']);
    expect((await (await app.signIn(email)).get('/api/session')).body).toMatchObject({
      acting: { agencyId: 3 },
      agencies: [{ agencyId: 3 }],
    });
  });

  it('goes over silently to another job in the same agency', async () => {
    const person = await employ({ agencyId: 2, grants: ['training-lead'] });
    const browser = await app.signIn(email);
    const { superuser } = app.testDatabase;
    await superuser.query(`update membership set to_on = current_date - 3 where id = $1`, [
      person.membershipIds[0],
    ]);
    const later = await app.people.addMembership(person.personId, 'later', {
      agencyId: 2,
      fromOn: app.clock.now().toISOString().slice(0, 10),
    });
    await superuser.query(`update membership set from_on = current_date - 2 where id = $1`, [later]);
    app.clock.advance(TRUSTED);
    expect((await browser.get('/api/session')).body).toMatchObject({
      acting: { agencyId: 2, membershipId: later },
      roles: ['practitioner'], // the new job has grants of its own, or none
    });
  });

  it('lets them sign in again, to their own record and nothing else', async () => {
    const person = await employ({ agencyId: 2, grants: ['training-lead'] });
    await end(person);
    app.clock.advance(TRUSTED);
    const browser = await app.signIn(email);
    expect((await browser.get('/api/session')).body).toMatchObject({ acting: null, roles: ['practitioner'] });
    expect((await browser.get('/api/learning')).status).toBe(200);
    expect((await browser.get('/api/agency')).status).toBe(403);
    app.clock.advance(TRUSTED);
    expect(await stateOf(browser)).toBe('open');
  });

  it('leaves those alone who never had a job, until they have had one', async () => {
    const person = await employ();
    const browser = await app.signIn(email);
    expect(await stateOf(browser)).toBe('open');
    const membershipId = await app.people.addMembership(person.personId, 'first', { agencyId: 2 });
    app.clock.advance(TRUSTED);
    expect((await browser.get('/api/session')).body).toMatchObject({ acting: { agencyId: 2 } });
    await end({ ...person, membershipIds: [membershipId] });
    app.clock.advance(TRUSTED);
    expect(await stateOf(browser)).toBe('session.access-ended');
  });
});
