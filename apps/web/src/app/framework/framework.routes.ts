import type { Routes } from '@angular/router';
import { may } from '../platform/session/session-guards.js';

/** Under `/admin/frameworks`: workforce groups and intercollegiate levels. */
export const FRAMEWORK_ROUTES: Routes = [
  {
    path: '',
    canMatch: [may('platform.manage-frameworks')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Frameworks',
        loadComponent: async () => (await import('./frameworks-page/frameworks-page.js')).FrameworksPage,
      },
      {
        path: 'edition/:id',
        pathMatch: 'full',
        title: 'Edition of a framework',
        loadComponent: async () => (await import('./edition-page/edition-page.js')).EditionPage,
      },
      {
        path: 'edition/:id/role/:role',
        title: 'Levels of a job role',
        loadComponent: async () => (await import('./role-page/role-page.js')).RolePage,
      },
      {
        path: ':framework/new',
        title: 'Draft an edition',
        loadComponent: async () => (await import('./draft-page/draft-page.js')).DraftPage,
      },
    ],
  },
];
