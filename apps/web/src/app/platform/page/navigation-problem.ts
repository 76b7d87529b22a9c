import { DOCUMENT } from '@angular/common';
import { inject } from '@angular/core';
import { type NavigationError, RedirectCommand, Router } from '@angular/router';

const RELOADED = 'lr-reloaded-for';

/**
 * A page's code could not be loaded. After a new version was put in place the old files are gone, and one
 * load of the whole page mends it; a second failure at the same address is shown as a problem.
 */
export function showProblemPage(error: NavigationError): RedirectCommand | void {
  const router = inject(Router);
  const view = inject(DOCUMENT).defaultView;
  if (view && view.sessionStorage.getItem(RELOADED) !== error.url) {
    view.sessionStorage.setItem(RELOADED, error.url);
    view.location.assign(error.url);
    return;
  }
  return new RedirectCommand(router.parseUrl('/problem'), { skipLocationChange: true });
}
