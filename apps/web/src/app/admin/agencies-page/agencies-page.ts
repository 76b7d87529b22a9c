import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { agencyTree } from '@learning-reviews/domain/agency/agency-tree';
import { Button } from '@learning-reviews/ui/button';
import { Loading } from '@learning-reviews/ui/loading';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyApi } from '../agency-api.js';
import { AgencyBranches } from '../agency-branches/agency-branches.js';
import { treeSummary } from '../agency-words.js';

/** The tree of agencies, for administrators. */
@Component({
  selector: 'lr-agencies-page',
  imports: [AgencyBranches, Button, LoadProblem, Loading, RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (loaded.error(); as error) {
      <lr-load-problem [error]="error" what="the agencies" (retry)="loaded.reload()" />
    } @else {
      <h1 class="govuk-heading-l">Agencies</h1>
      @if (list(); as list) {
        <p class="govuk-body-l">{{ summary() }}</p>
        <a lrButton routerLink="/admin/agencies/new">Add an agency</a>
        @if (list.agencies.length === 1) {
          <p>Only the partnership itself is here. Add the first agency to begin.</p>
        }
        <nav aria-label="Agencies">
          <lr-agency-branches [branches]="tree()" [today]="list.today" />
        </nav>
      } @else {
        <lr-loading what="the agencies" />
      }
    }
  `,
})
export class AgenciesPage {
  protected readonly loaded = inject(AgencyApi).list();
  protected readonly list = latestValue(this.loaded);
  protected readonly tree = computed(() => agencyTree(this.list()?.agencies ?? []));
  protected readonly summary = computed(() => {
    const { agencies = [], today = '' } = this.list() ?? {};
    return treeSummary(agencies, today);
  });
}
