import { Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { Failed } from '@learning-reviews/ui/failed';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Select } from '@learning-reviews/ui/select';
import { CurriculumApi } from '../../curriculum/curriculum-api.js';
import { ReviewApi } from '../../review/review-api.js';
import { periodInWords, REVIEW_KINDS } from '../../review/review-words.js';

/** The first page: what this is, the reviews, a module for your role, and where help is. */
@Component({
  selector: 'lr-home-page',
  imports: [Button, Failed, Form, Loading, RouterLink, Select],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './home-page.html',
})
export class HomePage {
  private readonly router = inject(Router);

  protected readonly register = inject(ReviewApi).list(() => '');
  protected readonly catalogue = inject(CurriculumApi).list(() => ({
    role: '',
    theme: '',
    review: '',
    minutes: '',
  }));
  protected readonly roleOptions = computed(() =>
    this.catalogue.hasValue()
      ? this.catalogue.value().filters.roles.map(({ code, label }) => ({ value: code, label }))
      : [],
  );
  protected readonly role = signal('');
  protected readonly kinds = REVIEW_KINDS;
  protected readonly periodInWords = periodInWords;

  protected findModules(): void {
    void this.router.navigate(['/modules'], { queryParams: { role: this.role() || null } });
  }
}
