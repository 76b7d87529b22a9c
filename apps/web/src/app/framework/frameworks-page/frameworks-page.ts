import { Component, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DayPipe } from '@learning-reviews/ui/day';
import { Loading } from '@learning-reviews/ui/loading';
import { Table } from '@learning-reviews/ui/table';
import { Tag } from '@learning-reviews/ui/tag';
import { AdminNavigation } from '../../admin/admin-navigation/admin-navigation.js';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { FrameworkApi } from '../framework-api.js';
import { EDITION_STATES } from '../framework-words.js';

/** Workforce groups and intercollegiate levels: which edition is in force, which was, which is to come. */
@Component({
  selector: 'lr-frameworks-page',
  imports: [AdminNavigation, DayPipe, LoadProblem, Loading, RouterLink, Table, Tag],
  encapsulation: ViewEncapsulation.None,
  template: `
    <lr-admin-navigation />
    @if (loaded.error(); as error) {
      <lr-load-problem [error]="error" what="the frameworks" (retry)="loaded.reload()" />
    } @else {
      <div class="lr-wide">
        <h1 class="govuk-heading-l">Frameworks</h1>
        @if (list(); as list) {
          <p class="govuk-body-l">
            What groups and levels are called, and which of them a job role has. An edition is in force from
            its first day until the next one begins.
          </p>
          @for (framework of list.frameworks; track framework.code) {
            <h2 class="govuk-heading-m">{{ framework.name }}</h2>
            <table lrTable [stacked]="true">
              <caption class="govuk-visually-hidden">
                Editions of
                {{
                  framework.name
                }}, the latest first
              </caption>
              <thead>
                <tr>
                  <th scope="col">Edition</th>
                  <th scope="col">From</th>
                  <th scope="col">To</th>
                  <th scope="col">State</th>
                  <th scope="col">How sure we are</th>
                </tr>
              </thead>
              <tbody>
                @for (edition of framework.editions; track edition.id) {
                  <tr>
                    <th scope="row" data-label="Edition">
                      <a [routerLink]="['/admin/frameworks/edition', edition.id]">{{ edition.name }}</a>
                    </th>
                    <td data-label="From">{{ edition.from | day }}</td>
                    <td data-label="To">{{ edition.to ? (edition.to | day) : 'No last day' }}</td>
                    <td data-label="State">
                      <strong [lrTag]="states[edition.state].tone">{{ states[edition.state].text }}</strong>
                    </td>
                    <td data-label="How sure we are">{{ edition.confidence || 'Set by the partnership' }}</td>
                  </tr>
                }
              </tbody>
            </table>
            <p>
              <a [routerLink]="['/admin/frameworks', framework.code, 'new']"
                >Draft a new edition of {{ framework.name }}</a
              >
            </p>
          }
        } @else {
          <lr-loading what="the frameworks" />
        }
      </div>
    }
  `,
})
export class FrameworksPage {
  protected readonly loaded = inject(FrameworkApi).list();
  protected readonly list = latestValue(this.loaded);
  protected readonly states = EDITION_STATES;
}
