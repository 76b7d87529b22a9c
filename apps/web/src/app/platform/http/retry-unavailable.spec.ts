import { HttpClient, HttpContext, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { Connection } from './connection.js';
import { idempotencyKey } from './idempotency-key.js';
import { ONE_TRY, retryUnavailable } from './retry-unavailable.js';

describe('retry while the service is away', () => {
  let server: HttpTestingController;
  let connection: Connection;
  const outcomes: unknown[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    // Without chance the waits are exact.
    jest.spyOn(Math, 'random').mockReturnValue(0);
    outcomes.length = 0;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([idempotencyKey, retryUnavailable])),
        provideHttpClientTesting(),
      ],
    });
    server = TestBed.inject(HttpTestingController);
    connection = TestBed.inject(Connection);
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  function get(context = new HttpContext()): void {
    TestBed.inject(HttpClient)
      .get('/api/learning', { context })
      .subscribe({ next: (body) => outcomes.push(body), error: (error) => outcomes.push(error.status) });
  }

  function fail(status: number, headers: Record<string, string> = {}): void {
    server.expectOne('/api/learning').flush({}, { status, statusText: 'x', headers });
  }

  it('waits as long as Retry-After says, tells so meanwhile, and then gets its answer', () => {
    get();
    fail(503, { 'Retry-After': '5' });
    expect(connection.isAway()).toBe(true);
    jest.advanceTimersByTime(4999);
    server.expectNone('/api/learning');
    jest.advanceTimersByTime(1);
    server.expectOne('/api/learning').flush({ ok: true });
    expect(outcomes).toEqual([{ ok: true }]);
    expect(connection.isAway()).toBe(false);
  });

  it('backs off 1, 2 and 4 seconds when nothing answers, then gives up', () => {
    get();
    for (const wait of [1000, 2000, 4000]) {
      server.expectOne('/api/learning').error(new ProgressEvent('error'));
      jest.advanceTimersByTime(wait - 1);
      server.expectNone('/api/learning');
      jest.advanceTimersByTime(1);
    }
    fail(502);
    expect(outcomes).toEqual([502]);
    expect(connection.isAway()).toBe(false);
  });

  it('never waits more than half a minute, whatever the server names', () => {
    get();
    fail(503, { 'Retry-After': '86400' });
    jest.advanceTimersByTime(30_000);
    server.expectOne('/api/learning');
  });

  it('sends a write again under the same key', () => {
    TestBed.inject(HttpClient).post('/api/learning', { option: 'a' }).subscribe();
    const first = server.expectOne('/api/learning');
    first.flush({}, { status: 503, statusText: 'x' });
    jest.advanceTimersByTime(1000);
    const second = server.expectOne('/api/learning');
    expect(second.request.headers.get('Idempotency-Key')).toBe(first.request.headers.get('Idempotency-Key'));
  });

  it.each([400, 401, 404, 409, 422, 500])('does not try again after %i', (status) => {
    get();
    fail(status);
    jest.advanceTimersByTime(60_000);
    server.expectNone('/api/learning');
    expect(outcomes).toEqual([status]);
  });

  it('tries once for a caller that tries again itself', () => {
    get(new HttpContext().set(ONE_TRY, true));
    fail(503);
    expect(outcomes).toEqual([503]);
  });
});
