import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DayPipe, MomentPipe } from '@learning-reviews/ui/day';
import type { Figures } from '@learning-reviews/ui/figures';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { PrintButton } from '@learning-reviews/ui/print-button';
import { TrendLine } from '@learning-reviews/ui/trend-line';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { SessionStore } from '../../platform/session/session-store.js';
import { AgencyNavigation } from '../agency-navigation/agency-navigation.js';
import {
  agencySummary,
  denominatorSummary,
  monthInWords,
  peopleInWords,
  trendShares,
  trendSummary,
} from '../agency-words.js';
import { Breakdown } from '../breakdown/breakdown.js';
import { FiguresFile } from '../figures-file.js';
import { ReportApi } from '../report-api.js';
import { StandingStats } from '../standing-stats/standing-stats.js';
import { TargetForm } from '../target-form/target-form.js';

/** My agency now: what is required, what is done, how it went, and where to look first. */
@Component({
  selector: 'lr-agency-page',
  imports: [
    AgencyNavigation,
    Breakdown,
    DayPipe,
    InsetText,
    LoadProblem,
    Loading,
    MomentPipe,
    PrintButton,
    RouterLink,
    StandingStats,
    TargetForm,
    TrendLine,
  ],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './agency-page.html',
})
export class AgencyPage {
  private readonly session = inject(SessionStore);
  private readonly file = inject(FiguresFile);

  protected readonly loaded = inject(ReportApi).agencyNow();
  protected readonly now = latestValue(this.loaded);
  protected readonly maySetTarget = computed(() => this.session.may('agency.set-target'));

  protected readonly summary = computed(() => {
    const now = this.now();
    return now === undefined ? '' : agencySummary(now.total, now.target, this.session.warning());
  });
  protected readonly denominator = computed(() => {
    const now = this.now();
    return now === undefined ? '' : denominatorSummary(now);
  });

  private readonly trend = computed(() => this.now()?.trend ?? []);
  /** Whether there is an earlier month: one point is no trend. */
  protected readonly hasTrend = computed(
    () => trendShares(this.trend()).filter((share) => share !== null).length > 1,
  );
  protected readonly trendInWords = computed(() => trendSummary(this.trend()));
  protected readonly months = computed(() =>
    this.trend().map(({ month }, index, all) => (index === all.length - 1 ? 'Now' : monthInWords(month))),
  );
  protected readonly lines = computed(() => [{ label: 'Done', values: trendShares(this.trend()) }]);
  protected readonly target = computed(() => ({ label: 'Target', value: this.now()?.target ?? 0 }));
  protected readonly peopleInWords = peopleInWords;

  /** Gives the trend as a CSV file, with whose and of when beside each row. */
  protected save(figures: Figures): void {
    const now = this.now();
    if (now !== undefined) this.file.saveOf(now, figures);
  }
}
