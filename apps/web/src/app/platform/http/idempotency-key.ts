import { HttpErrorResponse, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { tap } from 'rxjs';
import { isAway } from './api-error.js';

const HEADER = 'Idempotency-Key';
/** Actions whose outcome is unknown; few are ever open at once. */
const MOST_REMEMBERED = 20;

/**
 * Gives each write a key, and the same key again when the same thing is sent to the same address before an
 * answer came: a double click, or another try after the network failed. The server then does it once.
 * A caller that keeps its own key, such as a queue that outlives the page, sets the header itself.
 */
const openKeys = new Map<string, string>();

/** See `openKeys`. Sign-in is left out: it has no key, and a passphrase is not to be remembered. */
export const idempotencyKey: HttpInterceptorFn = (request, next) => {
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (isRead || request.headers.has(HEADER) || request.url === '/api/session') return next(request);

  const action = `${request.method} ${request.urlWithParams} ${JSON.stringify(request.body)}`;
  const key = openKeys.get(action) ?? crypto.randomUUID();
  remember(action, key);

  return next(request.clone({ setHeaders: { [HEADER]: key } })).pipe(
    tap({
      next: (event) => {
        if (event instanceof HttpResponse) openKeys.delete(action);
      },
      // A refusal is an answer; silence is not, and then the next try is the same action.
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse && !isAway(error) && error.status < 500)
          openKeys.delete(action);
      },
    }),
  );
};

function remember(action: string, key: string): void {
  openKeys.set(action, key);
  for (const oldest of openKeys.keys()) {
    if (openKeys.size <= MOST_REMEMBERED) return;
    openKeys.delete(oldest);
  }
}
