import { DOCUMENT } from '@angular/common';
import { Component, inject, ViewEncapsulation } from '@angular/core';

/** Lets a keyboard pass the header and reach `<main id="main">` in one press. */
@Component({
  selector: 'lr-skip-link',
  encapsulation: ViewEncapsulation.None,
  template: `<a class="govuk-skip-link" href="#main" (click)="skip($event)">Skip to main content</a>`,
})
export class SkipLink {
  private readonly document = inject(DOCUMENT);

  protected skip(event: Event): void {
    // Followed as a link, "#main" would leave the page: the base address is the site's root.
    event.preventDefault();
    this.document.getElementById('main')?.focus();
  }
}
