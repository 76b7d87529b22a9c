import type { CanDeactivateFn, Routes } from '@angular/router';
import { signedIn } from '../platform/session/session-guards.js';
import type { EntryPage } from './entry-page/entry-page.js';

// The page is already gone when the session ended: its unsaved words wait in memory.
const askBeforeLeaving: CanDeactivateFn<EntryPage | null> = (page, _route, _state, next) =>
  page?.mayLeave(next.url) ?? true;

/** Under `/record`: a person's own CPD record. */
export const CPD_ROUTES: Routes = [
  {
    path: '',
    canMatch: [signedIn],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'CPD record',
        loadComponent: async () => (await import('./record-page/record-page.js')).RecordPage,
      },
      {
        path: 'add',
        title: 'Add outside learning',
        loadComponent: async () => (await import('./add-page/add-page.js')).AddPage,
      },
      {
        path: 'export',
        title: 'Export your record',
        loadComponent: async () => (await import('./export-page/export-page.js')).ExportPage,
      },
      {
        path: ':id',
        title: 'CPD entry',
        canDeactivate: [askBeforeLeaving],
        loadComponent: async () => (await import('./entry-page/entry-page.js')).EntryPage,
      },
    ],
  },
];
