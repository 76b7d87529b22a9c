import type { CanMatchFn, Routes } from '@angular/router';

// An address that ends here would match, with no page below it: the next feature of the same address has that page.
const isBelow: CanMatchFn = (_route, segments) => segments.length > 1;

/** Where each feature begins. A feature's own pages are in its `<feature>.routes.ts`. */
export const ROUTES: Routes = [
  { path: 'reviews', loadChildren: async () => (await import('./review/review.routes.js')).REVIEW_ROUTES },
  {
    path: 'modules',
    loadChildren: async () => (await import('./curriculum/curriculum.routes.js')).MODULE_ROUTES,
  },
  {
    path: 'themes',
    loadChildren: async () => (await import('./review/review.routes.js')).THEME_ROUTES,
  },
  {
    path: 'verify',
    loadChildren: async () => (await import('./certificate/certificate.routes.js')).VERIFY_ROUTES,
  },
  {
    path: 'certificates',
    loadChildren: async () => (await import('./certificate/certificate.routes.js')).CERTIFICATE_ROUTES,
  },
  { path: 'sign-in', loadChildren: async () => (await import('./session/session.routes.js')).SESSION_ROUTES },
  {
    path: 'passphrase',
    loadChildren: async () => (await import('./passphrase/passphrase.routes.js')).PASSPHRASE_ROUTES,
  },
  { path: 'account', loadChildren: async () => (await import('./account/account.routes.js')).ACCOUNT_ROUTES },
  {
    path: 'learning',
    loadChildren: async () => (await import('./learning/learning.routes.js')).LEARNING_ROUTES,
  },
  { path: 'record', loadChildren: async () => (await import('./cpd/cpd.routes.js')).CPD_ROUTES },
  {
    path: 'agency/import',
    loadChildren: async () => (await import('./import/import.routes.js')).IMPORT_ROUTES,
  },
  {
    path: 'agency/assignments',
    loadChildren: async () => (await import('./assignment/assignment.routes.js')).AGENCY_ASSIGNMENT_ROUTES,
  },
  {
    path: 'partnership/assignments',
    loadChildren: async () =>
      (await import('./assignment/assignment.routes.js')).PARTNERSHIP_ASSIGNMENT_ROUTES,
  },
  {
    path: 'agency',
    canMatch: [isBelow],
    loadChildren: async () => (await import('./membership/membership.routes.js')).MEMBERSHIP_ROUTES,
  },
  { path: 'agency', loadChildren: async () => (await import('./report/report.routes.js')).AGENCY_ROUTES },
  {
    path: 'partnership',
    loadChildren: async () => (await import('./report/report.routes.js')).PARTNERSHIP_ROUTES,
  },
  {
    path: 'admin/frameworks',
    loadChildren: async () => (await import('./framework/framework.routes.js')).FRAMEWORK_ROUTES,
  },
  {
    path: 'admin/settings',
    loadChildren: async () => (await import('./setting/setting.routes.js')).SETTING_ROUTES,
  },
  { path: 'admin', loadChildren: async () => (await import('./admin/admin.routes.js')).ADMIN_ROUTES },
  { path: '', loadChildren: async () => (await import('./public/public.routes.js')).PUBLIC_ROUTES },
  {
    path: 'problem',
    title: 'Sorry, there is a problem',
    loadComponent: async () => (await import('./shell/problem-page/problem-page.js')).ProblemPage,
  },
  {
    path: '**',
    title: 'Page not found',
    loadComponent: async () => (await import('./shell/not-found-page/not-found-page.js')).NotFoundPage,
  },
];
