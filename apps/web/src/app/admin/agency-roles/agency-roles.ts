import { Component, computed, inject, input, output, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AgencyDetail, AgencyRoleHolder } from '@learning-reviews/contracts/admin-agency.contract';
import { Button } from '@learning-reviews/ui/button';
import { DateInput } from '@learning-reviews/ui/date-input';
import { DayPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Table } from '@learning-reviews/ui/table';
import { FormState } from '../../platform/form/form-state.js';
import { FocusWhenShown } from '../../platform/page/focus-when-shown.js';
import { AgencyApi } from '../agency-api.js';
import { ROLES } from '../agency-words.js';

/** Who holds a role in an agency, and until when: the only people of it that an administrator sees by name. */
@Component({
  selector: 'lr-agency-roles',
  imports: [Button, DateInput, DayPipe, ErrorSummary, FocusWhenShown, Form, RouterLink, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './agency-roles.html',
})
export class AgencyRoles {
  private readonly api = inject(AgencyApi);

  readonly agency = input.required<AgencyDetail>();
  /** A role was ended; what to say about it. */
  readonly done = output<string>();

  /** The role that is being ended. */
  protected readonly ending = signal<AgencyRoleHolder | null>(null);
  protected readonly lastDay = signal('');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/admin-agency.contract')).endAgencyRoleRequest,
  );
  protected readonly hasLead = computed(() =>
    this.agency().roles.some(({ role, isCurrent }) => role === 'training-lead' && isCurrent),
  );
  protected readonly roles = ROLES;

  protected begin(holder: AgencyRoleHolder): void {
    this.form.refuse([]);
    this.lastDay.set(this.agency().today);
    this.ending.set(holder);
  }

  protected async end(holder: AgencyRoleHolder): Promise<void> {
    const { membershipId, role, from, name } = holder;
    const value = { membershipId, role, from, lastDay: this.lastDay() || null };
    const isDone = await this.form.submit(value, (request) =>
      this.api.endRole(String(this.agency().id), request),
    );
    if (!isDone) return;
    this.ending.set(null);
    this.done.emit(`The role of ${name} ends. The change is kept in the history.`);
  }
}
