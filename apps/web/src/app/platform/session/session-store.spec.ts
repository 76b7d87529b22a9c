import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { sessionEnded } from '../http/session-ended.js';
import { may, placeToReturn, signedIn } from './session-guards.js';
import { SessionStore } from './session-store.js';
import { nobody, somebody } from './testing/session-answer.js';

@Component({ selector: 'lr-page', template: 'page' })
class Page {}
@Component({ selector: 'lr-missing', template: 'missing' })
class Missing {}

describe('session', () => {
  let server: HttpTestingController;
  let session: SessionStore;
  let router: Router;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([sessionEnded])),
        provideHttpClientTesting(),
        provideRouter([
          { path: 'learning', component: Page, canMatch: [signedIn] },
          { path: 'agency', component: Page, canMatch: [may('agency.read-summary', 'agency.read-team')] },
          { path: 'sign-in', component: Page },
          { path: '**', component: Missing },
        ]),
      ],
    });
    server = TestBed.inject(HttpTestingController);
    session = TestBed.inject(SessionStore);
    router = TestBed.inject(Router);
  });

  /** Goes to `address` while the server answers the question who is asking. */
  async function go(address: string, answer = nobody()): Promise<string> {
    const arrived = RouterTestingHarness.create(address);
    // The guard asks once the router has come to it.
    await new Promise((turn) => setTimeout(turn));
    server.expectOne('/api/session').flush(answer);
    const harness = await arrived;
    return harness.routeNativeElement?.textContent ?? '';
  }

  async function load(answer = somebody(), headers: Record<string, string> = {}) {
    const loaded = session.load();
    server.expectOne('/api/session').flush(answer, { headers });
    await loaded;
  }

  describe('guards', () => {
    it('send a stranger to sign in and remember the whole address', async () => {
      await go('/learning?filter=overdue');
      expect(router.url).toBe('/sign-in?return=%2Flearning%3Ffilter%3Doverdue');
    });

    it('let a signed-in person through', async () => {
      expect(await go('/learning', somebody())).toBe('page');
    });

    it('show the not-found page, at the same address, to those who may not', async () => {
      expect(await go('/agency', somebody())).toBe('missing');
      expect(router.url).toBe('/agency');
    });

    it('let through whoever holds one of the permissions', async () => {
      expect(await go('/agency', somebody({ permissions: ['agency.read-team'] }))).toBe('page');
    });
  });

  it('asks who is signed in once, however many pages wait for it', async () => {
    const both = Promise.all([session.ready(), session.ready()]);
    server.expectOne('/api/session').flush(somebody());
    await both;
    expect(session.person()?.name).toBe('Asha Patel');
    expect(session.may('learning.complete')).toBe(true);
    expect(session.may('agency.export')).toBe(false);
  });

  it('takes an unreachable server for nobody signed in', async () => {
    const ready = session.ready();
    server.expectOne('/api/session').error(new ProgressEvent('error'));
    await ready;
    expect(session.isSignedIn()).toBe(false);
  });

  it('counts the time left by the server’s clock, not this browser’s', async () => {
    const serverNow = Date.parse('2026-11-22T10:00:00Z'); // far from the clock of the test
    await load(somebody({ idleEndsAt: '2026-11-22T10:30:00Z', absoluteEndsAt: '2026-11-22T22:00:00Z' }), {
      Date: new Date(serverNow).toUTCString(),
    });
    const left = (session.ends()?.idleAt ?? 0) - Date.now();
    expect(Math.round(left / 60_000)).toBe(30);
  });

  it('keeps what the site says of itself when the person is forgotten', async () => {
    await load(somebody({ demonstration: true }));
    session.forget();
    expect(session.isSignedIn()).toBe(false);
    expect(session.ends()).toBeNull();
    expect(session.isDemonstration()).toBe(true);
  });

  it('signs out on the server first', async () => {
    await load();
    const done = session.signOut();
    expect(session.isSignedIn()).toBe(true);
    server.expectOne({ method: 'DELETE', url: '/api/session' }).flush(null);
    await done;
    expect(session.isSignedIn()).toBe(false);
  });

  describe('when a request finds the session ended', () => {
    async function answer401(code: string) {
      await RouterTestingHarness.create('/record?year=2026');
      await load();
      const failures: unknown[] = [];
      TestBed.inject(HttpClient)
        .post('/api/learning/answer', {})
        .subscribe({ error: (error) => failures.push(error.status) });
      server
        .expectOne('/api/learning/answer')
        .flush(
          { status: 401, code, message: '', errors: [], requestId: 'r' },
          { status: 401, statusText: 'x' },
        );
      await new Promise((settled) => setTimeout(settled));
      return failures;
    }

    it('leads to sign in and names the way back; the caller still learns of it', async () => {
      expect(await answer401('session.expired')).toEqual([401]);
      expect(router.url).toBe('/sign-in?return=%2Frecord%3Fyear%3D2026&ended=true');
      expect(session.isSignedIn()).toBe(false);
    });

    it('says that access has ended, and names no way back to the agency’s page', async () => {
      await answer401('session.access-ended');
      expect(router.url).toBe('/sign-in?ended=access');
      expect(session.isSignedIn()).toBe(false);
    });

    it('takes wrong credentials for an answer, not an end', async () => {
      await answer401('session.wrong-credentials');
      expect(router.url).toBe('/record?year=2026');
      expect(session.isSignedIn()).toBe(true);
    });
  });

  it.each([
    ['/record?year=2026', '/record?year=2026'],
    [undefined, '/learning'],
    ['', '/learning'],
    ['https://elsewhere.example', '/learning'],
    ['//elsewhere.example', '/learning'], // an address of another site in disguise
    ['/\\elsewhere.example', '/learning'],
    ['/sign-in', '/learning'],
  ])('after signing in, %p leads to %s', (asked, expected) => {
    expect(placeToReturn(asked)).toBe(expected);
  });
});
