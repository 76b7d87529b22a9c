import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { type MadePerson, TEST_PASSPHRASE } from '../platform/testing/test-people.js';
import { addModule } from '../report/testing/report-data.js';

describe('account', () => {
  let app: TestApp;
  let person: MadePerson;
  let email: string;
  let count = 0;
  beforeAll(async () => (app = await startTestApp()));
  afterAll(() => app.close());
  beforeEach(async () => {
    email = `person-${(count += 1)}@trust.example`;
    const past = { agencyId: 3, fromOn: '2023-01-01', toOn: '2023-12-31' };
    person = await app.people.addPerson(email, { agencyId: 2, grants: ['training-lead'] }, past);
  });

  type Session = { id: string; current: boolean; device: string };
  const sessionsOf = (body: Record<string, unknown>) => body['sessions'] as Session[];

  it('shows details, memberships past and present, and where one is signed in', async () => {
    const browser = await app.signIn(email);
    const { status, body } = await browser.get('/api/account');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: { id: person.personId, email },
      memberships: [
        { agencyName: 'Agency 2', from: '2024-01-01', to: null, accessRoles: ['Training lead'] },
        { agencyName: 'Agency 3', to: '2023-12-31', accessRoles: [] },
      ],
      registrations: [],
      sessions: [{ current: true, device: 'Another browser' }],
    });
    expect(JSON.stringify(body)).not.toContain(browser.cookie('lr')!.slice(4, 20));
  });

  describe('learning from before a job', () => {
    const standing = (of: MadePerson, moduleId: number, completedOn: string | null, job = 0) =>
      app.testDatabase.superuser.query(
        `insert into standing (agency_id, membership_id, person_id, module_id, state, completed_on)
         select agency_id, id, person_id, $2, case when $3::date is null then 0 else 2 end, $3
         from membership where id = $1`,
        [of.membershipIds[job], moduleId, completedOn],
      );
    beforeAll(async () => {
      for (const [index, slug] of ['one', 'two', 'three', 'four'].entries()) {
        await addModule(app.testDatabase.superuser, index + 1, slug);
      }
    });

    const earlierOf = async () => {
      const { body } = await (await app.signIn(email)).get('/api/account');
      return (body['memberships'] as { earlier: unknown }[]).map(({ earlier }) => earlier);
    };

    it('says of each job what was finished before it and counts in it, the latest first', async () => {
      await standing(person, 1, '2023-05-01');
      await standing(person, 2, '2023-12-31');
      await standing(person, 3, '2024-01-01'); // the first day of the job
      await standing(person, 4, null);
      await standing(person, 1, '2023-05-01', 1);
      expect(await earlierOf()).toEqual([
        [
          { moduleTitle: 'Title of two', completedOn: '2023-12-31' },
          { moduleTitle: 'Title of one', completedOn: '2023-05-01' },
        ],
        [],
      ]);
    });

    it('says nothing of what a colleague finished', async () => {
      const colleague = await app.people.addPerson(`colleague-${email}`, { agencyId: 2 });
      await standing(colleague, 1, '2023-05-01');
      expect(await earlierOf()).toEqual([[], []]);
    });
  });

  describe('signing out elsewhere (A8)', () => {
    it('ends one session, and its browser is out within five seconds', async () => {
      const [here, there] = [await app.signIn(email), await app.signIn(email)];
      const open = sessionsOf((await here.get('/api/account')).body);
      expect(open).toHaveLength(2);
      const other = open.find(({ current }) => !current)!;
      expect((await here.delete(`/api/account/sessions/${other.id}`)).status).toBe(204);
      expect((await there.get('/api/account')).status).toBe(401);
      expect((await here.get('/api/account')).status).toBe(200);
    });

    it('ends all others at once, in another process too', async () => {
      const elsewhere = await startTestApp({ testDatabase: app.testDatabase });
      try {
        const [here, there] = [await app.signIn(email), await elsewhere.signIn(email)];
        expect((await there.get('/api/account')).status).toBe(200);
        expect((await here.delete('/api/account/sessions')).status).toBe(204);
        const ended = Date.now();
        while ((await there.get('/api/account')).status === 200) {
          if (Date.now() - ended > 5_000) throw new Error('still signed in after five seconds');
        }
        expect((await here.get('/api/account')).status).toBe(200);
      } finally {
        await elsewhere.close();
      }
    }, 20_000);

    it('stays ended when a request under way saves it afterwards', async () => {
      const elsewhere = await startTestApp({ testDatabase: app.testDatabase });
      try {
        const [here, there] = [await app.signIn(email), await elsewhere.signIn(email)];
        await there.get('/api/account');
        await here.delete('/api/account/sessions');
        elsewhere.clock.advance({ minutes: 2 }); // time for its stamp, written from what it remembers
        await there.get('/api/account');
        const { rowCount } = await app.testDatabase.superuser.query(
          'select from access.session where person_id = $1',
          [person.personId],
        );
        expect(rowCount).toBe(1);
      } finally {
        await elsewhere.close();
      }
    }, 20_000);

    it('says of another person’s session what it says of none', async () => {
      await app.people.addPerson(`other-${email}`, { agencyId: 2 });
      const other = await app.signIn(`other-${email}`);
      const [theirs] = sessionsOf((await other.get('/api/account')).body);
      const browser = await app.signIn(email);
      const answers = await Promise.all([
        browser.delete(`/api/account/sessions/${theirs!.id}`),
        browser.delete(`/api/account/sessions/${'0'.repeat(32)}`),
        browser.delete('/api/account/sessions/x'),
      ]);
      expect(answers.map(({ status, body }) => [status, body.code, body['message']])).toEqual(
        Array(3).fill([404, 'request.not-found', 'We could not find what you asked for']),
      );
      expect((await other.get('/api/account')).status).toBe(200);
    });
  });

  describe('changing the passphrase', () => {
    const next = 'three wet otters by the lock';

    it('takes the new one from now on and ends the other sessions', async () => {
      const [here, there] = [await app.signIn(email), await app.signIn(email)];
      expect((await here.put('/api/account/passphrase', { current: TEST_PASSPHRASE, next })).status).toBe(
        204,
      );
      expect((await there.get('/api/account')).status).toBe(401);
      expect((await here.get('/api/account')).status).toBe(200);
      await expect(app.signIn(email)).rejects.toThrow('401');
      await app.signIn(email, next);
    });

    it.each([
      [{ current: 'not this one', next }, 'account.wrong-passphrase', 'current'],
      [{ current: TEST_PASSPHRASE, next: 'passwordpassword' }, 'account.weak-passphrase', 'next'],
      [{ current: TEST_PASSPHRASE, next: 'too short' }, 'request.invalid', 'next'],
      [{ current: '', next }, 'request.invalid', 'current'],
    ])('refuses %j with %s beside the field, and changes nothing', async (body, code, field) => {
      const browser = await app.signIn(email);
      const answer = await browser.put('/api/account/passphrase', body);
      expect([answer.status, answer.body.code]).toEqual([422, code]);
      expect(answer.body['errors']).toMatchObject([{ field }]);
      await app.signIn(email);
    });

    it('lets nobody guess the current one from a session left open', async () => {
      const browser = await app.signIn(email);
      const guesses = await Promise.all(
        Array.from({ length: 14 }, (_, n) =>
          browser.put('/api/account/passphrase', { current: `guess ${n}`, next }),
        ),
      );
      expect(guesses.filter(({ status }) => status === 422)).toHaveLength(10);
      expect(guesses.filter(({ status }) => status === 429)).toHaveLength(4);
    });
  });

  it('keeps one registration, with the year that belongs to the body', async () => {
    const browser = await app.signIn(email);
    await browser.put('/api/account/registration', { body: 'nmc', number: '18A1234E' });
    const saved = await browser.put('/api/account/registration', {
      body: 'social-work-england',
      number: ' SW123 ',
    });
    expect(saved.status).toBe(204);
    expect((await browser.get('/api/account')).body['registrations']).toEqual([
      { body: 'social-work-england', number: 'SW123', yearStart: '12-01' },
    ]);
  });
});
