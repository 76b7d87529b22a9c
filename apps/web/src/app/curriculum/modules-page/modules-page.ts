import { Component, computed, inject, input, linkedSignal, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { Form } from '@learning-reviews/ui/form';
import { Loading } from '@learning-reviews/ui/loading';
import { Select } from '@learning-reviews/ui/select';
import { Tag } from '@learning-reviews/ui/tag';
import { latestValue } from '../../platform/http/latest-value.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';
import { CurriculumApi } from '../curriculum-api.js';

/** Lengths to choose from; the address may ask for any other. */
const MINUTES = [30, 35, 40, 45];

/** The module catalogue. Its filters stand in the address, so that a filtered list can be sent to a colleague. */
@Component({
  selector: 'lr-modules-page',
  imports: [Button, LoadProblem, Form, Loading, RouterLink, Select, Tag],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './modules-page.html',
})
export class ModulesPage {
  private readonly router = inject(Router);

  readonly role = input<string>();
  readonly theme = input<string>();
  readonly review = input<string>();
  readonly minutes = input<string>();

  protected readonly filter = computed(() => ({
    role: this.role() ?? '',
    theme: this.theme() ?? '',
    review: this.review() ?? '',
    minutes: this.minutes() ?? '',
  }));
  protected readonly catalogue = inject(CurriculumApi).list(this.filter);
  protected readonly found = latestValue(this.catalogue);
  protected readonly isFiltered = computed(() => Object.values(this.filter()).some((value) => value !== ''));

  protected readonly chosenRole = linkedSignal(() => this.filter().role);
  protected readonly chosenTheme = linkedSignal(() => this.filter().theme);
  protected readonly chosenReview = linkedSignal(() => this.filter().review);
  protected readonly chosenMinutes = linkedSignal(() => this.filter().minutes);

  protected readonly roleOptions = computed(() =>
    (this.found()?.filters.roles ?? []).map(({ code, label }) => ({ value: code, label })),
  );
  protected readonly themeOptions = computed(() =>
    (this.found()?.filters.themes ?? []).map(({ code, name }) => ({ value: code, label: name })),
  );
  protected readonly reviewOptions = computed(() =>
    (this.found()?.filters.reviews ?? []).map(({ slug, title }) => ({ value: slug, label: title })),
  );
  protected readonly minutesOptions = computed(() => {
    const asked = Number(this.filter().minutes);
    const isAsked = Number.isInteger(asked) && asked >= 1 && asked <= 600;
    return [...new Set(isAsked ? [...MINUTES, asked] : MINUTES)]
      .sort((a, b) => a - b)
      .map((minutes) => ({ value: `${minutes}`, label: `Up to ${minutes} minutes` }));
  });

  protected apply(): void {
    void this.router.navigate(['/modules'], {
      queryParams: {
        role: this.chosenRole() || null,
        theme: this.chosenTheme() || null,
        review: this.chosenReview() || null,
        minutes: this.chosenMinutes() || null,
      },
    });
  }
}
