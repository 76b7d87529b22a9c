import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DayPipe } from '@learning-reviews/ui/day';
import { InsetText } from '@learning-reviews/ui/inset-text';
import { Loading } from '@learning-reviews/ui/loading';
import { ProtectedKey } from '@learning-reviews/ui/protected-figure';
import { Table } from '@learning-reviews/ui/table';
import { figureAt, type FigureLine } from '@learning-reviews/domain/report/figure-line';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { reachInWords } from '../board-words.js';
import { PartnershipNavigation } from '../partnership-navigation/partnership-navigation.js';
import { ReportApi } from '../report-api.js';

/** Every review from which a module was made, and how far those modules have come. */
@Component({
  selector: 'lr-reviews-reach-page',
  imports: [DayPipe, InsetText, LoadProblem, Loading, PartnershipNavigation, ProtectedKey, RouterLink, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './reviews-reach-page.html',
})
export class ReviewsReachPage {
  protected readonly loaded = inject(ReportApi).reviewReachList();
  protected readonly list = latestValue(this.loaded);
  protected readonly hasHidden = computed(() =>
    (this.list()?.reviews ?? []).some(({ modules }) =>
      modules.some(({ latest }) => figureAt(latest, 0)?.isProtected === true),
    ),
  );
  protected readonly reachInWords = reachInWords;

  /** The latest figure of a module in all agencies: `72% (310 of 430)`, or `[c]`. */
  protected latestInWords(latest: FigureLine): string {
    const figure = figureAt(latest, 0);
    if (figure === null) return 'Not required of anyone';
    if (figure.isProtected) return '[c]';
    return `${figure.percentage}% (${figure.n.toLocaleString('en-GB')} of ${figure.d.toLocaleString('en-GB')})`;
  }
}
