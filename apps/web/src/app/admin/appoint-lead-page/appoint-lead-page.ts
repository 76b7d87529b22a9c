import { Component, computed, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import type {
  AppointMemberRequest,
  AppointPersonRequest,
} from '@learning-reviews/contracts/admin-agency.contract';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Radios } from '@learning-reviews/ui/radios';
import { Select } from '@learning-reviews/ui/select';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyApi } from '../agency-api.js';

type Who = 'member' | 'new';

/** Makes somebody a training lead of an agency: one of its members, or somebody who comes to work there. */
@Component({
  selector: 'lr-appoint-lead-page',
  imports: [
    Breadcrumbs,
    Button,
    DateInput,
    ErrorSummary,
    Form,
    LoadProblem,
    Loading,
    Radios,
    Select,
    TextInput,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './appoint-lead-page.html',
})
export class AppointLeadPage {
  private readonly api = inject(AgencyApi);
  private readonly router = inject(Router);

  /** The agency's number, from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.agency(this.id);
  protected readonly roles = this.api.jobRoles(this.id);
  protected readonly agency = latestValue(this.loaded);
  private readonly jobRoles = latestValue(this.roles);
  protected readonly options = computed(() =>
    (this.jobRoles()?.jobRoles ?? []).map(({ code, label }) => ({ value: code, label })),
  );

  protected readonly who = signal<Who | null>('member');
  protected readonly found = signal('');
  protected readonly givenName = signal('');
  protected readonly familyName = signal('');
  protected readonly email = signal('');
  protected readonly staffRef = signal('');
  protected readonly jobRole = signal('');
  protected readonly from = linkedSignal<string>(() => this.agency()?.today ?? '');
  protected readonly to = signal('');

  private readonly ofMember = new FormState<AppointMemberRequest>(
    async () => (await import('@learning-reviews/contracts/admin-agency.contract')).appointMemberRequest,
  );
  private readonly ofPerson = new FormState<AppointPersonRequest>(
    async () => (await import('@learning-reviews/contracts/admin-agency.contract')).appointPersonRequest,
  );
  protected readonly errors = computed(() =>
    this.who() === 'new' ? this.ofPerson.errors() : this.ofMember.errors(),
  );
  protected readonly isSending = computed(() => this.ofMember.isSending() || this.ofPerson.isSending());
  protected readonly choices = [
    { value: 'member' as const, label: 'Somebody who works there already' },
    {
      value: 'new' as const,
      label: 'Somebody new',
      hint: 'They are taken on in the agency and get an email with a link to set a passphrase.',
    },
  ];
  protected readonly above = computed(() => [
    { text: 'Agencies', link: '/admin/agencies' },
    { text: this.agency()?.name ?? 'Agency', link: `/admin/agencies/${this.id()}` },
  ]);

  protected reload(): void {
    this.loaded.reload();
    this.roles.reload();
  }

  protected async save(): Promise<void> {
    const isDone = this.who() === 'new' ? await this.appointPerson() : await this.appointMember();
    if (isDone)
      await this.router.navigate(['/admin/agencies', this.id()], { queryParams: { done: 'appointed' } });
  }

  private appointMember(): Promise<boolean> {
    const value = { found: this.found(), from: this.from(), to: this.to() || null };
    return this.ofMember.submit(value, (request) => this.api.appointMember(this.id(), request));
  }

  private appointPerson(): Promise<boolean> {
    const value = {
      givenName: this.givenName(),
      familyName: this.familyName(),
      email: this.email(),
      staffRef: this.staffRef(),
      jobRole: this.jobRole(),
      from: this.from(),
      to: this.to() || null,
    };
    return this.ofPerson.submit(value, (request) => this.api.appointPerson(this.id(), request));
  }
}
