import type { Routes } from '@angular/router';
import { may } from '../platform/session/session-guards.js';

/** Under `/admin/settings`: what the partnership sets for the whole platform. */
export const SETTING_ROUTES: Routes = [
  {
    path: '',
    canMatch: [may('platform.manage-settings')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Settings',
        loadComponent: async () => (await import('./settings-page/settings-page.js')).SettingsPage,
      },
      {
        path: 'retention/:kind',
        title: 'How long data is kept',
        loadComponent: async () => (await import('./retention-page/retention-page.js')).RetentionPage,
      },
    ],
  },
];
