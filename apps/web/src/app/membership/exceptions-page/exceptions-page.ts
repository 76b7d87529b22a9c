import { Component, computed, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DutyException } from '@learning-reviews/contracts/duty-exception.contract';
import type { ExceptionKind } from '@learning-reviews/contracts/exception-kind';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Radios } from '@learning-reviews/ui/radios';
import { Select } from '@learning-reviews/ui/select';
import { Table } from '@learning-reviews/ui/table';
import { Textarea } from '@learning-reviews/ui/textarea';
import { CaseDataCaution } from '../../platform/draft/case-data-caution.js';
import { UnsavedWork } from '../../platform/draft/unsaved-work.js';
import { FormState } from '../../platform/form/form-state.js';
import { fieldErrorsOf } from '../../platform/http/api-error.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { DutyApi } from '../duty-api.js';
import { EXCEPTION_KINDS, exceptionInWords, moduleWithDueDay } from '../membership-words.js';

/** What is asked of one member otherwise than the rules say: excused from a module, or more time for it. */
@Component({
  selector: 'lr-exceptions-page',
  imports: [
    Button,
    CaseDataCaution,
    DateInput,
    ErrorSummary,
    Form,
    LoadProblem,
    Loading,
    NotificationBanner,
    Radios,
    RouterLink,
    Select,
    Table,
    Textarea,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './exceptions-page.html',
})
export class ExceptionsPage {
  private readonly api = inject(DutyApi);
  private readonly unsaved = inject(UnsavedWork);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.exceptions(this.id);
  protected readonly member = latestValue(this.loaded);
  protected readonly modules = computed(() =>
    (this.member()?.modules ?? []).map((one) => ({ value: one.module, label: moduleWithDueDay(one) })),
  );
  private readonly place = computed(() => `agency/exception/${this.id()}`);
  protected readonly module = signal('');
  protected readonly kind = signal<ExceptionKind | null>(null);
  protected readonly until = signal('');
  protected readonly reason = linkedSignal(() => this.unsaved.held<string>(this.place()) ?? '');
  protected readonly news = signal('');
  protected readonly kinds = EXCEPTION_KINDS;
  protected readonly inWords = exceptionInWords;
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/duty-exception.contract')).addExceptionRequest,
  );

  protected write(reason: string): void {
    this.reason.set(reason);
    this.unsaved.hold(this.place(), reason);
  }

  protected async add(): Promise<void> {
    this.news.set('');
    const until = this.until() === '' ? null : this.until();
    const body = { module: this.module(), kind: this.kind(), until, reason: this.reason() };
    if (!(await this.form.submit(body, (request) => this.api.addException(this.id(), request)))) return;
    const isLater = this.kind() === 'later-due';
    this.news.set(isLater ? 'They have until the new due day.' : 'They are excused from this module.');
    this.unsaved.drop(this.place());
    this.reason.set('');
    this.module.set('');
    this.kind.set(null);
    this.until.set('');
    this.loaded.reload();
  }

  /** Ends an exception before its last day. */
  protected async end({ id }: DutyException): Promise<void> {
    this.news.set('');
    try {
      await this.api.endException(this.id(), id);
      this.news.set('The exception has ended. They are asked what the rules say.');
      this.form.refuse([]);
      this.loaded.reload();
    } catch (error) {
      this.form.refuse(fieldErrorsOf(error));
    }
  }
}
