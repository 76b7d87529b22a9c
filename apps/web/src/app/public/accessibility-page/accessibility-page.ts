import { Component, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';

/** The accessibility statement: what was tested, how, and what is known not to be good enough yet. */
@Component({
  selector: 'lr-accessibility-page',
  imports: [RouterLink],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './accessibility-page.html',
})
export class AccessibilityPage {}
