import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import type { Permission } from '@learning-reviews/contracts/permission';
import { SessionStore } from '../../platform/session/session-store.js';

interface Place {
  /** Any of these opens it. */
  readonly permissions: readonly Permission[];
  readonly text: string;
  readonly link: string;
  /** Whether pages below it are places of their own. */
  readonly exact: boolean;
}

const PLACES: readonly Place[] = [
  { permissions: ['agency.read-summary'], text: 'Now', link: '/agency', exact: true },
  {
    permissions: ['agency.read-people', 'agency.read-team'],
    text: 'Worklist',
    link: '/agency/worklist',
    exact: false,
  },
  {
    permissions: ['agency.read-people', 'agency.read-team'],
    text: 'People',
    link: '/agency/people',
    exact: false,
  },
  {
    permissions: ['agency.manage-assignments'],
    text: 'Rules',
    link: '/agency/assignments',
    exact: false,
  },
  { permissions: ['agency.import'], text: 'Import', link: '/agency/import', exact: false },
  { permissions: ['agency.manage-teams'], text: 'Teams', link: '/agency/teams', exact: false },
  {
    permissions: ['agency.manage-headcount'],
    text: 'Headcount',
    link: '/agency/headcount',
    exact: false,
  },
  {
    permissions: ['agency.manage-return'],
    text: 'Yearly return',
    link: '/agency/yearly-return',
    exact: false,
  },
  { permissions: ['agency.read-people'], text: 'Record health', link: '/agency/record-health', exact: false },
  { permissions: ['agency.export'], text: 'Exports', link: '/agency/exports', exact: false },
];

/** The pages about one agency, or one team. With one page to go to, nothing is shown. */
@Component({
  selector: 'lr-agency-navigation',
  imports: [RouterLink, RouterLinkActive],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (places().length > 1) {
      <nav class="lr-agency-navigation lr-no-print" aria-label="My agency">
        <ul>
          @for (place of places(); track place.link) {
            <li>
              <a
                [routerLink]="place.link"
                routerLinkActive="lr-agency-navigation__here"
                [routerLinkActiveOptions]="place.exact ? exactly : anyBelow"
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
export class AgencyNavigation {
  private readonly session = inject(SessionStore);

  protected readonly places = computed(() =>
    PLACES.filter(({ permissions }) => this.session.permissions().some((held) => permissions.includes(held))),
  );
  // The filters in the address are part of the same page.
  protected readonly exactly = {
    paths: 'exact',
    queryParams: 'ignored',
    matrixParams: 'ignored',
    fragment: 'ignored',
  } as const;
  protected readonly anyBelow = { ...this.exactly, paths: 'subset' } as const;
}
