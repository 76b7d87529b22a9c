import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import { AGENCY_KINDS, agencyKindInWords } from '@learning-reviews/domain/agency/agency-kind';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Select } from '@learning-reviews/ui/select';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyApi } from '../agency-api.js';
import { timeZones } from '../agency-words.js';

/** Changes what an agency is, where it stands and from when to when. */
@Component({
  selector: 'lr-agency-change-page',
  imports: [Breadcrumbs, Button, DateInput, ErrorSummary, Form, LoadProblem, Loading, Select],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-breadcrumbs [items]="above()" />
    @if (loaded.error() ?? others.error(); as error) {
      <lr-load-problem [error]="error" what="this agency" (retry)="reload()" />
    } @else if (agency(); as agency) {
      <lr-error-summary [errors]="form.errors()" />
      <h1 class="govuk-heading-l">Change {{ agency.name }}</h1>
      <form lrForm [errors]="form.errors()" (submitted)="save(agency.version)">
        @if (!isPartnership()) {
          <lr-select field="kind" label="Kind" [options]="kinds()" [(value)]="kind" />
          <lr-select field="parentId" label="Stands below" [options]="parents()" [(value)]="parentId" />
        }
        <lr-select
          field="timeZone"
          label="Time zone"
          hint="It decides which day it is for the agency."
          [options]="zones()"
          [(value)]="timeZone"
        />
        <lr-date-input field="from" legend="First day in the partnership" [(value)]="from" />
        @if (!isPartnership()) {
          <lr-date-input
            field="to"
            legend="Last day in the partnership"
            hint="Leave it empty while there is none. If another agency takes over, name a successor instead."
            [(value)]="to"
          />
        }
        <button lrButton [busy]="form.isSending()">Save the change</button>
      </form>
    } @else {
      <lr-loading what="this agency" />
    }
  `,
})
export class AgencyChangePage {
  private readonly api = inject(AgencyApi);
  private readonly router = inject(Router);

  /** The agency's number, from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.agency(this.id);
  protected readonly others = this.api.list();
  protected readonly agency = latestValue(this.loaded);
  private readonly list = latestValue(this.others);
  protected readonly isPartnership = computed(() => this.agency()?.id === 1);
  protected readonly kind = linkedSignal(() => this.agency()?.kind ?? '');
  protected readonly parentId = linkedSignal(() => String(this.agency()?.parent?.id ?? ''));
  protected readonly timeZone = linkedSignal(() => this.agency()?.timeZone ?? '');
  protected readonly from = linkedSignal<string>(() => this.agency()?.from ?? '');
  protected readonly to = linkedSignal<string>(() => this.agency()?.to ?? '');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/admin-agency.contract')).changeAgencyRequest,
  );
  /** What the agency is already stays among the choices, whatever list is offered today. */
  protected readonly kinds = computed(() => {
    const offered: readonly string[] = AGENCY_KINDS.filter((kind) => kind !== 'partnership');
    const own = this.agency()?.kind ?? '';
    return (offered.includes(own) ? offered : [own, ...offered]).map((kind) => ({
      value: kind,
      label: agencyKindInWords(kind),
    }));
  });
  protected readonly zones = computed(() => {
    const own = this.agency()?.timeZone ?? '';
    const offered = timeZones();
    return (offered.includes(own) ? offered : [own, ...offered]).map((zone) => ({
      value: zone,
      label: zone,
    }));
  });
  protected readonly parents = computed(() =>
    (this.list()?.agencies ?? [])
      .filter(({ id }) => String(id) !== this.id())
      .map(({ id, name }) => ({ value: String(id), label: name })),
  );
  protected readonly above = computed(() => [
    { text: 'Agencies', link: '/admin/agencies' },
    { text: this.agency()?.name ?? 'Agency', link: `/admin/agencies/${this.id()}` },
  ]);

  protected reload(): void {
    this.loaded.reload();
    this.others.reload();
  }

  protected async save(version: number): Promise<void> {
    const value = {
      kind: this.kind(),
      parentId: this.parentId() === '' ? null : Number(this.parentId()),
      timeZone: this.timeZone(),
      from: this.from(),
      to: this.to() || null,
      version,
    };
    const isDone = await this.form.submit(value, (request) => this.api.change(this.id(), request));
    if (isDone)
      await this.router.navigate(['/admin/agencies', this.id()], { queryParams: { done: 'changed' } });
  }
}
