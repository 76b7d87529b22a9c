import { Component, effect, inject, input, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Breadcrumbs } from '@learning-reviews/ui/breadcrumbs';
import { Loading } from '@learning-reviews/ui/loading';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { PageTitle } from '../../platform/page/page-title.js';
import { ReviewApi } from '../review-api.js';
import { periodInWords, REVIEW_KINDS } from '../review-words.js';

const ABOVE = [{ text: 'Themes', link: '/themes' }] as const;

/** One theme across reviews: what was learned, with good practice beside it, and the modules on it. */
@Component({
  selector: 'lr-theme-page',
  imports: [Breadcrumbs, LoadProblem, Loading, RouterLink],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './theme-page.html',
})
export class ThemePage {
  readonly code = input.required<string>();

  protected readonly theme = inject(ReviewApi).theme(this.code);
  protected readonly above = ABOVE;
  protected readonly kinds = REVIEW_KINDS;
  protected readonly periodInWords = periodInWords;

  constructor() {
    const pageTitle = inject(PageTitle);
    effect(() => {
      if (this.theme.hasValue()) pageTitle.set(this.theme.value().name);
    });
  }
}
