import { provideHttpClient, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideEnvironmentInitializer,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { ROUTES } from './app.routes.js';
import { actingAgency } from './platform/http/acting-agency.js';
import { idempotencyKey } from './platform/http/idempotency-key.js';
import { retryUnavailable } from './platform/http/retry-unavailable.js';
import { sessionEnded } from './platform/http/session-ended.js';
import { showProblemPage } from './platform/page/navigation-problem.js';
import { HeadingFocus } from './platform/page/heading-focus.js';
import { PageTitle } from './platform/page/page-title.js';
import { SessionStore } from './platform/session/session-store.js';

/** What the browser stands on before the first page is shown. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // Outermost first: one key for all tries of an action, then the tries, then what an ended session means.
    // Cross-site writes are refused by Origin on the server, so no token travels in a cookie.
    provideHttpClient(
      withInterceptors([idempotencyKey, actingAgency, retryUnavailable, sessionEnded]),
      withNoXsrfProtection(),
    ),
    provideRouter(
      ROUTES,
      withComponentInputBinding(),
      withInMemoryScrolling({ anchorScrolling: 'enabled', scrollPositionRestoration: 'enabled' }),
      withNavigationErrorHandler(showProblemPage),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
    provideEnvironmentInitializer(() => inject(HeadingFocus).start()),
    // The navigation depends on who is asking; waiting for the answer keeps the page from jumping.
    provideAppInitializer(() => inject(SessionStore).readyOrLate()),
  ],
};
