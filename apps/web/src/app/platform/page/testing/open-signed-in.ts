import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, type Routes, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ErrorCode } from '@learning-reviews/contracts/error.contract';
import type { Session } from '@learning-reviews/contracts/session.contract';
import { idempotencyKey } from '../../http/idempotency-key.js';
import { retryUnavailable } from '../../http/retry-unavailable.js';
import { sessionEnded } from '../../http/session-ended.js';
import { SessionStore } from '../../session/session-store.js';
import { somebody } from '../../session/testing/session-answer.js';

/** What an error answer may carry besides its code. */
interface Refusal {
  readonly code: ErrorCode;
  readonly message?: string;
  readonly errors?: readonly { field: string; message: string }[];
}

/** A page behind sign-in as a test sees it: rendered at its address, with the server played by the test. */
export interface SignedInPage {
  /** The one open request to this address. */
  asked(method: string, url: string): TestRequest;
  /** How many requests to this address are open. */
  countOf(method: string, url: string): number;
  /** Answers it, as the server would, and waits for the page. */
  answer(method: string, url: string, body: object | null): Promise<void>;
  /** Refuses it with this status; 0 is a network that is away. */
  refuse(method: string, url: string, status: number, refusal?: Refusal): Promise<void>;
  /** Waits until the page shows what was just done to it. */
  settle(): Promise<void>;
  goTo(address: string): Promise<void>;
  address(): string;
  /** Somebody signs in again in this tab. */
  signInAs(session: Session): Promise<void>;
}

/** Opens the page that stands at `address`, for a signed-in person, behind the interceptors it has in the product. */
export async function openSignedIn(
  routes: Routes,
  address: string,
  session: Session = somebody(),
): Promise<SignedInPage> {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([idempotencyKey, retryUnavailable, sessionEnded])),
      provideHttpClientTesting(),
      provideRouter([...routes, { path: '**', children: [] }], withComponentInputBinding()),
    ],
  });
  const server = TestBed.inject(HttpTestingController);
  const store = TestBed.inject(SessionStore);
  const signInAs = async (who: Session) => {
    const loaded = store.load();
    server.expectOne('/api/session').flush(who);
    await loaded;
  };
  const ready = store.ready();
  server.expectOne('/api/session').flush(session);
  await ready;

  const harness = await RouterTestingHarness.create();
  // A page's code is loaded when it is opened, so a navigation takes a few turns.
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      harness.detectChanges();
    }
  };
  const goTo = async (to: string) => {
    await harness.navigateByUrl(to);
    await settle();
  };
  await goTo(address);

  const asked = (method: string, url: string) => server.expectOne({ method, url });
  return {
    asked,
    settle,
    goTo,
    signInAs,
    countOf: (method, url) =>
      server.match((request) => request.method === method && request.url === url).length,
    address: () => TestBed.inject(Router).url,
    async answer(method, url, body) {
      asked(method, url).flush(body);
      await settle();
    },
    async refuse(method, url, status, refusal) {
      const request = asked(method, url);
      if (status === 0) request.error(new ProgressEvent('error'));
      else {
        const body = { status, message: '', errors: [], requestId: 'req-7', ...refusal };
        request.flush(refusal ? body : {}, { status, statusText: 'Refused' });
      }
      await settle();
    },
  };
}
