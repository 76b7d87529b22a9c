import { Component, inject, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TeamList } from '@learning-reviews/contracts/team.contract';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { Table } from '@learning-reviews/ui/table';
import { TextInput } from '@learning-reviews/ui/text-input';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyNavigation } from '../../report/agency-navigation/agency-navigation.js';
import { MembershipApi } from '../membership-api.js';

type Team = TeamList['teams'][number];

/** The agency's teams: add one, give one another name, remove an empty one. */
@Component({
  selector: 'lr-teams-page',
  imports: [
    AgencyNavigation,
    Button,
    ErrorSummary,
    Form,
    LoadProblem,
    Loading,
    NotificationBanner,
    RouterLink,
    Table,
    TextInput,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './teams-page.html',
})
export class TeamsPage {
  private readonly api = inject(MembershipApi);

  protected readonly loaded = this.api.teams();
  protected readonly teams = latestValue(this.loaded);
  protected readonly name = signal('');
  /** The team that is being renamed; `null` while one is added. */
  protected readonly renamed = signal<Team | null>(null);
  protected readonly news = signal('');
  protected readonly form = new FormState(
    async () => (await import('@learning-reviews/contracts/team.contract')).teamRequest,
  );

  protected async save(): Promise<void> {
    const team = this.renamed();
    const name = this.name();
    const isSaved = await this.form.submit({ name }, (request) =>
      team === null ? this.api.addTeam(request) : this.api.renameTeam(team.id, request),
    );
    if (!isSaved) return this.news.set('');
    this.tell(
      team === null ? `The team “${name.trim()}” is added.` : `The team is called “${name.trim()}” now.`,
    );
    this.beginRename(null);
  }

  protected beginRename(team: Team | null): void {
    this.renamed.set(team);
    this.name.set(team?.name ?? '');
    this.form.refuse([]);
  }

  protected async remove(team: Team): Promise<void> {
    // The name passes the form's own contract; what is sent is that it goes.
    if (!(await this.form.submit({ name: team.name }, () => this.api.removeTeam(team.id)))) return;
    this.tell(`The team “${team.name}” is removed.`);
  }

  private tell(sentence: string): void {
    this.news.set(sentence);
    this.loaded.reload();
  }
}
