import { Component, inject, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Loading } from '@learning-reviews/ui/loading';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { ReviewApi } from '../review-api.js';

/** The themes, each with how many reviews and modules stand under it. */
@Component({
  selector: 'lr-themes-page',
  imports: [LoadProblem, Loading, RouterLink],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './themes-page.html',
})
export class ThemesPage {
  protected readonly themes = inject(ReviewApi).themes();

  /** `1 review, 3 modules`. */
  protected count(reviews: number, modules: number): string {
    const part = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
    return `${part(reviews, 'review')}, ${part(modules, 'module')}`;
  }
}
