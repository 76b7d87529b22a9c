import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { idempotencyKey } from './idempotency-key.js';

describe('idempotency key', () => {
  let server: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([idempotencyKey])), provideHttpClientTesting()],
    });
    server = TestBed.inject(HttpTestingController);
  });

  /** Sends a write and answers it; tells the key it carried. */
  function key(body: object, answer?: { status: number }): string | null {
    TestBed.inject(HttpClient)
      .post('/api/learning/answer', body)
      .subscribe({ error: () => undefined });
    const sent = server.expectOne('/api/learning/answer');
    if (answer) sent.flush({}, { ...answer, statusText: 'x' });
    else sent.error(new ProgressEvent('error'));
    return sent.request.headers.get('Idempotency-Key');
  }

  it('gives each write a uuid of its own', () => {
    const first = key({ option: 'a' }, { status: 201 });
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(key({ option: 'b' }, { status: 201 })).not.toBe(first);
  });

  it.each([
    ['the network failed', undefined],
    ['the service was away', { status: 503 }],
    ['the service broke', { status: 500 }], // it may have done it before it broke
  ])('keeps the key for the next try after %s', (_why, answer) => {
    expect(key({ option: 'a' }, answer)).toBe(key({ option: 'a' }, { status: 201 }));
  });

  it.each([
    ['done', { status: 201 }],
    ['refused', { status: 422 }],
  ])('takes a new key for the same thing once it was %s', (_what, answer) => {
    expect(key({ option: 'a' }, answer)).not.toBe(key({ option: 'a' }, answer));
  });

  it('gives a double click one key', () => {
    const http = TestBed.inject(HttpClient);
    http.post('/api/learning/finish', {}).subscribe();
    http.post('/api/learning/finish', {}).subscribe();
    const keys = server
      .match('/api/learning/finish')
      .map(({ request }) => request.headers.get('Idempotency-Key'));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('leaves reads, sign-in and a caller’s own key alone', () => {
    const http = TestBed.inject(HttpClient);
    http.get('/api/learning').subscribe();
    http.post('/api/session', { email: 'a', passphrase: 'b' }).subscribe();
    http.post('/api/learning/queue', {}, { headers: { 'Idempotency-Key': 'mine' } }).subscribe();
    const keyOf = (url: string) => server.expectOne(url).request.headers.get('Idempotency-Key');
    expect(keyOf('/api/learning')).toBeNull();
    expect(keyOf('/api/session')).toBeNull();
    expect(keyOf('/api/learning/queue')).toBe('mine');
  });
});
