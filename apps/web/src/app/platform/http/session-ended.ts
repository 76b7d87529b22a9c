import { HttpErrorResponse, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { tap } from 'rxjs';
import { SessionStore } from '../session/session-store.js';
import { apiErrorOf } from './api-error.js';

/**
 * Sends a person whose session has ended to sign in, and back to the same place afterwards. The caller still
 * gets the error, so that what was typed can be kept. Any other answer proves the session alive.
 */
export const sessionEnded: HttpInterceptorFn = (request, next) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  return next(request).pipe(
    tap({
      next: (event) => {
        if (event instanceof HttpResponse && request.url.startsWith('/api/')) session.sawActivity();
      },
      error: (error: unknown) => {
        const isEnded = error instanceof HttpErrorResponse && error.status === 401;
        // Wrong credentials are an answer to the sign-in form, not the end of a session.
        const code = apiErrorOf(error)?.code;
        if (!isEnded || code === 'session.wrong-credentials') return;
        session.forget();
        if (router.url.startsWith('/sign-in')) return;
        // The page of an agency they have left would not open again.
        const queryParams =
          code === 'session.access-ended' ? { ended: 'access' } : { return: router.url, ended: true };
        void router.navigate(['/sign-in'], { queryParams });
      },
    }),
  );
};
