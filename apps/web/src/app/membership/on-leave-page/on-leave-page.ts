import { Component, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LeavePeriod } from '@learning-reviews/contracts/leave-period.contract';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Table } from '@learning-reviews/ui/table';
import { fieldErrorsOf } from '../../platform/http/api-error.js';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { DutyApi } from '../duty-api.js';
import { LEAVE_STATES } from '../membership-words.js';

/** When one member is away for long: what is noted, a form for more, and never a question why. */
@Component({
  selector: 'lr-on-leave-page',
  imports: [
    Button,
    DateInput,
    DayPipe,
    ErrorSummary,
    Form,
    InsetText,
    LoadProblem,
    Loading,
    NotificationBanner,
    RouterLink,
    Table,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './on-leave-page.html',
})
export class OnLeavePage {
  private readonly api = inject(DutyApi);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.leave(this.id);
  protected readonly member = latestValue(this.loaded);
  protected readonly from = linkedSignal(() => this.member()?.today ?? '');
  protected readonly to = signal('');
  /** The leave whose last day is being changed; `null` while another is being added. */
  protected readonly changing = signal<LeavePeriod | null>(null);
  protected readonly news = signal('');
  protected readonly states = LEAVE_STATES;
  /** What both forms refuse is shown in one place: only one of them is there at a time. */
  protected readonly form = new FormState<{ from?: string; to: string | null }>(async () => {
    const { addLeaveRequest, changeLeaveRequest } =
      await import('@learning-reviews/contracts/leave-period.contract');
    return this.changing() === null ? addLeaveRequest : changeLeaveRequest;
  });

  protected async add(): Promise<void> {
    const body = { from: this.from(), to: this.to() === '' ? null : this.to() };
    if (!(await this.form.submit(body, () => this.api.addLeave(this.id(), body)))) return;
    this.finish('The leave is noted. What they owe is paused on these days.');
  }

  protected async change(period: LeavePeriod): Promise<void> {
    const body = { to: this.to() === '' ? null : this.to() };
    if (!(await this.form.submit(body, () => this.api.changeLeave(this.id(), period.id, body)))) return;
    this.finish('The last day is saved.');
  }

  /** Takes leave away that was entered by mistake. */
  protected async remove(period: LeavePeriod): Promise<void> {
    this.stop();
    try {
      await this.api.removeLeave(this.id(), period.id);
      this.finish('The leave is removed, as if it had never been entered.');
    } catch (error) {
      this.form.refuse(fieldErrorsOf(error));
    }
  }

  protected begin(period: LeavePeriod): void {
    this.stop();
    this.changing.set(period);
    this.to.set(period.to ?? '');
  }

  protected stop(): void {
    this.changing.set(null);
    this.to.set('');
    this.news.set('');
    this.form.refuse([]);
  }

  private finish(news: string): void {
    this.stop();
    this.news.set(news);
    this.loaded.reload();
  }
}
