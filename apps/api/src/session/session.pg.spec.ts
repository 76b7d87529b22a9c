import { startTestApp, type TestApp } from '../platform/testing/test-app.js';

describe('session', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    await app.people.addPerson(
      'nurse@trust.example',
      { agencyId: 2, grants: ['line-manager'] },
      { agencyId: 3 },
    );
  });
  afterAll(() => app.close());

  it('answers nobody, and sets no cookie', async () => {
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
  });

  it('signs in, says who is asking, and signs out', async () => {
    const browser = await app.signIn('nurse@trust.example');
    const session = await browser.get('/api/session');
    expect(session.body).toMatchObject({
      person: { name: 'nurse', email: 'nurse@trust.example' },
      roles: ['practitioner', 'line-manager'],
    });
    const signedOut = await browser.delete('/api/session');
    expect(signedOut.status).toBe(204);
    expect((await browser.get('/api/session')).body['person']).toBeNull();
  });

  it('answers health', async () => {
    const health = await app.client().get('/api/health');
    expect([health.status, health.body]).toEqual([
      200,
      {
        status: 'ok',
        details: { process: { status: 'up' }, database: { status: 'up' }, migrations: { status: 'up' } },
      },
    ]);
  });
});
