import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, type Routes, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';

/** A page as a test sees it: rendered at its address, with the server played by the test. */
export interface OpenPage {
  /** Answers the one open request to this address, as the server would, and waits for the page. */
  answer(url: string, body: object): Promise<void>;
  /** Refuses it with this status. */
  refuse(url: string, status: number): Promise<void>;
  /** Waits until the page shows what was just done to it. */
  settle(): Promise<void>;
  /** The address, with what is filtered by. */
  address(): string;
}

/** Opens the page that stands at `address` in a feature's routes. */
export async function openPage(routes: Routes, address: string): Promise<OpenPage> {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([...routes, { path: '**', children: [] }], withComponentInputBinding()),
    ],
  });
  const harness = await RouterTestingHarness.create();
  await harness.navigateByUrl(address);
  const server = TestBed.inject(HttpTestingController);
  const settle = async () => {
    // Lets a navigation that was just begun come to its end.
    await new Promise((resolve) => setTimeout(resolve));
    harness.detectChanges();
  };
  return {
    settle,
    address: () => TestBed.inject(Router).url,
    async answer(url, body) {
      server.expectOne(url).flush(body);
      await settle();
    },
    async refuse(url, status) {
      const error = { status, code: 'service.fault', message: '', errors: [], requestId: 'req-7' };
      server.expectOne(url).flush(error, { status, statusText: 'Refused' });
      await settle();
    },
  };
}
