import { Component, computed, input, output, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@learning-reviews/ui/button';
import { apiErrorOf } from '../../platform/http/api-error.js';
import { LoadProblem } from '../../platform/load-problem/load-problem.js';

/** What a page of a module shows in place of its content: not begun, withdrawn, or what any page shows. */
@Component({
  selector: 'lr-module-problem',
  imports: [Button, LoadProblem, RouterLink],
  encapsulation: ViewEncapsulation.None,
  template: `
    @switch (code()) {
      @case ('learning.not-open') {
        <h1 class="govuk-heading-l">You have not started this module</h1>
        <p>Read what it is about and how long it takes, then start it.</p>
        <a lrButton [routerLink]="['/learning', module()]">Go to the start of the module</a>
      }
      @case ('learning.withdrawn') {
        <h1 class="govuk-heading-l">This module has been withdrawn</h1>
        <p>You cannot go on with it. What you completed before stays on your record.</p>
        <p><a routerLink="/learning">Go to my learning</a></p>
      }
      @default {
        <lr-load-problem [error]="error()" [what]="what()" (retry)="retry.emit()" />
      }
    }
  `,
})
export class ModuleProblem {
  /** What the resource failed with. */
  readonly error = input.required<unknown>();
  /** Slug of the module. */
  readonly module = input.required<string>();
  /** What could not be shown: "this section". */
  readonly what = input('this page');
  readonly retry = output<void>();

  protected readonly code = computed(() => apiErrorOf(this.error())?.code);
}
