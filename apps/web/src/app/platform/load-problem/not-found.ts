import { Component, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../session/session-store.js';

/** The same words for an address that does not exist and for one that is not this person's to see. */
@Component({
  selector: 'lr-not-found',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Page not found</h1>
        <p>If you typed the address, check it is right. If you pasted it, check you copied all of it.</p>
        @if (session.agencies().length > 1) {
          <p>If the page belongs to another of your agencies, switch to that agency first.</p>
        }
        <ul class="govuk-list">
          <li><a routerLink="/">Go to the home page</a></li>
          <li><a routerLink="/modules">Find a module</a></li>
          @if (session.isSignedIn()) {
            <li><a routerLink="/learning">Go to my learning</a></li>
          }
        </ul>
        <p>
          Worried about a child?
          <a routerLink="/support" fragment="worried-about-a-child">See who to contact now</a>
        </p>
      </div>
    </div>
  `,
})
export class NotFound {
  protected readonly session = inject(SessionStore);
}
