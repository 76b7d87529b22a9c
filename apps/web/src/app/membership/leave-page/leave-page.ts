import { Component, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { LeaveRequest } from '@learning-reviews/contracts/membership.contract';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { Radios } from '@learning-reviews/ui/radios';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MembershipApi } from '../membership-api.js';

const WHEN = [
  { value: 'day', label: 'At the end of the last day' },
  { value: 'now', label: 'Straight away', hint: 'They are signed out within a minute' },
] as const;

/** Enters the last day of a member, and when access ends; shows what that means before it is done. */
@Component({
  selector: 'lr-leave-page',
  imports: [
    Button,
    DateInput,
    DayPipe,
    ErrorSummary,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    Radios,
    RouterLink,
    WarningText,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './leave-page.html',
})
export class LeavePage {
  private readonly api = inject(MembershipApi);
  private readonly router = inject(Router);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.record(this.id);
  protected readonly record = latestValue(this.loaded);
  protected readonly lastDay = linkedSignal(() => this.record()?.to ?? this.record()?.choice.today ?? '');
  protected readonly when = signal<'day' | 'now' | null>('day');
  /** Whether what was entered is being looked at before it is sent. */
  protected readonly isChecking = signal(false);
  protected readonly whens = WHEN;
  protected readonly form = new FormState<LeaveRequest>(
    async () => (await import('@learning-reviews/contracts/membership.contract')).leaveRequest,
  );

  /** Shows the summary when the entries can be used. */
  protected async check(): Promise<void> {
    this.isChecking.set(await this.form.submit(this.body(this.lastDay()), () => Promise.resolve()));
  }

  protected leave(): Promise<void> {
    return this.send(this.body(this.lastDay()), 'left');
  }

  /** They stay after all. */
  protected stay(): Promise<void> {
    return this.send({ ...this.body(''), lastDay: null, isAtOnce: false }, 'stays');
  }

  private body(lastDay: string) {
    return { lastDay, isAtOnce: this.when() === 'now', revision: this.record()!.revision };
  }

  private async send(body: object, done: string): Promise<void> {
    const isSent = await this.form.submit(body, (request) => this.api.leave(this.id(), request));
    if (isSent) await this.router.navigate(['/agency/people', this.id()], { queryParams: { done } });
    else this.isChecking.set(false);
  }
}
