import { Component, inject, input, linkedSignal, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AgencyRole, EndRoleRequest, RoleGrant } from '@learning-reviews/contracts/role-grant.contract';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Radios } from '@learning-reviews/ui/radios';
import { Table } from '@learning-reviews/ui/table';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { MembershipApi } from '../membership-api.js';
import { ROLE_OPTIONS, roleName, STATES } from '../membership-words.js';

/** The dated roles of one member: what they have and had, and a form for another. */
@Component({
  selector: 'lr-roles-page',
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
    Radios,
    RouterLink,
    Table,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './roles-page.html',
})
export class RolesPage {
  private readonly api = inject(MembershipApi);

  /** Membership id from the address. */
  readonly id = input.required<string>();

  protected readonly loaded = this.api.roles(this.id);
  protected readonly member = latestValue(this.loaded);
  protected readonly role = signal<AgencyRole | null>(null);
  protected readonly from = linkedSignal(() => this.member()?.today ?? '');
  protected readonly to = signal('');
  protected readonly news = signal('');
  protected readonly options = ROLE_OPTIONS;
  protected readonly states = STATES;
  protected readonly roleName = roleName;
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/role-grant.contract')).grantRoleRequest,
  );
  private readonly ending = new FormState<EndRoleRequest>(
    async () => (await import('@learning-reviews/contracts/role-grant.contract')).endRoleRequest,
  );

  protected async grant(): Promise<void> {
    this.news.set('');
    const to = this.to();
    const body = { role: this.role(), from: this.from(), to: to === '' ? null : to };
    if (!(await this.form.submit(body, (request) => this.api.grant(this.id(), request)))) return;
    this.news.set('The role is given. It counts within two seconds of its first day.');
    this.role.set(null);
    this.to.set('');
    this.loaded.reload();
  }

  /** Ends a role straight away. */
  protected async end({ role, from }: RoleGrant): Promise<void> {
    this.news.set('');
    const isEnded = await this.ending.submit({ role, from, lastDay: null }, (request) =>
      this.api.endRole(this.id(), request),
    );
    this.form.refuse(this.ending.errors());
    if (!isEnded) return;
    this.news.set('The role has ended.');
    this.loaded.reload();
  }
}
