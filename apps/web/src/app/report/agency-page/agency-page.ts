import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MomentPipe } from '@learning-reviews/ui/day';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { Stat } from '@learning-reviews/ui/stat';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import {
  agencySummary,
  COUNT_COLUMNS,
  denominatorSummary,
  figure,
  peopleInWords,
  percentDone,
} from '../agency-words.js';
import { Breakdown } from '../breakdown/breakdown.js';
import { ReportApi } from '../report-api.js';

/** The figures at the top, in this order; the rest is in the tables. */
const STATS = ['required', 'done', 'dueSoon', 'overdue', 'notStarted', 'paused'] as const;

/** My agency now: what is required, what is done, and where to look first. */
@Component({
  selector: 'lr-agency-page',
  imports: [
    AgencyNavigation,
    Breakdown,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    PrintButton,
    RouterLink,
    Stat,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './agency-page.html',
})
export class AgencyPage {
  protected readonly loaded = inject(ReportApi).agencyNow();
  protected readonly now = latestValue(this.loaded);

  protected readonly summary = computed(() => {
    const now = this.now();
    return now === undefined ? '' : agencySummary(now.total);
  });
  protected readonly stats = computed(() => {
    const total = this.now()?.total;
    if (total === undefined) return [];
    return STATS.map((count) => {
      const column = COUNT_COLUMNS.find((one) => one.count === count);
      const heading = (column?.heading ?? '').toLowerCase();
      const isDone = count === 'done';
      return {
        count,
        figure: isDone ? `${percentDone(total)}%` : figure(total[count]),
        label: isDone ? `done: ${figure(total.done)} of ${figure(total.required)}` : heading,
        isNone: total[count] === 0,
        filter: column?.state ? { state: column.state } : {},
      };
    });
  });
  protected readonly denominator = computed(() => {
    const now = this.now();
    return now === undefined ? '' : denominatorSummary(now);
  });
  protected readonly peopleInWords = peopleInWords;
}
