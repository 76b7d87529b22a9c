import type { Routes } from '@angular/router';
import { may, signedIn } from '../platform/session/session-guards.js';

const title = 'Import';

/** Under `/agency/import`: the files a training lead brings. */
export const IMPORT_ROUTES: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title,
    canMatch: [may('agency.import')],
    loadComponent: async () => (await import('./imports-page/imports-page.js')).ImportsPage,
  },
  {
    path: ':id',
    title,
    canMatch: [may('agency.import')],
    loadComponent: async () => (await import('./import-page/import-page.js')).ImportPage,
  },
  {
    path: '**',
    title: 'You do not have permission',
    canMatch: [signedIn],
    loadComponent: async () =>
      (await import('../report/no-permission-page/no-permission-page.js')).NoPermissionPage,
  },
];
