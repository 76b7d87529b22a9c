import { Component, inject, input, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Loading } from '@learning-reviews/ui/loading';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MembershipApi } from '../membership-api.js';

/** Sends a member another invitation to sign in. */
@Component({
  selector: 'lr-invite-page',
  imports: [Button, ErrorSummary, LoadProblem, Loading, RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <a class="govuk-back-link" [routerLink]="['/agency/people', id()]">Back to the person</a>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <lr-error-summary [errors]="form.errors()" />
        <h1 class="govuk-heading-xl">Invite again</h1>
        @if (loaded.error(); as error) {
          <lr-load-problem [error]="error" what="this person" (retry)="loaded.reload()" />
        } @else if (record(); as known) {
          <p>
            An email goes to {{ known.workEmail }}. If {{ known.name }} has no passphrase yet, it holds a new
            link, and the older one ends. If the address is wrong,
            <a [routerLink]="['/agency/people', id(), 'change']">change it first</a>.
          </p>
          <button lrButton type="button" [busy]="form.isSending()" (click)="invite()">Send invitation</button>
        } @else {
          <lr-loading what="this person" />
        }
      </div>
    </div>
  `,
})
export class InvitePage {
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

  protected async invite(): Promise<void> {
    if (!(await this.form.submit({}, () => this.api.invite(this.id())))) return;
    await this.router.navigate(['/agency/people', this.id()], { queryParams: { done: 'invited' } });
  }
}
