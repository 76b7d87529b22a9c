import type { Routes } from '@angular/router';
import { signedIn } from '../platform/session/session-guards.js';

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
export const CERTIFICATE_ROUTES: Routes = [
  {
    path: ':number',
    canMatch: [signedIn],
    title: 'Certificate',
    loadComponent: async () => (await import('./certificate-page/certificate-page.js')).CertificatePage,
  },
];
