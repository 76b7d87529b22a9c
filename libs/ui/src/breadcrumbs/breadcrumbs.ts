import { Component, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';

/** One step on the way to a page. */
export interface Breadcrumb {
  readonly text: string;
  /** Address inside this site. */
  readonly link: string;
}

/** The pages above this one, from the top; the page itself is not among them. */
@Component({
  selector: 'lr-breadcrumbs',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <nav class="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" aria-label="Breadcrumb">
      <ol class="govuk-breadcrumbs__list">
        @for (item of items(); track item.link) {
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" [routerLink]="item.link">{{ item.text }}</a>
          </li>
        }
      </ol>
    </nav>
  `,
})
export class Breadcrumbs {
  readonly items = input.required<readonly Breadcrumb[]>();
}
