import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import { retentionHeading } from '@learning-reviews/domain/setting/retention-words';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { TextInput } from '@learning-reviews/ui/text-input';
import { Textarea } from '@learning-reviews/ui/textarea';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SettingApi } from '../setting-api.js';
import { typedNumber } from '../setting-words.js';

/** Decides how long one kind of data is kept, and why. */
@Component({
  selector: 'lr-retention-page',
  imports: [Breadcrumbs, Button, ErrorSummary, Form, LoadProblem, Loading, TextInput, Textarea],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-breadcrumbs [items]="above" />
    @if (loaded.error(); as error) {
      <lr-load-problem [error]="error" what="the settings" (retry)="loaded.reload()" />
    } @else if (kept(); as kept) {
      <lr-error-summary [errors]="form.errors()" />
      <h1 class="govuk-heading-l">{{ heading() }}</h1>
      <p>
        A longer time takes effect at once and saves what was announced. A shorter one deletes nothing before
        it has been announced for a week.
      </p>
      <form lrForm [errors]="form.errors()" (submitted)="save(kept.version)">
        <lr-text-input
          field="amount"
          [label]="'Kept for, in ' + kept.unit + 's'"
          [hint]="'From ' + kept.least + ' to ' + kept.most + '.'"
          inputmode="numeric"
          [width]="3"
          [(value)]="amount"
        />
        <lr-textarea
          field="reason"
          label="Why it is kept as long as that"
          hint="Shown beside the time on the settings page."
          [maxLength]="500"
          [(value)]="reason"
        />
        <button lrButton [busy]="form.isSending()">Save how long it is kept</button>
      </form>
    } @else if (loaded.hasValue()) {
      <h1 class="govuk-heading-l">Not a kind of data that is kept for a time</h1>
      <p>Go back to the settings and choose one from the list.</p>
    } @else {
      <lr-loading what="the settings" />
    }
  `,
})
export class RetentionPage {
  private readonly api = inject(SettingApi);
  private readonly router = inject(Router);

  /** Which kind of data, from the address. */
  readonly kind = input.required<string>();

  protected readonly loaded = this.api.settings();
  private readonly settings = latestValue(this.loaded);
  protected readonly kept = computed(() =>
    this.settings()?.retention.find(({ kind }) => kind === this.kind()),
  );
  protected readonly heading = computed(() => retentionHeading(this.kind()));
  protected readonly amount = linkedSignal(() => String(this.kept()?.amount ?? ''));
  protected readonly reason = linkedSignal(() => this.kept()?.reason ?? '');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/setting.contract')).changeRetentionRequest,
  );
  protected readonly above = [{ text: 'Settings', link: '/admin/settings' }];

  protected async save(version: number): Promise<void> {
    const value = { amount: typedNumber(this.amount()), reason: this.reason(), version };
    const isDone = await this.form.submit(value, (request) => this.api.changeRetention(this.kind(), request));
    if (isDone) await this.router.navigate(['/admin/settings'], { queryParams: { done: this.kind() } });
  }
}
