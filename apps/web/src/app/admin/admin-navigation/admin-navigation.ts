import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import type { Permission } from '@learning-reviews/contracts/permission';
import { SessionStore } from '../../platform/session/session-store.js';

const PLACES: readonly { readonly text: string; readonly link: string; readonly permission: Permission }[] = [
  { text: 'Background jobs', link: '/admin/jobs', permission: 'job.read' },
  { text: 'Settings', link: '/admin/settings', permission: 'platform.manage-settings' },
  { text: 'Frameworks', link: '/admin/frameworks', permission: 'platform.manage-frameworks' },
];

/** The pages that keep the installation running, for whoever may open them. */
@Component({
  selector: 'lr-admin-navigation',
  imports: [RouterLink, RouterLinkActive],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (places().length > 1) {
      <nav class="lr-agency-navigation lr-no-print" aria-label="Administration">
        <ul>
          @for (place of places(); track place.link) {
            <li>
              <a
                [routerLink]="place.link"
                routerLinkActive="lr-agency-navigation__here"
                [routerLinkActiveOptions]="{
                  paths: 'subset',
                  queryParams: 'ignored',
                  matrixParams: 'ignored',
                  fragment: 'ignored',
                }"
                ariaCurrentWhenActive="page"
                >{{ place.text }}</a
              >
            </li>
          }
        </ul>
      </nav>
    }
  `,
})
export class AdminNavigation {
  private readonly session = inject(SessionStore);
  protected readonly places = computed(() => PLACES.filter(({ permission }) => this.session.may(permission)));
}
