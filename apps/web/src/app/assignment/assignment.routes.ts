import type { Route, Routes } from '@angular/router';
import type { Permission } from '@learning-reviews/contracts/permission';
import { may, signedIn } from '../platform/session/session-guards.js';
import type { SetBy } from './assignment-api.js';

type LoadComponent = NonNullable<Route['loadComponent']>;

const loadRulePage: LoadComponent = async () => (await import('./rule-page/rule-page.js')).RulePage;

/** The pages of rules for those with the permission; everyone else who is signed in learns that it is their role. */
function pages(setBy: SetBy, permission: Permission, loadList: LoadComponent): Routes {
  const data = { setBy };
  return [
    {
      path: '',
      canMatch: [may(permission)],
      children: [
        {
          path: '',
          pathMatch: 'full',
          title: setBy === 'agency' ? 'Rules of your agency' : 'Rules of the partnership',
          loadComponent: loadList,
        },
        { path: 'new', title: 'Set a rule', data, loadComponent: loadRulePage },
        { path: ':id', title: 'Rule', data, loadComponent: loadRulePage },
      ],
    },
    ...['', 'new', ':id'].map((path) => ({
      path,
      pathMatch: 'full' as const,
      title: 'You do not have permission',
      canMatch: [signedIn],
      loadComponent: async () =>
        (await import('../report/no-permission-page/no-permission-page.js')).NoPermissionPage,
    })),
  ];
}

/** Under `/agency/assignments`: what a training lead's own agency requires, of whom and by when. */
export const AGENCY_ASSIGNMENT_ROUTES: Routes = pages(
  'agency',
  'agency.manage-assignments',
  async () => (await import('./rules-page/rules-page.js')).RulesPage,
);

/** Under `/partnership/assignments`: what the partnership requires of agencies of some types. */
export const PARTNERSHIP_ASSIGNMENT_ROUTES: Routes = pages(
  'partnership',
  'partnership.manage-assignments',
  async () => (await import('./partnership-rules-page/partnership-rules-page.js')).PartnershipRulesPage,
);
