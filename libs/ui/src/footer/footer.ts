import { Component, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';

/** A link of the footer. */
export interface FooterLink {
  readonly text: string;
  /** Address inside this site. */
  readonly link: string;
  /** Part of the page to go to. */
  readonly fragment?: string;
}

/** The foot of every page. */
@Component({
  selector: 'lr-footer',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <footer class="govuk-footer">
      <div class="govuk-width-container">
        <h2 class="govuk-visually-hidden">Help and information</h2>
        <ul class="govuk-footer__inline-list">
          @for (item of links(); track item.text) {
            <li class="govuk-footer__inline-list-item">
              <a class="govuk-footer__link" [routerLink]="item.link" [fragment]="item.fragment">{{
                item.text
              }}</a>
            </li>
          }
        </ul>
        <ng-content />
      </div>
    </footer>
  `,
})
export class Footer {
  readonly links = input.required<readonly FooterLink[]>();
}
