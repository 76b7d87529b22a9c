import { Component, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ListedAgency } from '@learning-reviews/contracts/admin-agency.contract';
import { agencyKindInWords } from '@learning-reviews/domain/agency/agency-kind';
import type { AgencyBranch } from '@learning-reviews/domain/agency/agency-tree';
import { Tag } from '@learning-reviews/ui/tag';
import { daysInWords, membersInWords } from '../agency-words.js';

/** Agencies of one level, each with those below it: a list in a list, which every browser and reader knows. */
@Component({
  selector: 'lr-agency-branches',
  imports: [RouterLink, Tag],
  encapsulation: ViewEncapsulation.None,
  template: `
    <ul class="lr-agency-branches">
      @for (branch of branches(); track branch.agency.id) {
        @let agency = branch.agency;
        <li>
          <a [routerLink]="['/admin/agencies', agency.id]">{{ agency.name }}</a>
          @if (daysOf(agency); as days) {
            <strong [lrTag]="agency.to !== null && agency.to < today() ? 'grey' : 'blue'">{{ days }}</strong>
          }
          @if (agency.id !== 1 && agency.members > 0 && agency.leads === 0) {
            <strong lrTag="yellow">No training lead</strong>
          }
          <span class="lr-agency-branches__facts">
            {{ kindOf(agency.kind) }}, {{ membersOf(agency.members)
            }}{{ agency.leads > 0 ? ', ' + leadsOf(agency.leads) : ''
            }}{{ agency.succeededBy ? ', succeeded by ' + agency.succeededBy.name : '' }}
          </span>
          @if (branch.below.length > 0) {
            <lr-agency-branches [branches]="branch.below" [today]="today()" />
          }
        </li>
      }
    </ul>
  `,
})
export class AgencyBranches {
  readonly branches = input.required<readonly AgencyBranch<ListedAgency>[]>();
  readonly today = input.required<string>();

  protected readonly kindOf = agencyKindInWords;
  protected readonly membersOf = membersInWords;

  protected daysOf(agency: ListedAgency): string {
    return daysInWords(agency, this.today());
  }

  protected leadsOf(leads: number): string {
    return leads === 1 ? '1 training lead' : `${leads} training leads`;
  }
}
