import { HttpContextToken, HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { finalize, retry, tap, throwError, timer } from 'rxjs';
import { isAway } from './api-error.js';
import { Connection } from './connection.js';

/** Whether a request is tried once only: for callers that queue and try again themselves. */
export const ONE_TRY = new HttpContextToken(() => false);

const TRIES_AGAIN = 3;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Tries again when the service is away: after `Retry-After` when the server named a time, else after 1, 2
 * and 4 seconds, each spread by chance so that thousands of browsers do not come back in one instant.
 * Writes are tried again too, because they carry a key that makes them happen once.
 */
export const retryUnavailable: HttpInterceptorFn = (request, next) => {
  if (request.context.get(ONE_TRY)) return next(request);
  const connection = inject(Connection);
  let isWaiting = false;
  const endWait = () => {
    if (isWaiting) connection.ended();
    isWaiting = false;
  };

  return next(request).pipe(
    retry({
      count: TRIES_AGAIN,
      delay: (error: unknown, count) => {
        if (!isAway(error)) return throwError(() => error);
        if (!isWaiting) connection.began();
        isWaiting = true;
        return timer(waitFor(error, count));
      },
    }),
    tap({ next: endWait }),
    finalize(endWait),
  );
};

/** Milliseconds before try number `count`. */
function waitFor(error: unknown, count: number): number {
  const named = error instanceof HttpErrorResponse ? Number(error.headers.get('Retry-After')) : 0;
  const wait = named > 0 ? named * 1000 : FIRST_WAIT_MS * 2 ** (count - 1);
  return Math.min(wait, LONGEST_WAIT_MS) * (1 + Math.random() * 0.3);
}
