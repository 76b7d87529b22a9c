import type { Routes } from '@angular/router';
import { may } from '../platform/session/session-guards.js';

/** Under `/admin`: what keeps the installation running. */
export const ADMIN_ROUTES: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'jobs' },
  {
    path: 'agencies',
    canMatch: [may('agency.administer')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Agencies',
        loadComponent: async () => (await import('./agencies-page/agencies-page.js')).AgenciesPage,
      },
      {
        path: 'new',
        title: 'Add an agency',
        loadComponent: async () => (await import('./add-agency-page/add-agency-page.js')).AddAgencyPage,
      },
      {
        path: ':id',
        pathMatch: 'full',
        title: 'Agency',
        loadComponent: async () => (await import('./admin-agency-page/admin-agency-page.js')).AdminAgencyPage,
      },
      {
        path: ':id/name',
        title: 'Rename an agency',
        loadComponent: async () => (await import('./agency-name-page/agency-name-page.js')).AgencyNamePage,
      },
      {
        path: ':id/change',
        title: 'Change an agency',
        loadComponent: async () =>
          (await import('./agency-change-page/agency-change-page.js')).AgencyChangePage,
      },
      {
        path: ':id/lead',
        title: 'Appoint a training lead',
        loadComponent: async () => (await import('./appoint-lead-page/appoint-lead-page.js')).AppointLeadPage,
      },
      {
        path: ':id/succession',
        title: 'Name a successor',
        loadComponent: async () => (await import('./succession-page/succession-page.js')).SuccessionPage,
      },
    ],
  },
  {
    path: 'jobs',
    title: 'Background jobs',
    canMatch: [may('job.read')],
    loadComponent: async () => (await import('./jobs-page/jobs-page.js')).JobsPage,
  },
];
