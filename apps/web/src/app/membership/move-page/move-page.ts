import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MemberDrafts } from '../member-drafts.js';
import { MemberFields } from '../member-fields.js';
import { MembershipApi } from '../membership-api.js';
import { detailsOf, jobOf, type TypedMember, typedFrom } from '../typed-member.js';

/** Moves a member to another job role or workforce group from a day. */
@Component({
  selector: 'lr-move-member-page',
  imports: [Button, DateInput, ErrorSummary, Form, LoadProblem, Loading, MemberFields, RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    <a class="govuk-back-link" [routerLink]="['/agency/people', id()]">Back to the person</a>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <lr-error-summary [errors]="form.errors()" />
        <h1 class="govuk-heading-xl">Move to another job</h1>
        @if (loaded.error(); as error) {
          <lr-load-problem [error]="error" what="this person" (retry)="loaded.reload()" />
        } @else if (typed(); as boxes) {
          <p>
            {{ record()!.name }} is {{ record()!.jobRoleLabel }} now. That job ends the day before the new one
            begins. What was required and done goes along, and so do roles.
          </p>
          <form lrForm [errors]="form.errors()" (submitted)="save()">
            <lr-member-fields
              [typed]="boxes"
              [choice]="record()!.choice"
              [parts]="['job']"
              (changed)="write($event)"
            />
            <lr-date-input
              field="on"
              legend="First day in the new job"
              hint="Today or earlier"
              [value]="boxes.from"
              (valueChange)="write({ from: $event })"
            />
            <button lrButton [busy]="form.isSending()">Move to this job</button>
          </form>
        } @else {
          <lr-loading what="this person" />
        }
      </div>
    </div>
  `,
})
export class MovePage {
  private readonly api = inject(MembershipApi);
  private readonly router = inject(Router);
  private readonly drafts = inject(MemberDrafts);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.record(this.id);
  protected readonly record = latestValue(this.loaded);
  private readonly place = computed(() => `move/${this.id()}`);
  protected readonly typed = linkedSignal<TypedMember | null>(() => {
    const record = this.record();
    if (record === undefined) return null;
    return this.drafts.held(this.place()) ?? typedFrom(record, record.choice.today);
  });
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/membership.contract')).moveMemberRequest,
  );

  protected write(change: Partial<TypedMember>): void {
    this.typed.update((typed) => typed && { ...typed, ...change });
    this.drafts.hold(this.place(), this.typed()!);
  }

  protected async save(): Promise<void> {
    const typed = this.typed()!;
    const { teamId, managerMembershipId } = detailsOf(typed);
    const body = {
      ...jobOf(typed),
      teamId,
      managerMembershipId,
      on: typed.from,
      revision: this.record()!.revision,
    };
    let made = this.id();
    const isMoved = await this.form.submit(body, async (request) => {
      ({ membershipId: made } = await this.api.move(this.id(), request));
    });
    if (!isMoved) return;
    this.drafts.drop(this.place());
    await this.router.navigate(['/agency/people', made], { queryParams: { done: 'moved' } });
  }
}
