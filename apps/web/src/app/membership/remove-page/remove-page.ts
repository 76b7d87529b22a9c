import { Component, inject, input, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Loading } from '@learning-reviews/ui/loading';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MembershipApi } from '../membership-api.js';

/** Takes away a job that was added by mistake, where nothing was learned in it. */
@Component({
  selector: 'lr-remove-page',
  imports: [Button, DayPipe, ErrorSummary, LoadProblem, Loading, RouterLink, WarningText],
  encapsulation: ViewEncapsulation.None,
  template: `
    <a class="govuk-back-link" [routerLink]="['/agency/people', id()]">Back to the person</a>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <lr-error-summary [errors]="form.errors()" />
        <h1 class="govuk-heading-xl">Added by mistake</h1>
        @if (loaded.error(); as error) {
          <lr-load-problem [error]="error" what="this person" (retry)="loaded.reload()" />
        } @else if (record(); as known) {
          @if (known.hasEvidence) {
            <p>
              Learning is recorded for this job, so it cannot be removed: evidence stays. If
              {{ known.name }} has gone,
              <a [routerLink]="['/agency/people', id(), 'leave']">enter the last day</a> instead. A single
              completion that is wrong is corrected on their page.
            </p>
          } @else {
            <p>
              {{ known.name }}, {{ known.jobRoleLabel }}, from {{ known.from | day }}. Nothing was learned in
              this job, so it can be taken away as if it had never been entered.
            </p>
            <lr-warning-text>This cannot be undone. You can add the person again.</lr-warning-text>
            <button lrButton="warning" type="button" [busy]="form.isSending()" (click)="remove()">
              Remove this job
            </button>
          }
        } @else {
          <lr-loading what="this person" />
        }
      </div>
    </div>
  `,
})
export class RemovePage {
  private readonly api = inject(MembershipApi);
  private readonly router = inject(Router);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.record(this.id);
  protected readonly record = latestValue(this.loaded);
  // There is nothing to fill in: whatever is sent passes.
  protected readonly form = new FormState(() =>
    Promise.resolve({ safeParse: (data: unknown) => ({ success: true as const, data }) }),
  );

  protected async remove(): Promise<void> {
    if (!(await this.form.submit({}, () => this.api.remove(this.id())))) return;
    await this.router.navigate(['/agency/people']);
  }
}
