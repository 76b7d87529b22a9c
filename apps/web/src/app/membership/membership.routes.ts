import type { Route, Routes } from '@angular/router';
import type { Permission } from '@learning-reviews/contracts/permission';
import { may, signedIn } from '../platform/session/session-guards.js';

type LoadComponent = NonNullable<Route['loadComponent']>;

/** A page for those with the permission; everyone else who is signed in learns that it is their role. */
function page(path: string, title: string, permission: Permission, loadComponent: LoadComponent): Routes {
  return [
    { path, title, canMatch: [may(permission)], loadComponent },
    {
      path,
      title: 'You do not have permission',
      canMatch: [signedIn],
      loadComponent: async () =>
        (await import('../report/no-permission-page/no-permission-page.js')).NoPermissionPage,
    },
  ];
}

/** Under `/agency`, before the pages that read: what a training lead changes about people, roles and teams. */
export const MEMBERSHIP_ROUTES: Routes = [
  ...page(
    'people/add',
    'Add a person',
    'agency.manage-people',
    async () => (await import('./add-page/add-page.js')).AddPage,
  ),
  ...page(
    'people/:id/change',
    'Change details',
    'agency.manage-people',
    async () => (await import('./change-page/change-page.js')).ChangePage,
  ),
  ...page(
    'people/:id/move',
    'Move to another job',
    'agency.manage-people',
    async () => (await import('./move-page/move-page.js')).MovePage,
  ),
  ...page(
    'people/:id/leave',
    'They leave',
    'agency.manage-people',
    async () => (await import('./leave-page/leave-page.js')).LeavePage,
  ),
  ...page(
    'people/:id/on-leave',
    'On leave',
    'agency.manage-people',
    async () => (await import('./on-leave-page/on-leave-page.js')).OnLeavePage,
  ),
  ...page(
    'people/:id/exceptions',
    'Excuse or give more time',
    'agency.manage-assignments',
    async () => (await import('./exceptions-page/exceptions-page.js')).ExceptionsPage,
  ),
  ...page(
    'people/:id/return',
    'They come back',
    'agency.manage-people',
    async () => (await import('./return-page/return-page.js')).ReturnPage,
  ),
  ...page(
    'people/:id/invite',
    'Invite again',
    'agency.manage-people',
    async () => (await import('./invite-page/invite-page.js')).InvitePage,
  ),
  ...page(
    'people/:id/remove',
    'Added by mistake',
    'agency.manage-people',
    async () => (await import('./remove-page/remove-page.js')).RemovePage,
  ),
  ...page(
    'people/:id/roles',
    'Roles',
    'agency.grant-roles',
    async () => (await import('./roles-page/roles-page.js')).RolesPage,
  ),
  ...page(
    'people/:id/completions/:completion/correct',
    'Correct a completion',
    'agency.correct-completion',
    async () => (await import('./correct-page/correct-page.js')).CorrectPage,
  ),
  ...page(
    'teams',
    'Teams',
    'agency.manage-teams',
    async () => (await import('./teams-page/teams-page.js')).TeamsPage,
  ),
];
