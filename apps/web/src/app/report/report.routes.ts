import { inject } from '@angular/core';
import { type CanDeactivateFn, type CanMatchFn, Router, type Routes } from '@angular/router';
import { may, signedIn } from '../platform/session/session-guards.js';
import type { YearlyReturnPage } from './yearly-return-page/yearly-return-page.js';

const loadNoPermissionPage = async () =>
  (await import('./no-permission-page/no-permission-page.js')).NoPermissionPage;

// A line manager begins with their own team: the agency's figures are not theirs to see.
const toOwnTeam: CanMatchFn = () => inject(Router).createUrlTree(['/agency/people']);

// The page is already gone when the session ended: its unsaved words wait in memory.
const askBeforeLeaving: CanDeactivateFn<YearlyReturnPage | null> = (page, _route, _state, next) =>
  page?.mayLeave(next.url) ?? true;

/** The same addresses for everyone else who is signed in: they learn that it is their role, not the address. */
function withoutPermission(...paths: readonly string[]): Routes {
  return paths.map((path) => ({
    path,
    pathMatch: 'full',
    title: 'You do not have permission',
    canMatch: [signedIn],
    loadComponent: loadNoPermissionPage,
  }));
}

/** Under `/agency`: a training lead's or line manager's view of their own agency. */
export const AGENCY_ROUTES: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'My agency now',
    canMatch: [may('agency.read-summary')],
    loadComponent: async () => (await import('./agency-page/agency-page.js')).AgencyPage,
  },
  {
    path: '',
    pathMatch: 'full',
    canMatch: [may('agency.read-team'), toOwnTeam],
    children: [],
  },
  {
    path: 'modules/:module',
    title: 'Module',
    canMatch: [may('agency.read-summary')],
    loadComponent: async () => (await import('./module-page/module-page.js')).ModulePage,
  },
  {
    path: 'people',
    title: 'People',
    canMatch: [may('agency.read-people', 'agency.read-team')],
    loadComponent: async () => (await import('./people-page/people-page.js')).PeoplePage,
  },
  {
    path: 'people/:id',
    title: 'Person',
    canMatch: [may('agency.read-people', 'agency.read-team')],
    loadComponent: async () => (await import('./person-page/person-page.js')).PersonPage,
  },
  {
    path: 'worklist',
    title: 'Worklist',
    canMatch: [may('agency.read-people', 'agency.read-team')],
    loadComponent: async () => (await import('./worklist-page/worklist-page.js')).WorklistPage,
  },
  {
    path: 'record-health',
    title: 'Record health',
    canMatch: [may('agency.read-people')],
    loadComponent: async () => (await import('./record-health-page/record-health-page.js')).RecordHealthPage,
  },
  {
    path: 'exports',
    title: 'Exports',
    canMatch: [may('agency.export')],
    loadComponent: async () => (await import('./exports-page/exports-page.js')).ExportsPage,
  },
  {
    path: 'exports/print',
    title: 'Print an export',
    canMatch: [may('agency.export')],
    loadComponent: async () => (await import('./print-page/print-page.js')).PrintPage,
  },
  {
    path: 'headcount',
    title: 'Headcount',
    canMatch: [may('agency.manage-headcount')],
    loadComponent: async () => (await import('./headcount-page/headcount-page.js')).HeadcountPage,
  },
  {
    path: 'yearly-return',
    title: 'Yearly return',
    canMatch: [may('agency.manage-return')],
    canDeactivate: [askBeforeLeaving],
    loadComponent: async () => (await import('./yearly-return-page/yearly-return-page.js')).YearlyReturnPage,
  },
  {
    path: 'yearly-return/print',
    title: 'Print the yearly return',
    canMatch: [may('agency.manage-return')],
    loadComponent: async () =>
      (await import('./yearly-return-print-page/yearly-return-print-page.js')).YearlyReturnPrintPage,
  },
  ...withoutPermission(
    '',
    'modules/:module',
    'people',
    'people/:id',
    'worklist',
    'record-health',
    'exports',
    'exports/print',
    'headcount',
    'yearly-return',
    'yearly-return/print',
  ),
];

/** Under `/partnership`: the officer's protected view across agencies. */
export const PARTNERSHIP_ROUTES: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Agencies by module',
    canMatch: [may('partnership.read-board')],
    loadComponent: async () => (await import('./board-page/board-page.js')).BoardPage,
  },
  {
    path: 'reviews',
    title: 'Reach of reviews',
    canMatch: [may('partnership.read-board')],
    loadComponent: async () => (await import('./reviews-reach-page/reviews-reach-page.js')).ReviewsReachPage,
  },
  {
    path: 'reviews/:slug',
    title: 'Reach of a review',
    canMatch: [may('partnership.read-board')],
    loadComponent: async () => (await import('./review-reach-page/review-reach-page.js')).ReviewReachPage,
  },
  ...withoutPermission('', 'reviews', 'reviews/:slug'),
];
