import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { SessionStore } from '../session/session-store.js';
import { somebody } from '../session/testing/session-answer.js';
import { actingAgency } from './acting-agency.js';

it('names the acting agency in writes, and nowhere else', async () => {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(withInterceptors([actingAgency])), provideHttpClientTesting()],
  });
  const http = TestBed.inject(HttpClient);
  const server = TestBed.inject(HttpTestingController);
  const sent = (method: string, url: string) => {
    http.request(method, url).subscribe();
    return server.expectOne(url).request.headers.get('Acting-Agency');
  };
  expect(sent('POST', '/api/learning/x/attempt')).toBeNull(); // nobody is signed in yet

  const loaded = TestBed.inject(SessionStore).load();
  server.expectOne('/api/session').flush(somebody());
  await loaded;
  expect(sent('POST', '/api/learning/x/attempt')).toBe('7');
  expect(sent('GET', '/api/learning')).toBeNull();
  expect(sent('PUT', '/api/session/agency')).toBeNull();
});
