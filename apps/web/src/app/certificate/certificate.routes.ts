import type { Routes } from '@angular/router';

/** Under `/verify`: anyone checks a certificate by its number. */
export const VERIFY_ROUTES: Routes = [
  {
    path: '',
    title: 'Check a certificate',
    loadComponent: async () => (await import('./verify-page/verify-page.js')).VerifyPage,
  },
  {
    path: ':number',
    title: 'Certificate check',
    loadComponent: async () => (await import('./verification-page/verification-page.js')).VerificationPage,
  },
];

/** Under `/certificates`: a person's own certificate as a page. */
export const CERTIFICATE_ROUTES: Routes = [];
