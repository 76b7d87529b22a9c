import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MemberDrafts } from '../member-drafts.js';
import { MemberFields } from '../member-fields.js';
import { MembershipApi } from '../membership-api.js';
import { detailsOf, type TypedMember, typedFrom } from '../typed-member.js';

/** Changes details of a job that goes on. */
@Component({
  selector: 'lr-change-member-page',
  imports: [Button, ErrorSummary, Form, LoadProblem, Loading, MemberFields, RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <a class="govuk-back-link" [routerLink]="['/agency/people', id()]">Back to the person</a>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <lr-error-summary [errors]="form.errors()" />
        <h1 class="govuk-heading-xl">Change details</h1>
        @if (loaded.error(); as error) {
          <lr-load-problem [error]="error" what="this person" (retry)="loaded.reload()" />
        } @else if (typed(); as boxes) {
          <p>
            For another job role or workforce group,
            <a [routerLink]="['/agency/people', id(), 'move']">move them to another job</a> instead: then what
            was before stays on record.
          </p>
          <form lrForm [errors]="form.errors()" (submitted)="save()">
            <lr-member-fields
              [typed]="boxes"
              [choice]="record()!.choice"
              [parts]="['person']"
              (changed)="write($event)"
            />
            <button lrButton [busy]="form.isSending()">Save changes</button>
          </form>
        } @else {
          <lr-loading what="this person" />
        }
      </div>
    </div>
  `,
})
export class ChangePage {
  private readonly api = inject(MembershipApi);
  private readonly router = inject(Router);
  private readonly drafts = inject(MemberDrafts);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.record(this.id);
  protected readonly record = latestValue(this.loaded);
  private readonly place = computed(() => `change/${this.id()}`);
  protected readonly typed = linkedSignal<TypedMember | null>(() => {
    const record = this.record();
    return record === undefined ? null : (this.drafts.held(this.place()) ?? typedFrom(record, record.from));
  });
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/membership.contract')).changeMemberRequest,
  );

  protected write(change: Partial<TypedMember>): void {
    this.typed.update((typed) => typed && { ...typed, ...change });
    this.drafts.hold(this.place(), this.typed()!);
  }

  protected async save(): Promise<void> {
    const body = { ...detailsOf(this.typed()!), revision: this.record()!.revision };
    if (!(await this.form.submit(body, (request) => this.api.change(this.id(), request)))) return;
    this.drafts.drop(this.place());
    await this.router.navigate(['/agency/people', this.id()], { queryParams: { done: 'changed' } });
  }
}
