import { inject } from '@angular/core';
import { type CanMatchFn, Router, type UrlSegment } from '@angular/router';
import type { Permission } from '@learning-reviews/contracts/permission';
import { SessionStore } from './session-store.js';

/**
 * Lets signed-in people through, and sends others to sign in and back to the address they asked for:
 * `canMatch: [signedIn]`.
 */
export const signedIn: CanMatchFn = async (_route, segments) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.ready();
  return session.isSignedIn() || toSignIn(router, segments);
};

/**
 * Lets through those who may do at least one of these in the agency they act for: `canMatch: [may('agency.export')]`.
 * For anyone else signed in the page does not exist, as the API says too.
 */
export function may(...permissions: readonly Permission[]): CanMatchFn {
  return async (_route, segments) => {
    const session = inject(SessionStore);
    const router = inject(Router);
    await session.ready();
    if (!session.isSignedIn()) return toSignIn(router, segments);
    return permissions.some((permission) => session.may(permission));
  };
}

/** The address to go to after signing in: the one asked for when it is of this site, else the person's learning. */
export function placeToReturn(asked: string | null | undefined): string {
  const address = asked ?? '';
  const isOwn = address.startsWith('/') && !address.startsWith('//') && !address.includes('\\');
  return isOwn && !address.startsWith('/sign-in') ? address : '/learning';
}

function toSignIn(router: Router, segments: readonly UrlSegment[]) {
  // While routes are matched only the navigation knows the whole address, filters included.
  const asked = router.currentNavigation()?.initialUrl;
  const address = asked
    ? router.serializeUrl(asked)
    : `/${segments.map((segment) => segment.path).join('/')}`;
  return router.createUrlTree(['/sign-in'], { queryParams: { return: address } });
}
