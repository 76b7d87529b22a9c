import { Component, effect, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Loading } from '@learning-reviews/ui/loading';
import { SummaryList, SummaryRow } from '@learning-reviews/ui/summary-list';
import { Table } from '@learning-reviews/ui/table';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { ReviewApi } from '../review-api.js';
import { periodInWords, RECOMMENDATION_STATES, REVIEW_KINDS, REVIEW_STATUSES } from '../review-words.js';

const ABOVE = [{ text: 'Reviews', link: '/reviews' }] as const;

/** One review: what is known of it, what the partnership has not supplied, and the modules made from it. */
@Component({
  selector: 'lr-review-page',
  imports: [Breadcrumbs, LoadProblem, Loading, RouterLink, SummaryList, SummaryRow, Table],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './review-page.html',
})
export class ReviewPage {
  readonly slug = input.required<string>();

  protected readonly review = inject(ReviewApi).one(this.slug);
  protected readonly above = ABOVE;
  protected readonly kinds = REVIEW_KINDS;
  protected readonly statuses = REVIEW_STATUSES;
  protected readonly states = RECOMMENDATION_STATES;
  protected readonly periodInWords = periodInWords;

  constructor() {
    const pageTitle = inject(PageTitle);
    effect(() => {
      if (this.review.hasValue()) pageTitle.set(this.review.value().title);
    });
  }
}
