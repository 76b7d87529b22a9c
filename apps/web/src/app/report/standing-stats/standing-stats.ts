import { Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { type Params, RouterLink } from '@angular/router';
import type { StandingCounts } from '@learning-reviews/contracts/agency.contract';
import { Stat } from '@learning-reviews/ui/stat';
import { SessionStore } from '../../platform/session/session-store.js';
import { countColumns, figure, percentDone } from '../agency-words.js';

/** The figures at the top of a page, in this order; the rest is in the tables. */
const STATS = ['required', 'done', 'dueSoon', 'overdue', 'notStarted', 'paused'] as const;

/** The six figures a training lead asks for first, each leading to the people behind it. */
@Component({
  selector: 'lr-standing-stats',
  imports: [RouterLink, Stat],
  encapsulation: ViewEncapsulation.None,
  template: `
    <div class="lr-stats">
      @for (stat of stats(); track stat.count) {
        <lr-stat [label]="stat.label">
          @if (stat.isNone) {
            {{ stat.figure }}
          } @else {
            <a [routerLink]="stat.list" [queryParams]="stat.filter"
              >{{ stat.figure
              }}<span class="govuk-visually-hidden"> {{ stat.label }}: see the people</span></a
            >
          }
        </lr-stat>
      }
    </div>
  `,
})
export class StandingStats {
  private readonly session = inject(SessionStore);

  readonly counts = input.required<StandingCounts>();
  /** Filters that hold for all of the figures, such as one module. */
  readonly within = input<Params>({});

  protected readonly stats = computed(() => {
    const counts = this.counts();
    const columns = countColumns(this.session.warning());
    return STATS.map((count) => {
      const column = columns.find((one) => one.count === count);
      const isDone = count === 'done';
      return {
        count,
        figure: isDone ? `${percentDone(counts)}%` : figure(counts[count]),
        label: isDone
          ? `done: ${figure(counts.done)} of ${figure(counts.required)}`
          : (column?.heading ?? '').toLowerCase(),
        isNone: counts[count] === 0,
        list: column?.list,
        filter: { ...this.within(), ...(column?.state ? { state: column.state } : {}) },
      };
    });
  });
}
