import type { Routes } from '@angular/router';
import { signedIn } from '../platform/session/session-guards.js';

/** Under `/account`: the signed-in person's details, sessions, regulator and passphrase. */
export const ACCOUNT_ROUTES: Routes = [
  {
    path: '',
    canMatch: [signedIn],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Your account',
        loadComponent: async () => (await import('./account-page/account-page.js')).AccountPage,
      },
      {
        path: 'passphrase',
        title: 'Change your passphrase',
        loadComponent: async () => (await import('./passphrase-page/passphrase-page.js')).PassphrasePage,
      },
      {
        path: 'email',
        title: 'What we email you about',
        loadComponent: async () => (await import('./email-page/email-page.js')).EmailPage,
      },
      {
        path: 'merge',
        title: 'Join two accounts',
        loadComponent: async () => (await import('./merge-page/merge-page.js')).MergePage,
      },
      {
        path: 'data',
        title: 'Your data',
        loadComponent: async () => (await import('./own-data-page/own-data-page.js')).OwnDataPage,
      },
      {
        path: 'registration',
        title: 'Your regulator',
        loadComponent: async () =>
          (await import('./registration-page/registration-page.js')).RegistrationPage,
      },
    ],
  },
];
