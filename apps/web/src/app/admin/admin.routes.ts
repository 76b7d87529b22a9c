import type { Routes } from '@angular/router';
import { may } from '../platform/session/session-guards.js';

/** Under `/admin`: what keeps the installation running. */
export const ADMIN_ROUTES: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'jobs' },
  {
    path: 'jobs',
    title: 'Background jobs',
    canMatch: [may('job.read')],
    loadComponent: async () => (await import('./jobs-page/jobs-page.js')).JobsPage,
  },
];
