import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MemberDrafts } from '../member-drafts.js';
import { MemberFields } from '../member-fields.js';
import { MembershipApi } from '../membership-api.js';
import { daysOf, detailsOf, jobOf, type TypedMember, typedFrom } from '../typed-member.js';

/** Takes a former member on again: what was recorded of them is filled in. */
@Component({
  selector: 'lr-return-page',
  imports: [Button, DayPipe, ErrorSummary, Form, LoadProblem, Loading, MemberFields, RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <a class="govuk-back-link" [routerLink]="['/agency/people', id()]">Back to the person</a>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <lr-error-summary [errors]="form.errors()" />
        <h1 class="govuk-heading-xl">They come back</h1>
        @if (loaded.error(); as error) {
          <lr-load-problem [error]="error" what="this person" (retry)="loaded.reload()" />
        } @else if (typed(); as boxes) {
          <p>
            {{ record()!.name }} worked here
            @if (record()!.to) {
              until {{ record()!.to | day }}
            }
            as {{ record()!.jobRoleLabel }}. What they finished before and still counts is recognised.
          </p>
          <form lrForm [errors]="form.errors()" (submitted)="save()">
            <lr-member-fields
              [typed]="boxes"
              [choice]="record()!.choice"
              [parts]="['person', 'job', 'days']"
              (changed)="write($event)"
            />
            <button lrButton [busy]="form.isSending()">Take on again</button>
          </form>
        } @else {
          <lr-loading what="this person" />
        }
      </div>
    </div>
  `,
})
export class ReturnPage {
  private readonly api = inject(MembershipApi);
  private readonly router = inject(Router);
  private readonly drafts = inject(MemberDrafts);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.record(this.id);
  protected readonly record = latestValue(this.loaded);
  private readonly place = computed(() => `return/${this.id()}`);
  protected readonly typed = linkedSignal<TypedMember | null>(() => {
    const record = this.record();
    if (record === undefined) return null;
    return this.drafts.held(this.place()) ?? typedFrom(record, record.choice.today);
  });
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/membership.contract')).returnRequest,
  );

  protected write(change: Partial<TypedMember>): void {
    this.typed.update((typed) => typed && { ...typed, ...change });
    this.drafts.hold(this.place(), this.typed()!);
  }

  protected async save(): Promise<void> {
    const typed = this.typed()!;
    let made = '';
    const isDone = await this.form.submit(
      { ...detailsOf(typed), ...jobOf(typed), ...daysOf(typed) },
      async (request) => ({ membershipId: made } = await this.api.comeBack(this.id(), request)),
    );
    if (!isDone) return;
    this.drafts.drop(this.place());
    await this.router.navigate(['/agency/people', made], { queryParams: { done: 'returned' } });
  }
}
