import { Component, inject, input, output, signal, ViewEncapsulation } from '@angular/core';
import type { AgencyDetail } from '@learning-reviews/contracts/admin-agency.contract';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Table } from '@learning-reviews/ui/table';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { fieldErrorsOf } from '../../platform/http/api-error.js';
import { FocusWhenShown } from '../../platform/page/focus-when-shown.js';
import { AgencyApi } from '../agency-api.js';
import { membersInWords } from '../agency-words.js';

/** A team of the agency that is open. */
type Team = AgencyDetail['teams'][number];

/** The teams of an agency: added, renamed and closed one at a time. */
@Component({
  selector: 'lr-agency-teams',
  imports: [Button, ErrorSummary, FocusWhenShown, Form, Table, TextInput],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './agency-teams.html',
})
export class AgencyTeams {
  private readonly api = inject(AgencyApi);

  readonly agency = input.required<AgencyDetail>();
  /** The teams were changed; what to say about it. */
  readonly done = output<string>();

  /** The team that is being renamed; `null` while a new one may be added. */
  protected readonly renaming = signal<Team | null>(null);
  protected readonly name = signal('');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/admin-agency.contract')).agencyTeamRequest,
  );
  protected readonly membersOf = membersInWords;

  protected rename(team: Team | null): void {
    this.form.refuse([]);
    this.name.set(team?.name ?? '');
    this.renaming.set(team);
  }

  protected async save(): Promise<void> {
    const team = this.renaming();
    const id = String(this.agency().id);
    const isDone = await this.form.submit({ name: this.name() }, (request) =>
      team === null ? this.api.addTeam(id, request) : this.api.renameTeam(id, team.id, request),
    );
    if (!isDone) return;
    const name = this.name().trim();
    this.rename(null);
    this.done.emit(team === null ? `The team ${name} has been added.` : `The team is called ${name} now.`);
  }

  protected async close(team: Team): Promise<void> {
    this.form.refuse([]);
    try {
      await this.api.removeTeam(String(this.agency().id), team.id);
      this.done.emit(`The team ${team.name} has been closed.`);
    } catch (error) {
      this.form.refuse(fieldErrorsOf(error));
    }
  }
}
