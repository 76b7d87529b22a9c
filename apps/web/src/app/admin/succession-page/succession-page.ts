import { Component, computed, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import type { SuccessionPlan } from '@learning-reviews/contracts/succession.contract';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Select } from '@learning-reviews/ui/select';
import { Table } from '@learning-reviews/ui/table';
import { TextInput } from '@learning-reviews/ui/text-input';
import { WarningText } from '@learning-reviews/ui/warning-text';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { FocusWhenShown } from '../../platform/page/focus-when-shown.js';
import { AgencyApi } from '../agency-api.js';
import { planInWords } from '../succession-words.js';

/** Names the agency that takes over the work of another: first what it would mean, then the yes. */
@Component({
  selector: 'lr-succession-page',
  imports: [
    Breadcrumbs,
    Button,
    DateInput,
    DayPipe,
    ErrorSummary,
    FocusWhenShown,
    Form,
    LoadProblem,
    Loading,
    Select,
    Table,
    TextInput,
    WarningText,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './succession-page.html',
})
export class SuccessionPage {
  private readonly api = inject(AgencyApi);
  private readonly router = inject(Router);

  /** The agency's number, from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.agency(this.id);
  protected readonly others = this.api.list();
  protected readonly agency = latestValue(this.loaded);
  private readonly list = latestValue(this.others);
  protected readonly successorId = signal('');
  protected readonly on = linkedSignal<string>(() => this.agency()?.today ?? '');
  protected readonly code = signal('');
  /** What it would mean, once that was asked; gone when the question changes. */
  protected readonly plan = signal<SuccessionPlan | null>(null);
  protected readonly words = computed(() => {
    const plan = this.plan();
    return plan === null ? [] : planInWords(plan);
  });
  protected readonly asking = new FormState(
    async () => (await import('@learning-reviews/contracts/succession.contract')).successionQuery,
  );
  protected readonly deciding = new FormState(
    async () => (await import('@learning-reviews/contracts/succession.contract')).succeedRequest,
  );
  protected readonly successors = computed(() => {
    const { agencies = [], today = '' } = this.list() ?? {};
    return agencies
      .filter(({ id, to, succeededBy }) => {
        const isOpen = to === null || to >= today;
        return id !== 1 && String(id) !== this.id() && isOpen && succeededBy === null;
      })
      .map(({ id, name }) => ({ value: String(id), label: name }));
  });
  protected readonly above = computed(() => [
    { text: 'Agencies', link: '/admin/agencies' },
    { text: this.agency()?.name ?? 'Agency', link: `/admin/agencies/${this.id()}` },
  ]);

  protected reload(): void {
    this.loaded.reload();
    this.others.reload();
  }

  /** Another question: what was answered to the one before is gone. */
  protected choose(change: { readonly successorId?: string; readonly on?: string }): void {
    if (change.successorId !== undefined) this.successorId.set(change.successorId);
    if (change.on !== undefined) this.on.set(change.on);
    this.plan.set(null);
    this.deciding.refuse([]);
  }

  protected async ask(): Promise<void> {
    const typed = this.successorId();
    const query = { successorId: typed === '' ? undefined : Number(typed), on: this.on() };
    this.plan.set(null);
    await this.asking.submit(query, async (asked) => {
      this.plan.set(await this.api.plan(this.id(), asked));
    });
  }

  protected async decide(plan: SuccessionPlan, version: number): Promise<void> {
    const value = { successorId: plan.successor.id, on: plan.on, code: this.code(), version };
    const isDone = await this.deciding.submit(value, (request) => this.api.succeed(this.id(), request));
    if (isDone)
      await this.router.navigate(['/admin/agencies', this.id()], { queryParams: { done: 'succession' } });
  }
}
