import { Component, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { WarningText } from '../warning-text/warning-text.js';

/** Stands above every free-text box: no case data belongs here, and this is no way to report a concern. */
@Component({
  selector: 'lr-identity-warning',
  imports: [RouterLink, WarningText],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-warning-text>Do not write anything that could identify a child, family or colleague.</lr-warning-text>
    <p>
      This is not how to report a concern.
      <a routerLink="/support" fragment="worried-about-a-child">Worried about a child now</a>
    </p>
  `,
})
export class IdentityWarning {}
