import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { SessionStore } from '../session/session-store.js';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Names in each write the agency this tab acts for. Tabs share a session: when another tab has switched to
 * another agency, the server refuses what this one still writes for the first.
 */
export const actingAgency: HttpInterceptorFn = (request, next) => {
  // Switching itself must work from a tab that has been overtaken.
  if (READS.includes(request.method) || request.url.startsWith('/api/session')) return next(request);
  const acting = inject(SessionStore).acting();
  return next(
    acting === null ? request : request.clone({ setHeaders: { 'Acting-Agency': String(acting.agencyId) } }),
  );
};
