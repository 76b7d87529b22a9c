import { Component, ViewEncapsulation } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** The pages about the whole partnership. */
@Component({
  selector: 'lr-partnership-navigation',
  imports: [RouterLink, RouterLinkActive],
  encapsulation: ViewEncapsulation.None,
  template: `
    <nav class="lr-agency-navigation lr-no-print" aria-label="Partnership">
      <ul>
        @for (place of places; track place.link) {
          <li>
            <a
              [routerLink]="place.link"
              routerLinkActive="lr-agency-navigation__here"
              [routerLinkActiveOptions]="{
                paths: place.paths,
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
  `,
})
export class PartnershipNavigation {
  protected readonly places = [
    { text: 'Agencies by module', link: '/partnership', paths: 'exact' },
    { text: 'Reach of reviews', link: '/partnership/reviews', paths: 'subset' },
    { text: 'Rules', link: '/partnership/assignments', paths: 'subset' },
  ] as const;
}
