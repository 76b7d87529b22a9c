import { HttpErrorResponse, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { tap } from 'rxjs';
import { isAway } from './api-error.js';

const HEADER = 'Idempotency-Key';
/** Actions whose outcome is unknown; few are ever open at once. */
const MOST_REMEMBERED = 20;

/** Keys of the writes that have not been answered yet, by method, address and body. Lost with the page. */
@Service()
export class OpenActions {
  private readonly keys = new Map<string, string>();

  /** The key of this action: the one it already has, or a new one. */
  keyOf(action: string): string {
    const key = this.keys.get(action) ?? crypto.randomUUID();
    this.keys.set(action, key);
    const [oldest] = this.keys.keys();
    if (this.keys.size > MOST_REMEMBERED && oldest !== undefined) this.keys.delete(oldest);
    return key;
  }

  /** The action was answered: doing the same again is another action. */
  close(action: string): void {
    this.keys.delete(action);
  }
}

/**
 * Gives each write a key, and the same key again when the same thing is sent to the same address before an
 * answer came: a double click, or another try after the network failed. The server then does it once.
 * A caller that keeps its own key, such as a queue that outlives the page, sets the header itself.
 * Signing in and choosing a passphrase are left out: the server takes no key there, and what is typed there is not to
 * be remembered.
 */
export const idempotencyKey: HttpInterceptorFn = (request, next) => {
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const isOfNobody = request.url === '/api/session' || request.url.startsWith('/api/passphrase');
  if (isRead || request.headers.has(HEADER) || isOfNobody) return next(request);

  const open = inject(OpenActions);
  const action = `${request.method} ${request.urlWithParams} ${JSON.stringify(request.body)}`;
  return next(request.clone({ setHeaders: { [HEADER]: open.keyOf(action) } })).pipe(
    tap({
      next: (event) => {
        if (event instanceof HttpResponse) open.close(action);
      },
      // A refusal is an answer; silence is not, and then the next try is the same action.
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse && !isAway(error) && error.status < 500) open.close(action);
      },
    }),
  );
};
