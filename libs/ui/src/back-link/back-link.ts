import { Component, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';

/** The way back to the page one step above, said by name. */
@Component({
  selector: 'lr-back-link',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `<a class="govuk-back-link" [routerLink]="link()">{{ text() }}</a>`,
})
export class BackLink {
  /** Address inside this site, such as `/learning`. */
  readonly link = input.required<string | readonly (string | number)[]>();
  readonly text = input('Back');
}
