import { Component, input, model, ViewEncapsulation } from '@angular/core';

/** Something most people need not read, behind a line that says what it is. */
@Component({
  selector: 'lr-details',
  encapsulation: ViewEncapsulation.None,
  template: `
    <details class="govuk-details" [open]="open()" (toggle)="remember($event)">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{{ summary() }}</span>
      </summary>
      <div class="govuk-details__text"><ng-content /></div>
    </details>
  `,
})
export class Details {
  readonly summary = input.required<string>();
  readonly open = model(false);

  protected remember(event: Event): void {
    this.open.set((event.target as HTMLDetailsElement).open);
  }
}
