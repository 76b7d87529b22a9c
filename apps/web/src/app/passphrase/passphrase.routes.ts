import type { Routes } from '@angular/router';

/** Under `/passphrase`: choosing one by a link out of an email, and asking for such a link. Nobody need be signed in. */
export const PASSPHRASE_ROUTES: Routes = [
  {
    path: 'forgotten',
    title: 'Get a link to choose a passphrase',
    loadComponent: async () => (await import('./forgotten-page/forgotten-page.js')).ForgottenPage,
  },
  {
    path: 'set',
    title: 'Choose a passphrase',
    loadComponent: async () => (await import('./set-page/set-page.js')).SetPage,
  },
];
