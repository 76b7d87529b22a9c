import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Select } from '@learning-reviews/ui/select';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { ReviewApi } from '../review-api.js';
import { periodInWords, REVIEW_KINDS, REVIEW_STATUSES } from '../review-words.js';

/** The register of reviews, filtered by the theme that stands in the address. */
@Component({
  selector: 'lr-reviews-page',
  imports: [Button, LoadProblem, Form, Loading, RouterLink, Select, SummaryList, SummaryRow],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './reviews-page.html',
})
export class ReviewsPage {
  private readonly router = inject(Router);

  /** Theme code from the address; absent for every review. */
  readonly theme = input<string>();

  protected readonly register = inject(ReviewApi).list(() => this.theme() ?? '');
  protected readonly found = latestValue(this.register);
  protected readonly chosenTheme = linkedSignal(() => this.theme() ?? '');
  protected readonly themeOptions = computed(() =>
    (this.found()?.themes ?? []).map(({ code, name }) => ({ value: code, label: name })),
  );
  protected readonly kinds = REVIEW_KINDS;
  protected readonly statuses = REVIEW_STATUSES;
  protected readonly periodInWords = periodInWords;

  protected filter(): void {
    void this.router.navigate(['/reviews'], { queryParams: { theme: this.chosenTheme() || null } });
  }
}
