import type { Routes } from '@angular/router';

/** Under `/sign-in`. */
export const SESSION_ROUTES: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Sign in',
    loadComponent: async () => (await import('./sign-in-page/sign-in-page.js')).SignInPage,
  },
];
