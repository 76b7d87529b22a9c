import { Component, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';

/** The top of every page: the service's name, and whatever stands inside at the far end. */
@Component({
  selector: 'lr-header',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <header class="govuk-generic-header">
      <div class="govuk-generic-header__container govuk-width-container lr-header__container">
        <div class="govuk-generic-header__logo">
          <a class="govuk-generic-header__homepage-link" routerLink="/">{{ service() }}</a>
        </div>
        <div class="lr-header__end"><ng-content /></div>
      </div>
    </header>
  `,
})
export class Header {
  readonly service = input.required<string>();
}
