import { DOCUMENT } from '@angular/common';
import { Component, inject, ViewEncapsulation } from '@angular/core';
import { Button } from '@learning-reviews/ui/button';

/** A page whose code could not be loaded, even after the whole site was loaded again. */
@Component({
  selector: 'lr-problem-page',
  imports: [Button],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Sorry, there is a problem</h1>
        <p>We could not load this page. Check your connection and try again.</p>
        <p>Anything you have saved is safe.</p>
        <button lrButton="secondary" type="button" (click)="tryAgain()">Try again</button>
      </div>
    </div>
  `,
})
export class ProblemPage {
  private readonly document = inject(DOCUMENT);

  protected tryAgain(): void {
    this.document.defaultView?.location.reload();
  }
}
