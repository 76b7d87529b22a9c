import { Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import { AGENCY_KINDS, agencyKindInWords } from '@learning-reviews/domain/agency/agency-kind';
import { existsOn } from '@learning-reviews/domain/agency/agency-tree';
import { calendarDate, calendarDateIn, DEFAULT_TIME_ZONE } from '@learning-reviews/domain/calendar-date';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Select } from '@learning-reviews/ui/select';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyApi } from '../agency-api.js';
import { timeZones } from '../agency-words.js';

/** Adds an agency to the partnership. */
@Component({
  selector: 'lr-add-agency-page',
  imports: [Breadcrumbs, Button, DateInput, ErrorSummary, Form, LoadProblem, Loading, Select, TextInput],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-breadcrumbs [items]="above" />
    @if (loaded.error(); as error) {
      <lr-load-problem [error]="error" what="the agencies" (retry)="loaded.reload()" />
    } @else {
      <lr-error-summary [errors]="form.errors()" />
      <h1 class="govuk-heading-l">Add an agency</h1>
      @if (list()) {
        <form lrForm [errors]="form.errors()" (submitted)="save()">
          <lr-text-input field="name" label="Name" [(value)]="name" />
          <lr-text-input
            field="code"
            label="Short name"
            hint="Small letters, digits and hyphens, such as north-trust. It stands in files and does not change."
            [width]="20"
            [spellcheck]="false"
            [(value)]="code"
          />
          <lr-select
            field="kind"
            label="Kind"
            emptyLabel="Choose a kind"
            [options]="kinds"
            [(value)]="kind"
          />
          <lr-select field="parentId" label="Stands below" [options]="parents()" [(value)]="parentId" />
          <lr-select
            field="timeZone"
            label="Time zone"
            hint="It decides which day it is for the agency."
            [options]="zones"
            [(value)]="timeZone"
          />
          <lr-date-input
            field="from"
            legend="First day in the partnership"
            hint="For example, 1 4 2026"
            [(value)]="from"
          />
          <button lrButton [busy]="form.isSending()">Add the agency</button>
        </form>
      } @else {
        <lr-loading what="the agencies" />
      }
    }
  `,
})
export class AddAgencyPage {
  private readonly api = inject(AgencyApi);
  private readonly router = inject(Router);

  protected readonly loaded = this.api.list();
  protected readonly list = latestValue(this.loaded);
  protected readonly name = signal('');
  protected readonly code = signal('');
  protected readonly kind = signal('');
  protected readonly parentId = signal('1');
  protected readonly timeZone = signal(DEFAULT_TIME_ZONE);
  protected readonly from = signal<string>(calendarDateIn(Date.now(), DEFAULT_TIME_ZONE));
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/admin-agency.contract')).addAgencyRequest,
  );
  protected readonly parents = computed(() => {
    const { agencies = [], today = '' } = this.list() ?? {};
    return agencies
      .filter(({ from, to }) =>
        existsOn(
          { fromOn: calendarDate(from), toOn: to === null ? null : calendarDate(to) },
          calendarDate(today),
        ),
      )
      .map(({ id, name }) => ({ value: String(id), label: name }));
  });
  protected readonly kinds = AGENCY_KINDS.filter((kind) => kind !== 'partnership').map((kind) => ({
    value: kind,
    label: agencyKindInWords(kind),
  }));
  protected readonly zones = timeZones().map((zone) => ({ value: zone, label: zone }));
  protected readonly above = [{ text: 'Agencies', link: '/admin/agencies' }];

  protected async save(): Promise<void> {
    let id = 0;
    const value = {
      name: this.name(),
      code: this.code(),
      kind: this.kind(),
      parentId: Number(this.parentId()),
      timeZone: this.timeZone(),
      from: this.from(),
    };
    const isDone = await this.form.submit(value, async (request) => {
      ({ id } = await this.api.add(request));
    });
    if (isDone) await this.router.navigate(['/admin/agencies', id], { queryParams: { done: 'added' } });
  }
}
