import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { Textarea } from '@learning-reviews/ui/textarea';
import { CaseDataCaution } from '../../platform/draft/case-data-caution.js';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MembershipApi } from '../membership-api.js';

/** Withdraws a mistaken completion with a reason, or takes that back. */
@Component({
  selector: 'lr-correct-page',
  imports: [
    Button,
    CaseDataCaution,
    DayPipe,
    ErrorSummary,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    RouterLink,
    Textarea,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './correct-page.html',
})
export class CorrectPage {
  private readonly api = inject(MembershipApi);
  private readonly router = inject(Router);
  private readonly unsaved = inject(UnsavedWork);

  /** Membership id from the address. */
  readonly id = input.required<string>();
  /** Completion id from the address. */
  readonly completion = input.required<string>();

  protected readonly loaded = this.api.held(this.id, this.completion);
  protected readonly held = latestValue(this.loaded);
  private readonly place = computed(() => `agency/correct/${this.completion()}`);
  protected readonly reason = linkedSignal(() => this.unsaved.held<string>(this.place()) ?? '');
  protected readonly form = new FormState(
    async () =>
      (await import('@learning-reviews/contracts/completion-correction.contract')).correctCompletionRequest,
  );

  protected write(reason: string): void {
    this.reason.set(reason);
    this.unsaved.hold(this.place(), reason);
  }

  protected async correct(): Promise<void> {
    const result = this.held()?.result === 'withdrawn' ? 'pass' : 'withdrawn';
    const isDone = await this.form.submit({ result, reason: this.reason() }, (request) =>
      this.api.correct(this.id(), this.completion(), request),
    );
    if (!isDone) return;
    this.unsaved.drop(this.place());
    await this.router.navigate(['/agency/people', this.id()], { queryParams: { done: 'corrected' } });
  }
}
