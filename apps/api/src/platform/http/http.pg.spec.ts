import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { startTestApp, type TestApp } from '../testing/test-app.js';
import { TestClient } from '../testing/test-client.js';
import { Drain } from './drain.js';

const EMAIL = 'nurse@trust.example';
const SCRIPT = 'main-4GJ5X2PQ.js';

/** A web app as it is built: a page, and a script with its compressed copies. */
function buildWebApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'web-app-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Learning Reviews</title>');
  const script = 'document.title="long enough to be worth compressing";'.repeat(20);
  writeFileSync(join(folder, SCRIPT), script);
  writeFileSync(join(folder, `${SCRIPT}.br`), brotliCompressSync(script));
  writeFileSync(join(folder, `${SCRIPT}.gz`), gzipSync(script));
  return folder;
}

/** A line to the database that can be cut, as when its machine is gone, and mended. */
async function cuttableLine(databaseUrl: string) {
  const { hostname, port: databasePort } = new URL(databaseUrl);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(databasePort), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [near, far].forEach((end) => end.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const near = new URL(databaseUrl);
  near.host = `127.0.0.1:${port}`;
  return {
    url: near.href,
    cut: () => {
      server.close();
      for (const socket of open) socket.destroy();
      open.clear();
    },
    mend: () => (server.listening ? Promise.resolve() : listen(port)),
  };
}

describe('HTTP', () => {
  let app: TestApp;
  let signedIn: TestClient;
  const webDir = buildWebApp();
  beforeAll(async () => {
    app = await startTestApp({ configuration: { webDir } });
    await app.people.addPerson(EMAIL, { agencyId: 2 });
    signedIn = await app.signIn(EMAIL);
  });
  afterAll(async () => {
    await app.close();
    rmSync(webDir, { recursive: true });
  });

  const registration = () =>
    app.testDatabase.superuser
      .query('select body, number from person_registration')
      .then(({ rows }) => rows as unknown[]);

  describe('errors', () => {
    it('have one shape, with a request id that is also in the header', async () => {
      const answer = await app.client().get('/api/nothing/here');
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({
        status: 404,
        code: 'request.not-found',
        message: 'We could not find what you asked for',
        errors: [],
        requestId: answer.headers.get('x-request-id'),
      });
    });

    it.each([
      ['JSON that ends too soon', '{"body":', 400, 'request.malformed'],
      ['a body that is no object', '"nmc"', 400, 'request.malformed'],
      [
        'a body over the limit',
        JSON.stringify({ body: 'nmc', number: 'x'.repeat(200_000) }),
        413,
        'request.too-large',
      ],
      ['a field of the wrong kind', '{"body":"nmc","number":7}', 422, 'request.invalid'],
      ['nothing', undefined, 422, 'request.invalid'],
    ])('answers %s', async (_what, rawBody, status, code) => {
      const answer = await signedIn.send('PUT', '/api/account/registration', { rawBody });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('answers a path that cannot be decoded', async () => {
      const answer = await app.client().get('/api/review/%E0%A4%A');
      expect([answer.status, answer.body.code]).toEqual([400, 'request.malformed']);
    });

    it('names the fields in the order of the form', async () => {
      const answer = await app.client().post('/api/session', { passphrase: '', email: ' ' });
      expect(answer.body['errors']).toEqual([
        { field: 'email', message: 'Enter your email address' },
        { field: 'passphrase', message: 'Enter your passphrase' },
      ]);
    });
  });

  describe('fields nobody asked for (A6)', () => {
    it.each([
      ['an unknown one', '{"body":"nmc","number":"1","person_id":"x"}', 422],
      ['__proto__', '{"body":"nmc","number":"1","__proto__":{"isAdministrator":true}}', 400],
      ['__proto__ deep inside', '{"body":"nmc","number":{"a":[{"__proto__":{}}]}}', 400],
      ['constructor', '{"body":"nmc","number":"1","constructor":{"prototype":{"x":1}}}', 400],
      ['an escaped __proto__', '{"body":"nmc","number":"1","\\u005f_proto__":{}}', 400],
      ['the character NUL', '{"body":"nmc","number":"1\\u0000"}', 400],
    ])('refuses %s and changes nothing', async (_what, rawBody, status) => {
      const before = await registration();
      const answer = await signedIn.send('PUT', '/api/account/registration', { rawBody });
      expect(answer.status).toBe(status);
      expect(await registration()).toEqual(before);
      expect(({} as Record<string, unknown>)['isAdministrator']).toBeUndefined();
    });

    it('refuses somebody else’s id beside one’s own fields', async () => {
      const answer = await signedIn.put('/api/session/agency', {
        agencyId: 2,
        personId: 'x',
        roles: ['administrator'],
      });
      expect(answer.status).toBe(422);
      expect((await signedIn.get('/api/session')).body['roles']).toEqual(['practitioner']);
    });
  });

  describe('writes from another site (A7)', () => {
    it.each([
      ['without Origin', { origin: null }],
      ['from a foreign Origin', { origin: 'https://evil.example' }],
      ['from a page of no origin', { origin: 'null' }],
      ['from our name on another port', { origin: 'http://localhost:3001' }],
      ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
      ['that the browser calls same-site only', { 'sec-fetch-site': 'same-site' }],
      ['that the person typed, so the browser says', { 'sec-fetch-site': 'none' }],
      ['with JSON that claims to be text', { 'content-type': 'text/plain' }],
      ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['with JSON of no type', { 'content-type': null }],
    ])('are refused %s', async (_how, headers) => {
      const before = await registration();
      for (const [method, path] of [
        ['PUT', '/api/account/registration'],
        ['POST', '/api/session'],
      ] as const) {
        const answer = await signedIn.send(method, path, { body: { body: 'hcpc', number: '1' }, headers });
        expect([answer.status, answer.body.code]).toEqual([403, 'request.cross-site']);
      }
      expect(await registration()).toEqual(before);
    });

    it('are let through from our own pages', async () => {
      const headers = { 'sec-fetch-site': 'same-origin' };
      const answer = await signedIn.put(
        '/api/account/registration',
        { body: 'hcpc', number: '1' },
        { headers },
      );
      expect(answer.status).toBe(204);
    });

    it('cannot be a deletion without a body either', async () => {
      const answer = await signedIn.delete('/api/account/sessions', {
        headers: { origin: 'https://evil.example' },
      });
      expect(answer.status).toBe(403);
    });
  });

  describe('headers', () => {
    it('allow our own files only, and tell nothing of the server', async () => {
      const { headers } = await app.client().get('/');
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';" +
          "worker-src 'self';manifest-src 'self';object-src 'none';base-uri 'self';form-action 'self';" +
          "frame-ancestors 'none';require-trusted-types-for 'script';trusted-types angular default",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull(); // http: nothing to insist on
    });

    it('keep answers about people out of every cache', async () => {
      const { headers } = await signedIn.get('/api/account');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('etag')).toBeNull();
    });
  });

  describe('behind a proxy that speaks https', () => {
    it('insists on https and on a cookie of this host alone', async () => {
      const secure = await startTestApp({
        testDatabase: app.testDatabase,
        configuration: { publicUrl: 'https://learning.example' },
      });
      try {
        const answer = await secure
          .client()
          .post(
            '/api/session',
            { email: EMAIL, passphrase: 'a passphrase for tests' },
            { headers: { 'x-forwarded-proto': 'https' } },
          );
        expect(answer.status).toBe(200);
        expect(answer.headers.getSetCookie()[0]).toMatch(
          /^__Host-lr=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        );
        expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      } finally {
        await secure.close();
      }
    });
  });

  describe('the web app', () => {
    it.each(['/', '/learning/kern-young-person/section/3', '/reviews?theme=T01'])(
      'answers its page at %s',
      async (path) => {
        const answer = await app.client().get(path);
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
        expect(answer.text).toContain('<title>Learning Reviews</title>');
      },
    );

    it('answers its page to somebody who opens a file that is not there', async () => {
      const answer = await app.client().get('/no-such.page', { headers: { accept: 'text/html,*/*;q=0.8' } });
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('<title>Learning Reviews</title>');
    });

    it.each([
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
      ['identity', null],
    ])('sends a script to a browser that takes %s', async (accepted, encoding) => {
      const answer = await app.client().get(`/${SCRIPT}`, { headers: { 'accept-encoding': accepted } });
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      expect(answer.headers.get('vary')).toBe('Accept-Encoding');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.text).toContain('worth compressing');
    });

    it.each([
      ['GET', '/main-00000000.js'], // a script of an older build: a page in its place would be run
      ['GET', '/assets/'.concat('missing.svg')],
      ['POST', '/learning'],
      ['GET', '/..%2f..%2fpackage.json'],
    ])('has nothing at %s %s', async (method, path) => {
      const answer = await app.client().send(method, path);
      expect([answer.status, answer.body.code]).toEqual([404, 'request.not-found']);
    });
  });

  describe('when the database is away', () => {
    it('answers 503 with the seconds to wait, and nothing of where it was; and goes on when it is back', async () => {
      const line = await cuttableLine(app.testDatabase.appUrl);
      const lost = await startTestApp({
        testDatabase: app.testDatabase,
        configuration: { databaseUrl: line.url },
      });
      try {
        const browser = await lost.signIn(EMAIL);
        line.cut();
        for (const path of ['/api/account', '/api/health', '/api/account']) {
          const answer = await browser.get(path);
          expect([answer.status, answer.body.code]).toEqual([503, 'service.unavailable']);
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
          expect(answer.text).not.toMatch(/lr_test|127\.0\.0\.1|ECONN|password/);
        }
        await line.mend();
        expect((await browser.get('/api/account')).status).toBe(200);
      } finally {
        await line.mend();
        await lost.close();
        line.cut();
      }
    }, 30_000);
  });

  it('tells a health check that it is stopping, and answers everybody else', async () => {
    const stopping = await startTestApp({ testDatabase: app.testDatabase });
    try {
      stopping.application.get(Drain).announce();
      expect((await stopping.client().get('/api/health')).status).toBe(503);
      expect((await stopping.client().get('/api/session')).status).toBe(200);
    } finally {
      await stopping.close();
    }
  });
});
