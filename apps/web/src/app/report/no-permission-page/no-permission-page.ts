import { Component, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../../platform/session/session-store.js';

/** For a signed-in person whose role does not include the page: why, and what to do about it. */
@Component({
  selector: 'lr-no-permission-page',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">You do not have permission to see this page</h1>
        @if (session.acting(); as acting) {
          <p>Your role in {{ acting.name }} does not include it.</p>
        }
        @if (session.agencies().length > 1) {
          <p>If you need it for another of your agencies, switch to that agency first.</p>
        }
        <p>If your job has changed, ask your agency’s training lead to change what you can see.</p>
        <ul class="govuk-list">
          <li><a routerLink="/learning">Go to my learning</a></li>
          @if (session.may('agency.read-summary')) {
            <li><a routerLink="/agency">Go to my agency</a></li>
          } @else if (session.may('agency.read-team')) {
            <li><a routerLink="/agency/people">Go to my team</a></li>
          }
          @if (session.may('partnership.read-board')) {
            <li><a routerLink="/partnership">Go to the partnership’s figures</a></li>
          }
        </ul>
      </div>
    </div>
  `,
})
export class NoPermissionPage {
  protected readonly session = inject(SessionStore);
}
