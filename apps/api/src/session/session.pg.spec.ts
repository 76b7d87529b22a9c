import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { TEST_PASSPHRASE } from '../platform/testing/test-people.js';

const EMAIL = 'nurse@trust.example';

describe('session', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    await app.people.addPerson(EMAIL, { agencyId: 2, grants: ['line-manager'] }, { agencyId: 3 });
  });
  afterAll(() => app.close());

  const sessionRows = async () =>
    (await app.testDatabase.superuser.query('select from access.session')).rowCount ?? 0;
  const isSignedIn = async (browser: { get(path: string): Promise<{ body: Record<string, unknown> }> }) =>
    (await browser.get('/api/session')).body['person'] !== null;

  it('answers nobody, sets no cookie and keeps no row', async () => {
    const before = await sessionRows();
    const answer = await app.client().get('/api/session');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      person: null,
      acting: null,
      permissions: [],
      demonstrationAccounts: [],
    });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await sessionRows()).toBe(before);
  });

  it('knows a client that asks again before it has read the answer to its sign-in', async () => {
    const headers = { origin: 'http://localhost:3000', 'content-type': 'application/json' };
    const body = JSON.stringify({ email: EMAIL, passphrase: TEST_PASSPHRASE });
    for (let again = 0; again < 10; again += 1) {
      const answer = await fetch(`${app.address}/api/session`, { method: 'POST', headers, body });
      const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const account = await fetch(`${app.address}/api/account`, { headers: { cookie } });
      expect(account.status).toBe(200);
      await Promise.all([answer.text(), account.text()]);
    }
  });

  it('signs in, says who is asking and until when, and signs out', async () => {
    const browser = await app.signIn(EMAIL.toUpperCase());
    const { body } = await browser.get('/api/session');
    expect(body).toMatchObject({
      person: { name: 'nurse', email: EMAIL },
      acting: { agencyId: 2, jobRole: 'school-nurse' },
      agencies: [{ agencyId: 2 }, { agencyId: 3 }],
      roles: ['practitioner', 'line-manager'],
    });
    const minutesLeft = (Date.parse(String(body['idleEndsAt'])) - app.clock.now().getTime()) / 60_000;
    expect(Math.round(minutesLeft)).toBe(30);

    expect((await browser.delete('/api/session')).status).toBe(204);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.delete('/api/session')).status).toBe(204); // twice is no mistake
  });

  it('acts for another of one’s own agencies, and for no other', async () => {
    const browser = await app.signIn(EMAIL);
    const switched = await browser.put('/api/session/agency', { agencyId: 3 });
    expect(switched.body).toMatchObject({ acting: { agencyId: 3 }, roles: ['practitioner'] });
    expect((await browser.get('/api/session')).body).toMatchObject({ acting: { agencyId: 3 } });
    expect((await browser.put('/api/session/agency', { agencyId: 1 })).status).toBe(404);
  });

  describe('against fixation and theft (A8)', () => {
    it('gives a new session at sign-in, whatever the browser came with', async () => {
      const browser = app.client();
      browser.setCookie('lr', 's%3Ainvented.signature');
      await browser.post('/api/session', { email: EMAIL, passphrase: 'a passphrase for tests' });
      const first = browser.cookie('lr');
      expect(first).not.toContain('invented');

      await browser.post('/api/session', { email: EMAIL, passphrase: 'a passphrase for tests' });
      expect(browser.cookie('lr')).not.toBe(first);
      const old = app.client();
      old.setCookie('lr', first!);
      expect((await old.get('/api/account')).status).toBe(401);
    });

    it('marks the cookie as no business of scripts or other sites', async () => {
      const signIn = await app
        .client()
        .post('/api/session', { email: EMAIL, passphrase: 'a passphrase for tests' });
      const [cookie] = signIn.headers.getSetCookie();
      expect(cookie).toMatch(/^lr=/);
      expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    });
  });

  describe('in the course of time (A8)', () => {
    it('ends after 30 minutes of silence, and says so once', async () => {
      const browser = await app.signIn(EMAIL);
      app.clock.advance({ minutes: 29, seconds: 59 });
      expect((await browser.get('/api/account')).status).toBe(200);
      app.clock.advance({ minutes: 30, seconds: 1 });
      const before = await sessionRows();
      const ended = await browser.get('/api/account');
      expect([ended.status, ended.body.code]).toEqual([401, 'session.expired']);
      expect(await sessionRows()).toBe(before - 1);
      expect((await browser.get('/api/account')).body.code).toBe('session.required');
    });

    it('lets somebody whose session has just ended sign in again', async () => {
      const browser = await app.signIn(EMAIL);
      app.clock.advance({ minutes: 31 });
      const again = await browser.post('/api/session', {
        email: EMAIL,
        passphrase: 'a passphrase for tests',
      });
      expect(again.status).toBe(200);
      expect(await isSignedIn(browser)).toBe(true);
    });

    it('is extended by one press', async () => {
      const browser = await app.signIn(EMAIL);
      app.clock.advance({ minutes: 25 });
      expect((await browser.post('/api/session/extend')).status).toBe(200);
      app.clock.advance({ minutes: 25 });
      expect(await isSignedIn(browser)).toBe(true);
    });

    it('ends after 12 hours however busy its person is', async () => {
      const browser = await app.signIn(EMAIL);
      for (let hour = 0; hour < 12; hour += 0.4) {
        expect((await browser.get('/api/account')).status).toBe(200);
        app.clock.advance({ minutes: 24 });
      }
      expect((await browser.get('/api/account')).body.code).toBe('session.expired');
    });
  });

  describe('on a site that is no demonstration', () => {
    it('refuses a demonstration account, whatever the database holds', async () => {
      await app.people.addPerson('lead@demo.example', { agencyId: 2 });
      const answer = await app.client().post('/api/session', {
        email: 'lead@demo.example',
        passphrase: 'a passphrase for tests',
      });
      expect([answer.status, answer.body.code]).toEqual([401, 'session.wrong-credentials']);
    });

    it('ends the sessions that a demonstration over the same database left open', async () => {
      const demonstration = await startTestApp({
        testDatabase: app.testDatabase,
        configuration: { demonstration: true },
      });
      let cookie: string;
      try {
        await app.people.addPerson('editor@demo.example', { agencyId: 2 });
        const browser = await demonstration.signIn('editor@demo.example');
        const session = await browser.get('/api/session');
        expect(session.body['demonstrationPassphrase']).toBe('demonstration-only-2026');
        cookie = browser.cookie('lr')!;
      } finally {
        await demonstration.close();
      }
      const real = await startTestApp({ testDatabase: app.testDatabase });
      try {
        const browser = real.client();
        browser.setCookie('lr', cookie);
        expect((await browser.get('/api/account')).status).toBe(401);
      } finally {
        await real.close();
      }
    });
  });
});
