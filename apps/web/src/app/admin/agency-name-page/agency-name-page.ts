import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyApi } from '../agency-api.js';

/** Gives an agency another name from a day on. */
@Component({
  selector: 'lr-agency-name-page',
  imports: [Breadcrumbs, Button, DateInput, DayPipe, ErrorSummary, Form, LoadProblem, Loading, TextInput],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-breadcrumbs [items]="above()" />
    @if (loaded.error(); as error) {
      <lr-load-problem [error]="error" what="this agency" (retry)="loaded.reload()" />
    } @else if (agency(); as agency) {
      <lr-error-summary [errors]="form.errors()" />
      <h1 class="govuk-heading-l">Rename {{ agency.name }}</h1>
      <p>
        It has had this name since {{ agency.nameSince | day }}. The name is kept with its days, and figures
        that were published under it stay as they are.
      </p>
      <form lrForm [errors]="form.errors()" (submitted)="save(agency.version)">
        <lr-text-input field="name" label="New name" [(value)]="name" />
        <lr-date-input
          field="from"
          legend="First day of the new name"
          hint="Today or an earlier day. For example, 1 4 2026"
          [(value)]="from"
        />
        <button lrButton [busy]="form.isSending()">Rename the agency</button>
      </form>
    } @else {
      <lr-loading what="this agency" />
    }
  `,
})
export class AgencyNamePage {
  private readonly api = inject(AgencyApi);
  private readonly router = inject(Router);

  /** The agency's number, from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.agency(this.id);
  protected readonly agency = latestValue(this.loaded);
  protected readonly name = linkedSignal(() => this.agency()?.name ?? '');
  protected readonly from = linkedSignal<string>(() => this.agency()?.today ?? '');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/admin-agency.contract')).renameAgencyRequest,
  );
  protected readonly above = computed(() => [
    { text: 'Agencies', link: '/admin/agencies' },
    { text: this.agency()?.name ?? 'Agency', link: `/admin/agencies/${this.id()}` },
  ]);

  protected async save(version: number): Promise<void> {
    const value = { name: this.name(), from: this.from(), version };
    const isDone = await this.form.submit(value, (request) => this.api.rename(this.id(), request));
    if (isDone)
      await this.router.navigate(['/admin/agencies', this.id()], { queryParams: { done: 'renamed' } });
  }
}
