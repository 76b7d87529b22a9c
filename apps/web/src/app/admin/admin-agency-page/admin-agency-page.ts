import { Component, computed, effect, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { agencyKindInWords } from '@learning-reviews/domain/agency/agency-kind';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Button } from '@learning-reviews/ui/button';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { NotificationBanner } from '@learning-reviews/ui/notification-banner';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { Table } from '@learning-reviews/ui/table';
import { FormState } from '../../platform/form/form-state.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { AgencyApi } from '../agency-api.js';
import { AgencyRoles } from '../agency-roles/agency-roles.js';
import { AgencyTeams } from '../agency-teams/agency-teams.js';
import { changeInWords, daysInWords, DONE, membersInWords } from '../agency-words.js';

/** One agency for an administrator: what it is and was, who leads its training, its teams and what was changed. */
@Component({
  selector: 'lr-admin-agency-page',
  imports: [
    AgencyRoles,
    AgencyTeams,
    Breadcrumbs,
    Button,
    DayPipe,
    ErrorSummary,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    NotificationBanner,
    RouterLink,
    SummaryList,
    SummaryRow,
    Table,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './admin-agency-page.html',
})
export class AdminAgencyPage {
  private readonly api = inject(AgencyApi);
  private readonly title = inject(PageTitle);

  /** The agency's number, from the address. */
  readonly id = input.required<string>();
  /** What was just done on another page, from the address. */
  readonly done = input<string>();

  protected readonly loaded = this.api.agency(this.id);
  protected readonly agency = latestValue(this.loaded);
  protected readonly news = signal('');
  protected readonly sentence = computed(() => this.news() || (DONE[this.done() ?? ''] ?? ''));
  protected readonly changes = computed(() =>
    (this.agency()?.changes ?? []).map((change) => ({ at: change.at, ...changeInWords(change) })),
  );
  protected readonly days = computed(() => {
    const agency = this.agency();
    return agency === undefined ? '' : daysInWords(agency, agency.today);
  });
  protected readonly isOver = computed(() => {
    const { to = null, today = '' } = this.agency() ?? {};
    return to !== null && to < today;
  });
  protected readonly callingOff = new FormState(
    async () => (await import('@learning-reviews/contracts/succession.contract')).callOffRequest,
  );
  protected readonly kindOf = agencyKindInWords;
  protected readonly membersOf = membersInWords;
  protected readonly above = [{ text: 'Agencies', link: '/admin/agencies' }];

  constructor() {
    effect(() => {
      const agency = this.agency();
      if (agency !== undefined && this.loaded.error() === undefined) this.title.set(agency.name);
    });
  }

  /** Shows what was done, and what the agency is now. */
  protected tell(sentence: string): void {
    this.news.set(sentence);
    this.loaded.reload();
  }

  protected async callOff(version: number): Promise<void> {
    const isDone = await this.callingOff.submit({ version }, () => this.api.callOff(this.id(), version));
    if (isDone) this.tell('The succession has been called off. Nobody has moved.');
  }
}
